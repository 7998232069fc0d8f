package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.CanonicalJson;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The exact file operations of a plan, in order. Source: {@code docs/reference/changes.md}.
 * Immutable.
 *
 * @param checksum as declared; {@link #checksumHolds} compares it with the changes. It proves that
 *     nothing was altered, not who made it
 * @param generatedBy free text, for people
 * @param leftOut what a person took out of the set it was made from, null for one as handed in; not
 *     part of the checksum
 * @param unknown members this version does not know; kept, not part of the checksum
 */
public record ChangeSet(
    String id,
    String planId,
    List<FileChange> changes,
    String checksum,
    String generatedBy,
    Instant generatedAt,
    @Nullable LeftOut leftOut,
    Map<String, JsonNode> unknown) {

  /**
   * What was taken out.
   *
   * @param from id of the set as it was handed in
   * @param paths of the changes that are not made, in their order there
   */
  public record LeftOut(String from, List<String> paths) {}

  /** A new set with its checksum computed. */
  public static ChangeSet of(
      String planId, List<FileChange> changes, String generatedBy, Instant now) {
    return new ChangeSet(
        Ids.next(Ids.CHANGE_SET),
        planId,
        List.copyOf(changes),
        checksum(changes),
        generatedBy,
        now,
        null,
        Map.of());
  }

  /**
   * The same without the changes of these paths. The same rest has the same id, whoever asks for it
   * and however often, so that an approval of it can be recognised.
   */
  ChangeSet without(Set<String> paths) {
    List<FileChange> rest =
        changes.stream().filter(change -> !paths.contains(change.path())).toList();
    String checksum = checksum(rest);
    return new ChangeSet(
        Ids.of(Ids.CHANGE_SET, id + "\n" + checksum),
        planId,
        rest,
        checksum,
        generatedBy,
        generatedAt,
        new LeftOut(id, changes.stream().map(FileChange::path).filter(paths::contains).toList()),
        unknown);
  }

  /** The same under its checksum, holding these changes: its own, or none. */
  ChangeSet holding(List<FileChange> held) {
    return new ChangeSet(id, planId, held, checksum, generatedBy, generatedAt, leftOut, unknown);
  }

  /** The same without what only the engine may say. */
  ChangeSet asSubmitted() {
    return new ChangeSet(id, planId, changes, checksum, generatedBy, generatedAt, null, unknown);
  }

  /** SHA-256 of the changes in their order. */
  public static String checksum(List<FileChange> changes) {
    ArrayNode array = Json.mapper().createArrayNode();
    changes.forEach(change -> array.add(change.hashedJson()));
    return CanonicalJson.hash(array);
  }

  /** Whether the declared checksum is that of the changes. */
  public boolean checksumHolds() {
    return checksum(changes).equals(checksum);
  }

  /** Every path in it, targets of moves included, in order, each once. */
  public List<String> paths() {
    return changes.stream()
        .flatMap(change -> Stream.of(change.path(), change.to()))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** The JSON form; members keep these names for ever. */
  public ObjectNode toJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("id", id);
    json.put("plan_id", planId);
    ArrayNode array = json.putArray("changes");
    changes.forEach(change -> array.add(change.toJson()));
    json.put("checksum", checksum);
    json.put("generated_by", generatedBy);
    json.put("generated_at", Utc.format(generatedAt));
    if (leftOut != null) {
      json.put("derived_from", leftOut.from());
      json.set("excluded", Json.mapper().valueToTree(leftOut.paths()));
    }
    JsonReading.putUnknown(json, unknown);
    return json;
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException when it is no change set
   */
  public static ChangeSet fromJson(JsonNode json) {
    List<IntakeProblem> problems = new ArrayList<>();
    ChangeSet set = read(json, Instant.EPOCH, problems);
    JsonReading.requireNone(problems);
    return set;
  }

  /** Reads a set as far as it goes and notes what is wrong with its members' types. */
  static ChangeSet read(JsonNode json, Instant now, List<IntakeProblem> problems) {
    JsonReading in = new JsonReading(json, "", problems);
    String id = in.text("id", Ids.next(Ids.CHANGE_SET));
    String planId = in.text("plan_id");
    List<FileChange> changes = new ArrayList<>();
    for (JsonNode change : in.nodes("changes")) {
      changes.add(FileChange.read(change, "changes[" + changes.size() + "].", problems));
    }
    return new ChangeSet(
        id,
        planId,
        List.copyOf(changes),
        in.text("checksum", problems.isEmpty() ? checksum(changes) : ""),
        in.text("generated_by", ""),
        in.time("generated_at", now),
        leftOut(in),
        in.unknown());
  }

  private static @Nullable LeftOut leftOut(JsonReading in) {
    String from = in.textOrNull("derived_from");
    List<String> paths = in.texts("excluded");
    return from == null ? null : new LeftOut(from, paths);
  }
}
