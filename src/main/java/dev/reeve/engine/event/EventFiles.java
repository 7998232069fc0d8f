package dev.reeve.engine.event;

import dev.reeve.engine.workspace.OwnFiles;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The event file and those it was rotated to: {@code transitions.jsonl}, {@code
 * transitions-<first>-<last>.jsonl}. Where a file is cut depends on its lines alone, so that files
 * made again are cut at the same places. Not safe for several threads.
 */
final class EventFiles {
  private static final Pattern ROTATED = Pattern.compile("transitions-(\\d+)-(\\d+)\\.jsonl");
  private static final int PAGE = 500;

  /** The events of the store by their numbers, both ends included. */
  @FunctionalInterface
  interface Source {
    List<StoredEvent> between(long first, long last);
  }

  /**
   * A file that differs from the store.
   *
   * @param seq the first line that differs
   */
  record Break(long seq, Path file) {}

  private record Range(long first, long last, Path file) {}

  private final OwnFiles files;
  private final Path folder;
  private final long limit;
  private final Source source;

  EventFiles(OwnFiles files, Path folder, long limit, Source source) {
    this.files = files;
    this.folder = folder;
    this.limit = limit;
    this.source = source;
  }

  private Path current() {
    return folder.resolve("transitions.jsonl");
  }

  /** Number of the last whole line, 0 when there is none. */
  long lastSeq() throws IOException {
    long last = FileTail.of(current()).lastSeq();
    if (last > 0) {
      return last;
    }
    List<Range> rotated = rotated();
    return rotated.isEmpty() ? 0 : rotated.getLast().last();
  }

  /**
   * Appends and rotates; after a failure the file ends where it ended before, if at all possible.
   */
  void append(List<StoredEvent> events) throws IOException {
    long size = FileTail.size(current());
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (StoredEvent event : events) {
      byte[] line = event.line();
      if (size > 0 && size + line.length > limit) {
        flush(block);
        rotate(event.seq() - 1);
        size = 0;
      }
      putMetadataBeside(event);
      block.writeBytes(line);
      size += line.length;
    }
    flush(block);
  }

  private void flush(ByteArrayOutputStream block) throws IOException {
    if (block.size() == 0) {
      return;
    }
    long before = FileTail.size(current());
    try {
      files.append(current(), block.toByteArray());
    } catch (IOException e) {
      cutBack(before, e);
      throw e;
    }
    block.reset();
  }

  private void cutBack(long length, IOException failure) {
    try {
      if (FileTail.size(current()) > length) {
        files.truncate(current(), length);
      }
    } catch (IOException e) {
      failure.addSuppressed(e); // the next look at the tail sets the torn line aside
    }
  }

  private void rotate(long last) throws IOException {
    List<Range> rotated = rotated();
    long first = rotated.isEmpty() ? 1 : rotated.getLast().last() + 1;
    files.moveNew(current(), rotatedName(first, last));
  }

  private Path rotatedName(long first, long last) {
    return folder.resolve("transitions-" + first + "-" + last + ".jsonl");
  }

  private void putMetadataBeside(StoredEvent event) throws IOException {
    if (event.metadataLiesBeside()) {
      Path beside = folder.resolve("metadata").resolve(event.metadataFile());
      if (!Files.exists(beside)) {
        files.replace(beside, event.metadata().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /**
   * Moves a last line that is no whole line to a file of its own.
   *
   * @param name of that file
   * @return whether there was one
   */
  boolean setTornAside(String name) throws IOException {
    FileTail tail = FileTail.of(current());
    if (!tail.isTorn()) {
      return false;
    }
    files.replace(folder.resolve(name), tail.torn());
    files.truncate(current(), tail.length());
    return true;
  }

  /** Moves a broken file out of the way, under a name that says so. */
  void setAside(Path file, String name) throws IOException {
    if (Files.exists(file)) {
      files.moveNew(file, folder.resolve(name));
    }
  }

  /** Makes again the rotated files that are missing before others. */
  void fillGaps() throws IOException {
    long expected = 1;
    for (Range range : rotated()) {
      makeAgain(expected, range.first() - 1);
      expected = range.last() + 1;
    }
    long first = FileTail.firstSeq(current());
    if (first > 0) {
      makeAgain(expected, first - 1);
    }
  }

  private void makeAgain(long first, long last) throws IOException {
    Path part = folder.resolve("transitions.part");
    files.delete(part);
    long start = first;
    long size = 0;
    for (long page = first; page <= last; page += PAGE) {
      for (StoredEvent event : source.between(page, Math.min(last, page + PAGE - 1))) {
        byte[] line = event.line();
        if (size > 0 && size + line.length > limit) {
          files.moveNew(part, rotatedName(start, event.seq() - 1));
          start = event.seq();
          size = 0;
        }
        putMetadataBeside(event);
        files.append(part, line);
        size += line.length;
      }
    }
    if (size > 0) {
      files.moveNew(part, rotatedName(start, last));
    }
  }

  /** The first place where the current file differs from the store; a missing end is none. */
  @Nullable Break breakInCurrent() throws IOException {
    List<Range> rotated = rotated();
    long expected = rotated.isEmpty() ? 1 : rotated.getLast().last() + 1;
    if (FileTail.size(current()) == 0) {
      return null;
    }
    long first = FileTail.firstSeq(current());
    boolean gapBefore = first > expected; // filled from the store
    return first < expected
        ? new Break(expected, current())
        : difference(current(), gapBefore ? first : expected);
  }

  /** The same over all files, oldest first. */
  @Nullable Break breakAnywhere() throws IOException {
    for (Range range : rotated()) {
      Break found = difference(range.file(), range.first());
      if (found != null) {
        return found;
      }
    }
    return breakInCurrent();
  }

  private @Nullable Break difference(Path file, long first) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (long page = first; ; page += PAGE) {
        List<StoredEvent> events = source.between(page, page + PAGE - 1);
        for (StoredEvent event : events) {
          byte[] line = event.line();
          byte[] found = in.readNBytes(line.length);
          if (found.length == 0) {
            return null;
          }
          if (!Arrays.equals(line, found)) {
            return new Break(event.seq(), file);
          }
        }
        if (events.size() < PAGE) {
          // lines the store does not know: it was put back to an older state
          return in.read() < 0 ? null : new Break(page + events.size(), file);
        }
      }
    }
  }

  private List<Range> rotated() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .flatMap(EventFiles::range)
          .sorted(Comparator.comparingLong(Range::first))
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  private static Stream<Range> range(Path file) {
    Matcher name = ROTATED.matcher(String.valueOf(file.getFileName()));
    return name.matches()
        ? Stream.of(new Range(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)), file))
        : Stream.empty();
  }
}
