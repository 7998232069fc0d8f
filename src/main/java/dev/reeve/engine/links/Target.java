package dev.reeve.engine.links;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A target taken apart as a renderer does: query and fragment split off, then percent-decoded once.
 * A percent sign that begins no escape, or escapes that are no UTF-8, stay as they are written.
 * Immutable. Source: {@code docs/reference/links.md}.
 *
 * @param external whether it leads out of the workspace by a scheme or a host
 * @param path decoded, {@code /} separators; empty when the target is in the same document
 * @param query without its question mark; null without one
 * @param fragment decoded, without its number sign; null without one
 */
public record Target(
    boolean external, String path, @Nullable String query, @Nullable String fragment) {
  /** Takes a destination apart from which Markdown's or HTML's own escapes are already gone. */
  static Target of(String destination) {
    String text = destination.strip();
    if (hasScheme(text) || text.startsWith("//")) {
      return new Target(true, text, null, null);
    }
    int hash = text.indexOf('#');
    String fragment = hash < 0 ? null : decoded(text.substring(hash + 1));
    String before = hash < 0 ? text : text.substring(0, hash);
    int mark = before.indexOf('?');
    String query = mark < 0 ? null : before.substring(mark + 1);
    String path = decoded(mark < 0 ? before : before.substring(0, mark));
    return new Target(false, path.replace('\\', '/'), query, fragment);
  }

  /** A path that is written without any escapes. */
  static Target ofPath(String path) {
    return new Target(false, path, null, null);
  }

  private static boolean hasScheme(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (c == ':') {
        return i > 0;
      }
      if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '.' || c == '-'))) {
        return false;
      }
    }
    return false;
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(in.length);
    for (int i = 0; i < in.length; i++) {
      int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
      if (low >= 0) {
        out.put((byte) (high << 4 | low));
        i += 2;
      } else {
        out.put(in[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
    } catch (CharacterCodingException noText) {
      return text;
    }
  }
}
