package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings the values of a touched record into their normal form. What has none stays as it is, for
 * the contracts to refuse. Safe on any thread.
 */
final class Normaliser {
  private final ColumnTable columns;
  private final SchemaPolicy schema;

  Normaliser(RegistryPolicies policies) {
    this.columns = policies.columns();
    this.schema = policies.schema();
  }

  /** Normalises the record in place and says whether anything was other than its normal form. */
  boolean normalise(ObjectNode record) {
    boolean changed = false;
    String kind = String.valueOf(RegistryJson.text(record, "record_kind"));
    for (Column column : columns.of(kind)) {
      JsonNode value = record.get(column.name());
      JsonNode normal = value == null || value.isNull() ? null : normal(column, value);
      if (normal != null && !normal.equals(value)) {
        record.set(column.name(), normal);
        changed = true;
      }
    }
    return changed;
  }

  private @Nullable JsonNode normal(Column column, JsonNode value) {
    if (column.type() == Column.Type.SORTED_STRINGS) {
      return value.isArray() ? sorted((ArrayNode) value) : null;
    }
    String text = value.textValue();
    String normal = text == null ? null : text(column, text);
    return normal == null ? null : TextNode.valueOf(normal);
  }

  private @Nullable String text(Column column, String text) {
    return switch (column.type()) {
      case TIMESTAMP -> RegistryTime.normalise(text);
      case PATH -> RegistryPath.normalise(text);
      default -> {
        String name = column.enumName();
        if (name != null) {
          Map<String, String> synonyms = schema.synonyms().getOrDefault(name, Map.of());
          yield synonyms.getOrDefault(text, name.equals("rel_type") ? upper(text) : text);
        }
        yield column.name().equals("extension") ? extension(text) : text;
      }
    };
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static String extension(String text) {
    return (text.startsWith(".") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
  }

  private static JsonNode sorted(ArrayNode value) {
    TreeSet<String> texts = new TreeSet<>();
    for (JsonNode item : value) {
      if (!item.isTextual()) {
        return value;
      }
      if (!item.textValue().isBlank()) {
        texts.add(item.textValue());
      }
    }
    ArrayNode out = value.arrayNode();
    texts.forEach(out::add);
    return out;
  }
}
