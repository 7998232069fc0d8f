package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the path of a patch leads: a member of a tree that may be changed.
 *
 * @param known whether the member exists even while it is absent, as every column does
 * @param afterwards called when it was set
 */
record Place(ObjectNode parent, String name, boolean known, Runnable afterwards) {
  @Nullable JsonNode get() {
    return parent.get(name);
  }

  void set(JsonNode value) {
    parent.set(name, value.deepCopy());
    afterwards.run();
  }

  void require(String path) throws PatchRefused {
    if (!known && !parent.has(name)) {
      throw new PatchRefused("TARGET_NOT_FOUND", "There is no " + path);
    }
  }

  /** Splits a path; positions are refused, for a record is named by an id. */
  static List<String> segments(String path) throws PatchRefused {
    String plain = path.startsWith("/") ? path.substring(1) : path;
    List<String> segments = List.of(plain.split("/", -1));
    for (String segment : segments) {
      if (segment.indexOf('[') >= 0 || segment.indexOf(']') >= 0) {
        throw positional(segment);
      }
      if (segment.isEmpty()) {
        throw new PatchRefused("UNKNOWN_PATH", "The path '" + path + "' has an empty segment");
      }
    }
    return segments;
  }

  /** The refusal of a position. */
  static PatchRefused positional(String text) {
    return new PatchRefused(
        "POSITION_PATH_FORBIDDEN", "'" + text + "' is a position; a record is named by an id");
  }

  /**
   * The member at the end of a path.
   *
   * @param open whether missing members on the way are created
   */
  static Place in(
      ObjectNode root,
      List<String> segments,
      String path,
      boolean open,
      boolean known,
      Runnable afterwards)
      throws PatchRefused {
    ObjectNode parent = root;
    for (String segment : segments.subList(0, segments.size() - 1)) {
      JsonNode next = parent.get(segment);
      if (next == null || next.isNull()) {
        if (!open) {
          throw new PatchRefused("UNKNOWN_PATH", "There is nothing on the way to " + path);
        }
        next = parent.putObject(segment);
      }
      if (next.isArray()) {
        throw positional(path);
      }
      if (!(next instanceof ObjectNode object)) {
        throw new PatchRefused("TYPE_MISMATCH", "What is on the way to " + path + " is no object");
      }
      parent = object;
    }
    return new Place(parent, segments.getLast(), known, afterwards);
  }
}
