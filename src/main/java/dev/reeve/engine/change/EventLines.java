package dev.reeve.engine.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The lines of an {@code events.jsonl}; one that was torn by a crash is skipped.
 *
 * @param torn whether the file ends without the end of a line
 */
record EventLines(List<JsonNode> events, boolean torn) {

  static EventLines read(Path file) throws IOException {
    return parse(Files.readAllBytes(file));
  }

  static EventLines parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    List<JsonNode> events = text.lines().flatMap(line -> parse(line).stream()).toList();
    return new EventLines(events, !text.isEmpty() && !text.endsWith("\n"));
  }

  private static Optional<JsonNode> parse(String line) {
    try {
      return Optional.of(Json.parse(line)).filter(JsonNode::isObject);
    } catch (JsonProcessingException torn) {
      return Optional.empty(); // the process died while it wrote this line
    }
  }

  long lastSeq() {
    return events.isEmpty() ? 0 : events.getLast().path("seq").asLong();
  }
}
