package dev.reeve.engine.registry.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Values that are written out in a JavaScript text; nothing is computed. */
final class ScriptLiterals {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEPEST = 16;

  private ScriptLiterals() {}

  /** An object literal, also one that is declared {@code as const}. */
  static Optional<ObjectNode> object(Node node) {
    Node literal =
        node.is("as_expression") || node.is("satisfies_expression")
            ? node.children().getFirst()
            : node;
    return value(literal, 0).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  private static Optional<JsonNode> value(Node node, int depth) {
    if (depth > DEEPEST) {
      return Optional.empty();
    }
    return switch (node.type()) {
      case "string" -> Optional.of(JSON.textNode(string(node)));
      case "number" -> Optional.of(JSON.textNode(node.source()));
      case "true" -> Optional.of(JSON.booleanNode(true));
      case "false" -> Optional.of(JSON.booleanNode(false));
      case "null" -> Optional.of(JSON.nullNode());
      case "array" -> array(node, depth);
      case "object" -> members(node, depth);
      default -> Optional.empty();
    };
  }

  private static String string(Node node) {
    String quoted = node.source();
    return quoted.length() < 2 ? quoted : quoted.substring(1, quoted.length() - 1);
  }

  private static Optional<JsonNode> array(Node node, int depth) {
    ArrayNode out = JSON.arrayNode();
    for (Node each : node.children()) {
      Optional<JsonNode> value = value(each, depth + 1);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      out.add(value.get());
    }
    return Optional.of(out);
  }

  private static Optional<JsonNode> members(Node node, int depth) {
    ObjectNode out = JSON.objectNode();
    for (Node pair : node.children()) {
      Optional<Node> key = pair.field("key");
      Optional<JsonNode> value = pair.field("value").flatMap(each -> value(each, depth + 1));
      if (key.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      Node name = key.get();
      out.set(name.is("string") ? string(name) : name.source(), value.get());
    }
    return Optional.of(out);
  }
}
