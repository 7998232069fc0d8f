package dev.reeve.engine.registry.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;

/**
 * All that a generator sees of one record.
 *
 * @param recordId breaks ties; never shown
 * @param columns the declared ones, in their order
 * @param values one for each column, null as JSON null
 */
record Row(String recordId, List<String> columns, List<JsonNode> values) {

  JsonNode get(String column) {
    int index = columns.indexOf(column);
    return index < 0 ? NullNode.getInstance() : values.get(index);
  }

  /** A value as text: arrays joined by commas, null as empty. */
  static String text(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    if (value.isArray()) {
      StringBuilder out = new StringBuilder();
      value.forEach(item -> out.append(out.isEmpty() ? "" : ", ").append(text(item)));
      return out.toString();
    }
    return value.isObject() ? value.toString() : value.asText();
  }
}
