package dev.reeve.engine.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * JSON as the registry file needs it, beyond {@code Json}: numbers keep their written form, the
 * layout is the predecessor's (two spaces, {@code "a": 1}, {@code []} for empty), and half
 * surrogates survive as escapes. Safe on any thread.
 */
final class RegistryJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final ObjectWriter PRETTY = MAPPER.writer(printer());

  private RegistryJson() {}

  private static DefaultPrettyPrinter printer() {
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    return new DefaultPrettyPrinter(separators)
        .withObjectIndenter(new DefaultIndenter("  ", "\n"))
        .withArrayIndenter(new DefaultIndenter("  ", "\n"));
  }

  /** A strict parser over part of the bytes; its byte offsets count from {@code start}. */
  static JsonParser parser(byte[] bytes, int start, int length) throws IOException {
    return FACTORY.createParser(bytes, start, length);
  }

  /**
   * Parses exactly one value.
   *
   * @throws JsonProcessingException when it is not exactly one strict JSON value
   */
  static JsonNode parse(byte[] bytes, int start, int length) throws JsonProcessingException {
    try (JsonParser parser = parser(bytes, start, length)) {
      if (parser.nextToken() == null) {
        throw new JsonParseException(parser, "There is no content");
      }
      JsonNode node = tree(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "Something follows the end of the content");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Bytes in memory can be read", e);
    }
  }

  /** Parses exactly one value of text. */
  static JsonNode parse(String text) throws JsonProcessingException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parse(bytes, 0, bytes.length);
  }

  /** The value at the parser's current token. */
  static JsonNode tree(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          object.set(name, tree(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(tree(parser));
        }
        yield array;
      }
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> new WrittenNumber(parser.getText());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new JsonParseException(parser, "Unexpected " + token);
    };
  }

  private static JsonNode integer(JsonParser parser) throws IOException {
    if (parser.getText().equals("-0")) {
      return new WrittenNumber("-0");
    }
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  /** The value in the file's layout as it stands at a nesting depth, without the first indent. */
  static byte[] pretty(JsonNode value, int depth) {
    try {
      String text = PRETTY.writeValueAsString(value).replace("\n", "\n" + "  ".repeat(depth));
      return withoutHalfSurrogates(text).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON tree can always be written", e);
    }
  }

  /** One line without spaces. */
  static String line(JsonNode value) {
    try {
      return withoutHalfSurrogates(MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON tree can always be written", e);
    }
  }

  private static String withoutHalfSurrogates(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean whole =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (Character.isSurrogate(c) && !whole) {
        out = out == null ? new StringBuilder(text.substring(0, i)) : out;
        out.append(String.format("\\u%04x", (int) c));
        continue;
      }
      if (out != null) {
        out.append(c);
      }
      if (whole) {
        i++;
        if (out != null) {
          out.append(text.charAt(i));
        }
      }
    }
    return out == null ? text : out.toString();
  }

  /** Whether two values are the same to a reader: numbers by value, absent as null. */
  static boolean same(
      @org.jspecify.annotations.Nullable JsonNode a,
      @org.jspecify.annotations.Nullable JsonNode b) {
    JsonNode left = a == null ? NODES.nullNode() : a;
    JsonNode right = b == null ? NODES.nullNode() : b;
    return left.equals(RegistryJson::compareLeaves, right);
  }

  private static int compareLeaves(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue());
    }
    return a.equals(b) ? 0 : 1;
  }

  /** The text of a member; null when it is absent or no text. */
  static @org.jspecify.annotations.Nullable String text(JsonNode object, String name) {
    JsonNode value = object.get(name);
    return value == null ? null : value.textValue();
  }

  /** Whether a member holds nothing: absent, null, or an empty text. */
  static boolean empty(JsonNode object, String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() || (value.isTextual() && value.textValue().isEmpty());
  }
}
