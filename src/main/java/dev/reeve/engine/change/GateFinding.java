package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing the gate noticed. Source: {@code docs/reference/changes.md}.
 *
 * @param code stable code such as {@code INTEGRITY} or {@code path_traversal}
 * @param severity {@code error} denies, {@code review} asks for an approval
 * @param path the file it is about, or null
 * @param rule the rule it broke, or null
 * @param message for people; never quotes contents
 */
public record GateFinding(
    String code, String severity, @Nullable String path, @Nullable String rule, String message) {
  static final String FORBIDDEN = "forbidden_path";
  static final String ERROR = "error";
  static final String REVIEW = "review";

  ObjectNode toJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("code", code);
    json.put("severity", severity);
    json.put("path", path);
    json.put("rule", rule);
    json.put("message", message);
    return json;
  }

  static GateFinding read(JsonNode json, List<IntakeProblem> problems) {
    JsonReading in = new JsonReading(json, "findings.", problems);
    return new GateFinding(
        in.text("code"),
        in.text("severity"),
        in.textOrNull("path"),
        in.textOrNull("rule"),
        in.text("message"));
  }
}
