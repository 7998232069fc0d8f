package dev.reeve.engine.registry;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Bytes seen as text without decoding them: one char for each code unit, so that a place in the
 * text is a place in the bytes and nothing but the inserted part ever changes. Everything Reeve
 * looks for is ASCII, which all supported encodings share.
 *
 * @param text the units after the byte order mark
 * @param skip bytes of the byte order mark
 * @param width bytes of a unit, 1 or 2
 * @param bigEndian order of the two bytes
 */
record TextBytes(String text, int skip, int width, boolean bigEndian) {

  /** Looks at the bytes; empty when they are no text in a supported encoding. */
  static Optional<TextBytes> of(byte[] bytes) {
    TextBytes text;
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      text = new TextBytes(single(bytes, 3), 3, 1, false);
    } else if (startsWith(bytes, 0xFE, 0xFF) && bytes.length % 2 == 0) {
      text = new TextBytes(pairs(bytes, true), 2, 2, true);
    } else if (startsWith(bytes, 0xFF, 0xFE) && bytes.length % 2 == 0) {
      text = new TextBytes(pairs(bytes, false), 2, 2, false);
    } else {
      text = new TextBytes(single(bytes, 0), 0, 1, false);
    }
    return text.text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static String single(byte[] bytes, int from) {
    return new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
  }

  private static String pairs(byte[] bytes, boolean bigEndian) {
    char[] units = new char[bytes.length / 2 - 1];
    for (int i = 0; i < units.length; i++) {
      int first = bytes[2 + 2 * i] & 0xFF;
      int second = bytes[3 + 2 * i] & 0xFF;
      units[i] = (char) (bigEndian ? first << 8 | second : second << 8 | first);
    }
    return new String(units);
  }

  /** The bytes with an ASCII text put in at a place of {@link #text}. */
  byte[] insert(byte[] bytes, int at, String ascii) {
    return replace(bytes, at, 0, ascii);
  }

  /** The bytes with an ASCII text in place of so many units of {@link #text}. */
  byte[] replace(byte[] bytes, int at, int length, String ascii) {
    byte[] added = new byte[ascii.length() * width];
    for (int i = 0; i < ascii.length(); i++) {
      added[i * width + (bigEndian ? 1 : 0)] = (byte) ascii.charAt(i);
    }
    int place = skip + at * width;
    int rest = place + length * width;
    byte[] out = new byte[place + added.length + bytes.length - rest];
    System.arraycopy(bytes, 0, out, 0, place);
    System.arraycopy(added, 0, out, place, added.length);
    System.arraycopy(bytes, rest, out, place + added.length, bytes.length - rest);
    return out;
  }
}
