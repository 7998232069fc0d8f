package dev.reeve.engine.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of a TOML file, of which one value is replaced, added or taken out while every other
 * byte, comments too, stays as a person wrote it. Whether that was done is proven by reading the
 * new text: it must say the old with that one difference. Immutable.
 */
record ConfigText(String text) {
  private static final TomlMapper TOML = new TomlMapper();

  /** The values in it. */
  JsonNode tree() throws JsonProcessingException {
    return TOML.readTree(text);
  }

  /** What a value written as TOML means. */
  static JsonNode value(String written) throws JsonProcessingException {
    return TOML.readTree("value = " + written).path("value");
  }

  /** A value written as TOML. */
  static String written(Object value) {
    return switch (value) {
      case String text -> quoted(text);
      case List<?> all ->
          all.stream()
              .map(ConfigText::written)
              .collect(java.util.stream.Collectors.joining(", ", "[", "]"));
      default -> String.valueOf(value);
    };
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /** How the value of a key is written; empty when the key is not there. */
  Optional<String> written(String key) {
    return TomlStatements.of(text).find(key).map(at -> text.substring(at.value(), at.end()));
  }

  /**
   * The text with another value.
   *
   * @param key table and key
   * @param written the value as TOML, null to take the key out
   * @return empty when the file writes that key in a way that cannot be edited so
   */
  Optional<ConfigText> with(String key, @Nullable String written) throws JsonProcessingException {
    ConfigText next = new ConfigText(edited(TomlStatements.of(text), key, written));
    ObjectNode expected = (ObjectNode) tree();
    List<String> path = List.of(key.split("\\."));
    ObjectNode table = expected;
    for (String name : path.subList(0, path.size() - 1)) {
      if (!(table.path(name) instanceof ObjectNode) && table.has(name)) {
        return Optional.empty();
      }
      table = table.withObjectProperty(name);
    }
    if (written == null) {
      table.remove(path.getLast());
    } else {
      table.set(path.getLast(), value(written));
    }
    try {
      return sameValues(next.tree(), expected) ? Optional.of(next) : Optional.empty();
    } catch (JsonProcessingException broken) {
      return Optional.empty();
    }
  }

  /** Tables in which nothing is left count as not there. */
  private static boolean sameValues(JsonNode one, JsonNode other) {
    return withoutEmpty(one).equals(withoutEmpty(other));
  }

  private static JsonNode withoutEmpty(JsonNode tree) {
    ObjectNode out = tree.deepCopy();
    List<String> names = new java.util.ArrayList<>();
    out.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (out.get(name) instanceof ObjectNode inner) {
        JsonNode left = withoutEmpty(inner);
        if (left.isEmpty()) {
          out.remove(name);
        } else {
          out.set(name, left);
        }
      }
    }
    return out;
  }

  private String edited(TomlStatements statements, String key, @Nullable String written) {
    Optional<TomlStatements.Entry> there = statements.find(key);
    if (there.isPresent()) {
      TomlStatements.Entry at = there.get();
      return written == null
          ? text.substring(0, at.line()) + text.substring(at.lineEnd())
          : text.substring(0, at.value()) + written + text.substring(at.end());
    }
    if (written == null) {
      return text;
    }
    String newline = text.contains("\r\n") ? "\r\n" : "\n";
    int dot = key.lastIndexOf('.');
    String table = key.substring(0, dot);
    String line = key.substring(dot + 1) + " = " + written + newline;
    Optional<Integer> place = statements.endOf(table);
    if (place.isPresent()) {
      String before = text.substring(0, place.get());
      return before + (ended(before) ? "" : newline) + line + text.substring(place.get());
    }
    String gap = text.isEmpty() ? "" : ended(text) ? newline : newline + newline;
    return text + gap + "[" + table + "]" + newline + line;
  }

  private static boolean ended(String before) {
    return before.isEmpty() || before.endsWith("\n");
  }
}
