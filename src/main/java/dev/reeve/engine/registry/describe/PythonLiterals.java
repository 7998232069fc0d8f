package dev.reeve.engine.registry.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Values that are written out in a Python text; nothing is computed. */
final class PythonLiterals {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEPEST = 16;

  private PythonLiterals() {}

  /** A string without parts that are computed. */
  static Optional<String> constant(Node node) {
    boolean plain = node.is("string") && node.child("interpolation").isEmpty();
    return plain ? Optional.of(text(node)) : Optional.empty();
  }

  /** The characters between the quotes, as they are written. */
  static String text(Node string) {
    StringBuilder out = new StringBuilder();
    for (Node part : string.children()) {
      if (part.is("string_content")) {
        out.append(part.source());
      }
    }
    return out.toString();
  }

  /** A literal as JSON; empty when any of it is computed. */
  static Optional<JsonNode> value(Optional<Node> node) {
    return node.flatMap(each -> value(each, 0));
  }

  private static Optional<JsonNode> value(Node node, int depth) {
    if (depth > DEEPEST) {
      return Optional.empty();
    }
    return switch (node.type()) {
      case "string" -> constant(node).map(JSON::textNode);
      case "integer", "float" -> number(node.source());
      case "true" -> Optional.of(JSON.booleanNode(true));
      case "false" -> Optional.of(JSON.booleanNode(false));
      case "none" -> Optional.of(JSON.nullNode());
      case "list", "tuple", "set" -> list(node, depth);
      case "dictionary" -> dictionary(node, depth);
      default -> Optional.empty();
    };
  }

  private static Optional<JsonNode> number(String text) {
    try {
      return text.matches("-?[0-9]{1,18}")
          ? Optional.of(JSON.numberNode(Long.parseLong(text)))
          : Optional.of(JSON.numberNode(Double.parseDouble(text)));
    } catch (NumberFormatException other) {
      return Optional.of(JSON.textNode(text));
    }
  }

  private static Optional<JsonNode> list(Node node, int depth) {
    ArrayNode out = JSON.arrayNode();
    for (Node each : node.children()) {
      Optional<JsonNode> value = each.is("comment") ? Optional.empty() : value(each, depth + 1);
      if (value.isEmpty() && !each.is("comment")) {
        return Optional.empty();
      }
      value.ifPresent(out::add);
    }
    return Optional.of(out);
  }

  private static Optional<JsonNode> dictionary(Node node, int depth) {
    ObjectNode out = JSON.objectNode();
    for (Node pair : node.children()) {
      if (pair.is("comment")) {
        continue;
      }
      Optional<String> key = pair.field("key").flatMap(PythonLiterals::constant);
      Optional<JsonNode> value = pair.field("value").flatMap(each -> value(each, depth + 1));
      if (key.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      out.set(key.get(), value.get());
    }
    return Optional.of(out);
  }
}
