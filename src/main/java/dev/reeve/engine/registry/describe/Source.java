package dev.reeve.engine.registry.describe;

import dev.reeve.engine.registry.Described;
import dev.reeve.engine.registry.Describer;
import dev.reeve.engine.workspace.SafePath;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One content to describe, and as text where it is some. Used by one thread. */
final class Source {
  private static final Pattern CODING =
      Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]+)");
  private static final int CODING_LINES = 2;

  private final Describer.Content content;
  private final Predicate<String> exists;
  private final Deadline deadline;
  private @Nullable Text text;

  /**
   * A content as text.
   *
   * @param encoding name of the character set
   * @param mark whether it begins with a byte order mark, which is not part of the text
   */
  record Text(String text, String encoding, boolean mark) {}

  /**
   * @param exists whether the workspace has a file or folder at a relative path
   */
  Source(Describer.Content content, Predicate<String> exists, Deadline deadline) {
    this.content = content;
    this.exists = exists;
    this.deadline = deadline;
  }

  SafePath path() {
    return content.path();
  }

  Describer.Content content() {
    return content;
  }

  boolean exists(String path) {
    return exists.test(path);
  }

  Deadline deadline() {
    return deadline;
  }

  byte[] bytes() throws NotParsed {
    if (content.bytes() == null) {
      throw new NotParsed(
          Described.Status.PARSER_ERROR,
          "The file is larger than " + (Describer.LARGEST >> 20) + " MiB.");
    }
    return content.bytes();
  }

  /**
   * The content as text.
   *
   * @throws NotParsed {@code encoding_error} when it is none
   */
  String text() throws NotParsed {
    return decoded().text();
  }

  Text decoded() throws NotParsed {
    if (text == null) {
      text = decode(bytes());
    }
    return Objects.requireNonNull(text);
  }

  private static Text decode(byte[] bytes) throws NotParsed {
    Text text;
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      text = strictly(bytes, 3, StandardCharsets.UTF_8);
    } else if (startsWith(bytes, 0xFF, 0xFE)) {
      text = strictly(bytes, 2, StandardCharsets.UTF_16LE);
    } else if (startsWith(bytes, 0xFE, 0xFF)) {
      text = strictly(bytes, 2, StandardCharsets.UTF_16BE);
    } else {
      text = strictly(bytes, 0, declared(bytes).orElse(StandardCharsets.UTF_8));
    }
    int nul = text.text().indexOf('\0');
    if (nul >= 0) {
      throw new NotParsed(
          Described.Status.ENCODING_ERROR,
          "Line " + line(text.text(), nul) + " holds a NUL character.");
    }
    return text;
  }

  static int line(String text, int at) {
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  private static Text strictly(byte[] bytes, int skip, Charset charset) throws NotParsed {
    ByteBuffer in = ByteBuffer.wrap(bytes, skip, bytes.length - skip);
    try {
      return new Text(charset.newDecoder().decode(in).toString(), charset.name(), skip > 0);
    } catch (CharacterCodingException e) {
      throw new NotParsed(
          Described.Status.ENCODING_ERROR,
          "Byte " + in.position() + " is not " + charset.name() + ".");
    }
  }

  /** What a line like {@code # -*- coding: latin-1 -*-} at the top says. */
  private static Optional<Charset> declared(byte[] bytes) {
    int end = 0;
    for (int lines = 0; end < Math.min(bytes.length, 400) && lines < CODING_LINES; end++) {
      lines += bytes[end] == '\n' ? 1 : 0;
    }
    String top = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    for (String line : top.split("\n")) {
      Matcher m = CODING.matcher(line);
      if (m.find()) {
        return charset(m.group(1)).or(() -> charset(m.group(1).replaceAll("[-_]", "")));
      }
    }
    return Optional.empty();
  }

  private static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
