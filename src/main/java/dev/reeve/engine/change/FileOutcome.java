package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an execution did to one file. Source: {@code docs/reference/changes.md}.
 *
 * @param beforeHash SHA-256 before, null when there was none
 * @param afterHash SHA-256 after (at {@code to} for a move), null when there is none
 * @param mode POSIX mode of the new file as octal text, null where there are none
 * @param to where a move ended, or null
 */
public record FileOutcome(
    String path,
    FileChange.Operation operation,
    @Nullable String beforeHash,
    @Nullable String afterHash,
    @Nullable String mode,
    @Nullable String to) {

  ObjectNode toJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("path", path);
    json.put("operation", operation.code());
    json.put("before_hash", beforeHash);
    json.put("after_hash", afterHash);
    json.put("mode", mode);
    if (to != null) {
      json.put("to", to);
    }
    return json;
  }

  static FileOutcome read(JsonNode json, List<IntakeProblem> problems) {
    JsonReading in = new JsonReading(json, "files.", problems);
    return new FileOutcome(
        in.text("path"),
        in.code(
            "operation",
            FileChange.Operation::of,
            "create, update, delete, move, compress",
            FileChange.Operation.UPDATE),
        in.textOrNull("before_hash"),
        in.textOrNull("after_hash"),
        in.textOrNull("mode"),
        in.textOrNull("to"));
  }
}
