package dev.reeve.engine.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reeve.engine.workspace.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The end of an event file: its last whole line, and what a crash may have left behind it. A whole
 * line is JSON with a number and ends with a line feed.
 */
final class FileTail {
  private final long length;
  private final byte[] torn;
  private final long lastSeq;

  private FileTail(long length, byte[] torn, long lastSeq) {
    this.length = length;
    this.torn = torn;
    this.lastSeq = lastSeq;
  }

  /** Bytes up to the end of the last whole line. */
  long length() {
    return length;
  }

  /** What follows the last whole line. */
  byte[] torn() {
    return torn.clone();
  }

  boolean isTorn() {
    return torn.length > 0;
  }

  /** Number of the last whole line, 0 when there is none. */
  long lastSeq() {
    return lastSeq;
  }

  /** Looks at the file's end; an absent file is empty. */
  static FileTail of(Path file) throws IOException {
    long size = size(file);
    for (int chunk = 2 * StoredEvent.LONGEST_LINE; ; chunk *= 2) {
      byte[] end = end(file, size, chunk);
      FileTail tail = search(end, size);
      if (tail != null) {
        return tail;
      }
    }
  }

  /** Number of the first line; 0 when there is none or it is not one of ours. */
  static long firstSeq(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(StoredEvent.LONGEST_LINE);
      for (int i = 0; i < start.length; i++) {
        if (start[i] == '\n') {
          return seq(start, 0, i);
        }
      }
      return 0;
    } catch (NoSuchFileException none) {
      return 0;
    }
  }

  static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException none) {
      return 0;
    }
  }

  /** Null when a longer piece of the end must be looked at. */
  private static @Nullable FileTail search(byte[] end, long size) {
    int stop = end.length;
    while (stop > 0) {
      int lineEnd = stop - 1;
      int lineStart = lineEnd;
      while (lineStart > 0 && end[lineStart - 1] != '\n') {
        lineStart--;
      }
      if (lineStart == 0 && end.length < size) {
        return null;
      }
      long seq = end[lineEnd] == '\n' ? seq(end, lineStart, lineEnd) : 0;
      if (seq > 0) {
        byte[] torn = Arrays.copyOfRange(end, stop, end.length);
        return new FileTail(size - torn.length, torn, seq);
      }
      stop = lineStart;
    }
    return new FileTail(0, end, 0);
  }

  private static long seq(byte[] bytes, int from, int to) {
    try {
      String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      return line.isEmpty() ? 0 : Json.parse(line).path("seq").asLong();
    } catch (JsonProcessingException e) {
      return 0;
    }
  }

  private static byte[] end(Path file, long size, int most) throws IOException {
    if (size == 0) {
      return new byte[0];
    }
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(0, size - most));
      return in.readNBytes((int) Math.min(size, most));
    }
  }
}
