package dev.reeve.engine.change;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names and bytes of the trail's files, {@code <yyyy-MM>[-n].jsonl}, in chain order. */
final class TrailFiles {
  static final long ROTATE_AT = 16L << 20;
  private static final Pattern NAME = Pattern.compile("(\\d{4}-\\d{2})(?:-(\\d{1,6}))?\\.jsonl");
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);

  private final Path folder;

  TrailFiles(Path folder) {
    this.folder = folder;
  }

  /** One file of the chain. */
  record Part(Path path, String month, int number) {
    String name() {
      return String.valueOf(path.getFileName());
    }
  }

  /** All files, oldest first. */
  List<Part> parts() throws IOException {
    List<Part> out = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path path : (Iterable<Path>) entries::iterator) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (name.matches()) {
          int number = name.group(2) == null ? 1 : Integer.parseInt(name.group(2));
          out.add(new Part(path, name.group(1), number));
        }
      }
    } catch (NoSuchFileException noTrailYet) {
      return out;
    }
    out.sort(Comparator.comparing(Part::month).thenComparingInt(Part::number));
    return out;
  }

  /**
   * Those that can hold lines of this time or later; no file holds any of a month after its own.
   */
  List<Part> since(@Nullable Instant time) throws IOException {
    String month = time == null ? "" : MONTH.format(time);
    return parts().stream().filter(part -> part.month().compareTo(month) >= 0).toList();
  }

  /**
   * Where the next bytes go. A clock set back to an earlier month does not open an older file:
   * names stay in chain order.
   */
  Part target(List<Part> parts, Instant now, long bytes) throws IOException {
    String month = MONTH.format(now);
    if (parts.isEmpty()) {
      return part(month, 1);
    }
    Part newest = parts.getLast();
    if (month.compareTo(newest.month()) > 0) {
      return part(month, 1);
    }
    long size = Files.size(newest.path());
    boolean full = size > 0 && size + bytes > ROTATE_AT;
    return full ? part(newest.month(), newest.number() + 1) : newest;
  }

  private Part part(String month, int number) {
    String name = number == 1 ? month + ".jsonl" : month + "-" + number + ".jsonl";
    return new Part(folder.resolve(name), month, number);
  }

  /**
   * The end of a file.
   *
   * @param offset where the text begins in the file
   * @param text the last line with its LF, or without when it is torn; empty for an empty file
   */
  record Tail(long offset, byte[] text) {
    boolean terminated() {
      return text.length > 0 && text[text.length - 1] == '\n';
    }

    String line() {
      int end = terminated() ? text.length - 1 : text.length;
      return new String(text, 0, end, StandardCharsets.UTF_8);
    }
  }

  static Tail tail(Path file) throws IOException {
    long size = Files.size(file);
    for (long window = 8 << 10; ; window *= 4) {
      long from = Math.max(0, size - window);
      try (InputStream in = Files.newInputStream(file)) {
        in.skipNBytes(from);
        byte[] bytes = in.readAllBytes();
        int start = Math.max(-1, bytes.length - 2); // the last byte may be the line's own LF
        while (start >= 0 && bytes[start] != '\n') {
          start--;
        }
        if (start >= 0 || from == 0) {
          byte[] text = java.util.Arrays.copyOfRange(bytes, start + 1, bytes.length);
          return new Tail(size - text.length, text);
        }
      }
    }
  }
}
