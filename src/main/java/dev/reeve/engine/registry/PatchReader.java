package dev.reeve.engine.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a patch that was handed in from outside, in the plain form or the wire form {@code
 * REGISTRY_PATCH_V2}. Its class is always {@code user}, whatever it says. Source: {@code
 * docs/reference/registry.md}. Stateless; safe on any thread.
 */
public final class PatchReader {
  private static final int LARGEST = 8 << 20;
  private static final int DEEPEST = 64;
  private static final int LONGEST_STRING = 1 << 20;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_STRING)
                  .build())
          .build();

  private PatchReader() {}

  /**
   * Reads it.
   *
   * @param source who hands it in, of the user class
   * @throws EngineException {@code PATCH_MALFORMED}
   */
  public static Patch read(byte[] bytes, PatchSource source) {
    if (source.actorClass() != ActorClass.USER) {
      throw new IllegalArgumentException("A patch from outside is of the user class");
    }
    if (bytes.length > LARGEST) {
      throw malformed("it is larger than 8 MiB");
    }
    JsonNode tree;
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("it is not a JSON object");
      }
      tree = RegistryJson.tree(parser);
      if (parser.nextToken() != null) {
        throw malformed("something follows its end");
      }
    } catch (IOException e) {
      throw malformed(String.valueOf(e.getMessage()).lines().findFirst().orElse("no JSON"))
          .causedBy(e);
    }
    return patch((ObjectNode) tree, source);
  }

  private static Patch patch(ObjectNode tree, PatchSource caller) {
    for (String flag : List.of("apply_normalization", "validate_policies")) {
      if (tree.has(flag) && !tree.get(flag).equals(tree.booleanNode(true))) {
        throw malformed(flag + " can only be true");
      }
    }
    String named = text(tree, "source");
    PatchSource source = caller;
    if (named != null) {
      PatchSource known =
          PatchSource.of(named)
              .orElseThrow(() -> malformed("the source '" + named + "' is unknown"));
      source = known.actorClass() == ActorClass.USER ? known : caller;
    }
    String time = text(tree, tree.has("utc_ts") ? "utc_ts" : "timestamp_utc");
    String id = text(tree, "patch_id");
    String reason = text(tree, "reason");
    return new Patch(
        id == null ? Patch.newId() : id,
        String.valueOf(text(tree, "registry_hash")),
        body(tree),
        source,
        reason == null ? "" : reason,
        text(tree, "work_item_id"),
        time);
  }

  private static Patch.Body body(ObjectNode tree) {
    long bodies = List.of("changes", "operations", "ops").stream().filter(tree::has).count();
    if (bodies != 1) {
      throw malformed("it needs exactly one of changes and operations");
    }
    if (tree.has("changes")) {
      if (!(tree.get("changes") instanceof ObjectNode changes)) {
        throw malformed("changes is not an object");
      }
      Map<String, JsonNode> members = new LinkedHashMap<>();
      changes.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
      return new Patch.Simple(text(tree, "record_id"), members);
    }
    boolean wire = tree.has("ops");
    JsonNode steps = tree.get(wire ? "ops" : "operations");
    if (!steps.isArray()) {
      throw malformed("its operations are not a list");
    }
    String docId = text(tree, "doc_id");
    if (wire && docId == null) {
      throw malformed("a wire patch names its doc_id");
    }
    List<Operation> operations = new ArrayList<>();
    for (JsonNode step : steps) {
      if (!step.isObject()) {
        throw malformed("an operation is not an object");
      }
      operations.add(operation(step, wire ? docId : null));
    }
    return new Patch.Complex(operations);
  }

  private static Operation operation(JsonNode step, @Nullable String docId) {
    String op = text(step, "op");
    String path = text(step, "path");
    if (op == null || path == null) {
      throw malformed("an operation lacks op or path");
    }
    Operation.Op known = docId == null ? plain(op) : wire(op);
    if (docId != null && !path.startsWith("/")) {
      throw malformed("a path of the wire form starts with /");
    }
    if (known != Operation.Op.DELETE && !step.has("value")) {
      throw malformed("the operation on " + path + " lacks its value");
    }
    return new Operation(
        known,
        docId == null ? path : "records/" + docId + path,
        known == Operation.Op.DELETE ? null : step.get("value"),
        step.get("old_value"));
  }

  private static Operation.Op plain(String op) {
    for (Operation.Op known : Operation.Op.values()) {
      if (known.code().equals(op)) {
        return known;
      }
    }
    throw malformed("the operation '" + op + "' is unknown");
  }

  private static Operation.Op wire(String op) {
    return switch (op.toLowerCase(Locale.ROOT)) {
      case "set" -> Operation.Op.UPSERT;
      case "add" -> Operation.Op.ADD;
      case "remove" -> Operation.Op.DELETE;
      default -> throw malformed("the operation '" + op + "' is unknown");
    };
  }

  private static @Nullable String text(JsonNode tree, String name) {
    JsonNode value = tree.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw malformed(name + " is not a text");
    }
    return value.textValue();
  }

  static EngineException malformed(String why) {
    return EngineException.of(
            EngineException.Kind.INVALID, "PATCH_MALFORMED", "The patch was refused: " + why + ".")
        .with("The registry was not changed.", "Correct the patch.");
  }
}
