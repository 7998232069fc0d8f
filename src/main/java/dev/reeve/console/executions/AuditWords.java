package dev.reeve.console.executions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.fx.Formats;
import dev.reeve.engine.workspace.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A line of the trail as a person reads it: what and when above, each member below. */
final class AuditWords {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Set<String> IN_THE_HEAD = Set.of("seq", "time", "type", "actor");

  private AuditWords() {}

  /** Of a line that is no JSON object, the line itself. */
  static List<Line> lines(String line) {
    JsonNode told;
    try {
      told = Json.mapper().readTree(line);
    } catch (JsonProcessingException damaged) {
      return List.of(new Line(Kind.PLAIN, line));
    }
    if (!told.isObject()) {
      return List.of(new Line(Kind.PLAIN, line));
    }
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(Kind.HEAD, head(told)));
    for (Map.Entry<String, JsonNode> member : told.properties()) {
      if (!IN_THE_HEAD.contains(member.getKey())) {
        lines.add(new Line(Kind.PLAIN, member.getKey() + ": " + value(member.getValue())));
      }
    }
    return lines;
  }

  /** "178 intent \u00b7 reeve \u00b7 2026-11-21T17:05:05.337Z". */
  private static String head(JsonNode told) {
    return "%s %s \u00b7 %s \u00b7 %s"
        .formatted(
            told.path("seq").asText(Formats.NONE),
            told.path("type").asText(Formats.NONE),
            told.path("actor").asText(Formats.NONE),
            told.path("time").asText(Formats.NONE));
  }

  private static String value(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : value.toString();
    return HASH.matcher(text).matches() ? Formats.hash(text) : text;
  }
}
