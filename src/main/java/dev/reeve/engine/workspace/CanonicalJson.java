package dev.reeve.engine.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Canonical JSON ("cj"), the form under every hash of structured data: keys sorted by code point,
 * {@code ", "} and {@code ": "} as separators, integers only, every character outside
 * U+0020..U+007E escaped. Source: {@code docs/reference/workspace.md}. Safe to call on any thread.
 */
public final class CanonicalJson {
  private static final HexFormat HEX = HexFormat.of();

  private CanonicalJson() {}

  /**
   * The canonical text.
   *
   * @throws IllegalArgumentException when the value holds a number with a fraction
   */
  public static String of(JsonNode node) {
    StringBuilder out = new StringBuilder();
    write(node, out);
    return out.toString();
  }

  /** SHA-256 of the canonical text. */
  public static String hash(JsonNode node) {
    return Sha256.of(of(node));
  }

  private static void write(JsonNode node, StringBuilder out) {
    if (node.isObject()) {
      writeObject(node, out);
    } else if (node.isArray()) {
      writeArray(node, out);
    } else if (node.isTextual()) {
      writeText(node.textValue(), out);
    } else if (node.isIntegralNumber()) {
      out.append(node.bigIntegerValue());
    } else if (node.isBoolean() || node.isNull()) {
      out.append(node.asText());
    } else {
      throw new IllegalArgumentException("No canonical form: " + node.getNodeType() + " " + node);
    }
  }

  private static void writeObject(JsonNode node, StringBuilder out) {
    Map<String, JsonNode> sorted = new TreeMap<>(CanonicalJson::compareByCodePoint);
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      sorted.put(member.getKey(), member.getValue());
    }
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> member : sorted.entrySet()) {
      out.append(separator);
      writeText(member.getKey(), out);
      out.append(": ");
      write(member.getValue(), out);
      separator = ", ";
    }
    out.append('}');
  }

  private static void writeArray(JsonNode node, StringBuilder out) {
    out.append('[');
    for (Iterator<JsonNode> items = node.elements(); items.hasNext(); ) {
      write(items.next(), out);
      if (items.hasNext()) {
        out.append(", ");
      }
    }
    out.append(']');
  }

  private static int compareByCodePoint(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    return Arrays.compare(left, right);
  }

  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c >= 0x20 && c <= 0x7e) {
            out.append(c);
          } else {
            out.append("\\u").append(HEX.toHexDigits(c));
          }
        }
      }
    }
    out.append('"');
  }
}
