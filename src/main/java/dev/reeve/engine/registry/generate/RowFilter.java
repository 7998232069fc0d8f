package dev.reeve.engine.registry.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reeve.engine.registry.ColumnTable;
import dev.reeve.engine.workspace.Globs;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which records a generator sees: the member {@code input_filters}, one condition a column, all of
 * which must hold. Source: {@code docs/reference/generators.md}.
 *
 * @param kind the one record kind it sees
 */
record RowFilter(String kind, Map<String, Predicate<JsonNode>> conditions) {
  private static final Set<String> KINDS = Set.of("entity", "edge", "generator");
  private static final JsonNode DELETED = TextNode.valueOf("deleted");

  /**
   * Reads the filters.
   *
   * @throws IllegalArgumentException what is not supported, for people
   */
  static RowFilter of(@Nullable JsonNode filters, ColumnTable columns) {
    ObjectNode given = JsonNodeFactory.instance.objectNode();
    if (filters instanceof ObjectNode object) {
      given = object;
    } else if (filters != null && !filters.isNull()) {
      throw new IllegalArgumentException("input_filters must be an object of conditions by column");
    }
    String kind = given.path("record_kind").asText("entity");
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException("input_filters: record_kind must be one of " + KINDS);
    }
    Map<String, Predicate<JsonNode>> conditions = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> filter : given.properties()) {
      String column = filter.getKey();
      if (column.equals("record_kind")) {
        continue;
      }
      if (columns.of(kind, column) == null) {
        throw new IllegalArgumentException(
            "input_filters: " + column + " is no column of the kind " + kind);
      }
      conditions.put(column, condition(column, filter.getValue()));
    }
    conditions.putIfAbsent("status", value -> !same(value, DELETED));
    return new RowFilter(kind, Map.copyOf(conditions));
  }

  /** The columns that decide; all but {@code record_kind}. */
  Set<String> columns() {
    return conditions.keySet();
  }

  boolean takes(ObjectNode record) {
    return kind.equals(record.path("record_kind").textValue())
        && conditions.entrySet().stream()
            .allMatch(each -> each.getValue().test(value(record, each.getKey())));
  }

  private static JsonNode value(ObjectNode record, String column) {
    JsonNode value = record.get(column);
    return value == null ? NullNode.getInstance() : value;
  }

  private static Predicate<JsonNode> condition(String column, JsonNode wanted) {
    if (!wanted.isObject()) {
      return anyOf(wanted);
    }
    List<Predicate<JsonNode>> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> part : wanted.properties()) {
      all.add(operator(column, part.getKey(), part.getValue()));
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("input_filters: " + column + " has no condition");
    }
    return value -> all.stream().allMatch(each -> each.test(value));
  }

  private static Predicate<JsonNode> operator(String column, String name, JsonNode wanted) {
    return switch (name) {
      case "not" -> anyOf(wanted).negate();
      case "prefix" -> {
        String prefix = text(column, name, wanted);
        yield value -> value.isTextual() && value.textValue().startsWith(prefix);
      }
      case "glob" -> {
        Globs globs = Globs.of(List.of(text(column, name, wanted)), false);
        yield value -> value.isTextual() && globs.matches(value.textValue());
      }
      case "min" -> {
        BigDecimal least = number(column, name, wanted);
        yield value -> value.isNumber() && value.decimalValue().compareTo(least) >= 0;
      }
      case "max" -> {
        BigDecimal most = number(column, name, wanted);
        yield value -> value.isNumber() && value.decimalValue().compareTo(most) <= 0;
      }
      case "exists" -> {
        if (!wanted.isBoolean()) {
          throw new IllegalArgumentException(
              "input_filters: " + column + ".exists must be true or false");
        }
        yield value -> wanted.booleanValue() != empty(value);
      }
      default ->
          throw new IllegalArgumentException(
              "input_filters: "
                  + column
                  + " has the unknown condition "
                  + name
                  + " (known: not, prefix, glob, min, max, exists)");
    };
  }

  private static Predicate<JsonNode> anyOf(JsonNode wanted) {
    List<JsonNode> values = new ArrayList<>();
    if (wanted.isArray()) {
      wanted.forEach(values::add);
    } else {
      values.add(wanted);
    }
    return value -> values.stream().anyMatch(each -> holds(value, each));
  }

  /** A list holds what one of its members is. */
  private static boolean holds(JsonNode value, JsonNode wanted) {
    if (value.isArray()) {
      for (JsonNode item : value) {
        if (same(item, wanted)) {
          return true;
        }
      }
      return false;
    }
    return same(value, wanted);
  }

  private static boolean same(JsonNode a, JsonNode b) {
    return (a.isNumber() && b.isNumber())
        ? a.decimalValue().compareTo(b.decimalValue()) == 0
        : a.equals(b);
  }

  private static boolean empty(JsonNode value) {
    return value.isNull()
        || (value.isTextual() && value.textValue().isEmpty())
        || (value.isArray() && value.isEmpty());
  }

  private static String text(String column, String name, JsonNode wanted) {
    if (!wanted.isTextual()) {
      throw new IllegalArgumentException(
          "input_filters: " + column + "." + name + " must be a text");
    }
    return wanted.textValue();
  }

  private static BigDecimal number(String column, String name, JsonNode wanted) {
    if (!wanted.isNumber()) {
      throw new IllegalArgumentException(
          "input_filters: " + column + "." + name + " must be a number");
    }
    return wanted.decimalValue();
  }
}
