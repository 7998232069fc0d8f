package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the members of a JSON object one by one. What is missing or of the wrong type is noted as a
 * problem, and the reading goes on; what is left over at the end is kept as unknown.
 */
final class JsonReading {
  private final Map<String, JsonNode> left = new LinkedHashMap<>();
  private final List<IntakeProblem> problems;
  private final String prefix;

  JsonReading(JsonNode json, String prefix, List<IntakeProblem> problems) {
    this.prefix = prefix;
    this.problems = problems;
    if (json.isObject()) {
      json.properties().forEach(member -> left.put(member.getKey(), member.getValue()));
    } else {
      problem("", "must be an object");
    }
  }

  void problem(String key, String message) {
    problems.add(new IntakeProblem("INVALID_FIELD", prefix + key, message));
  }

  private @Nullable JsonNode take(String key) {
    JsonNode node = left.remove(key);
    return node == null || node.isNull() ? null : node;
  }

  String text(String key) {
    String text = textOrNull(key, true);
    return text == null ? "" : text;
  }

  String text(String key, String fallback) {
    String text = textOrNull(key, false);
    return text == null ? fallback : text;
  }

  @Nullable String textOrNull(String key) {
    return textOrNull(key, false);
  }

  private @Nullable String textOrNull(String key, boolean required) {
    JsonNode node = take(key);
    if (node != null && node.isTextual()) {
      return node.textValue();
    }
    if (node != null || required) {
      problem(key, node == null ? "is missing" : "must be text");
    }
    return null;
  }

  /** A value with a fixed set of codes; the fallback stands in after a problem. */
  <T> T code(String key, Function<String, Optional<T>> find, String wanted, T fallback) {
    String text = textOrNull(key, true);
    if (text == null) {
      return fallback;
    }
    Optional<T> found = find.apply(text);
    if (found.isEmpty()) {
      problem(key, "must be one of " + wanted);
    }
    return found.orElse(fallback);
  }

  <T> @Nullable T codeOrNull(String key, Function<String, Optional<T>> find, String wanted) {
    String text = textOrNull(key, false);
    if (text == null) {
      return null;
    }
    Optional<T> found = find.apply(text);
    if (found.isEmpty()) {
      problem(key, "must be one of " + wanted);
    }
    return found.orElse(null);
  }

  long number(String key, long fallback) {
    JsonNode node = take(key);
    if (node == null) {
      return fallback;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      problem(key, "must be a whole number");
      return fallback;
    }
    return node.longValue();
  }

  @Nullable BigDecimal decimalOrNull(String key) {
    JsonNode node = take(key);
    if (node != null && !node.isNumber()) {
      problem(key, "must be a number");
      return null;
    }
    return node == null ? null : node.decimalValue();
  }

  @Nullable Double doubleOrNull(String key) {
    BigDecimal value = decimalOrNull(key);
    return value == null ? null : value.doubleValue();
  }

  boolean flag(String key, boolean fallback) {
    Boolean flag = flagOrNull(key);
    return flag == null ? fallback : flag;
  }

  @Nullable Boolean flagOrNull(String key) {
    JsonNode node = take(key);
    if (node != null && !node.isBoolean()) {
      problem(key, "must be true or false");
      return null;
    }
    return node == null ? null : node.booleanValue();
  }

  List<String> texts(String key) {
    List<String> out = new ArrayList<>();
    for (JsonNode node : nodes(key)) {
      if (node.isTextual()) {
        out.add(node.textValue());
      } else {
        problem(key, "must hold texts only");
        return List.of();
      }
    }
    return List.copyOf(out);
  }

  List<JsonNode> nodes(String key) {
    List<JsonNode> nodes = nodesOrNull(key);
    return nodes == null ? List.of() : nodes;
  }

  @Nullable List<JsonNode> nodesOrNull(String key) {
    JsonNode node = take(key);
    if (node == null) {
      return null;
    }
    if (!node.isArray()) {
      problem(key, "must be a list");
      return null;
    }
    List<JsonNode> out = new ArrayList<>();
    node.forEach(out::add);
    return List.copyOf(out);
  }

  /** A member of any type, taken as it is. */
  JsonNode any(String key) {
    JsonNode node = take(key);
    return node == null ? Json.mapper().nullNode() : node;
  }

  Instant time(String key, Instant fallback) {
    Instant time = timeOrNull(key);
    return time == null ? fallback : time;
  }

  @Nullable Instant timeOrNull(String key) {
    String text = textOrNull(key, false);
    if (text == null) {
      return null;
    }
    try {
      return Utc.parse(text);
    } catch (DateTimeException e) {
      problem(key, "must be a UTC time such as 2026-01-01T00:00:00.000Z");
      return null;
    }
  }

  /** What was not taken: kept when the object is written again. */
  Map<String, JsonNode> unknown() {
    return Map.copyOf(left);
  }

  /** Adds the unknown members again; none can take a known one's place. */
  static void putUnknown(ObjectNode json, Map<String, JsonNode> unknown) {
    unknown.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(member -> !json.has(member.getKey()))
        .forEach(member -> json.set(member.getKey(), member.getValue()));
  }

  /**
   * Ends the reading of a record that Reeve itself wrote.
   *
   * @throws IllegalArgumentException when there was any problem
   */
  static void requireNone(List<IntakeProblem> problems) {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("Not the record it should be: " + problems);
    }
  }
}
