package dev.reeve.engine.links;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The documents of one check, each read at most once. Blocks; safe on any thread. */
final class Documents implements DocumentSource {
  /** Of what was read so much is kept at most until its hash is asked for. */
  private static final long MOST_KEPT = 64L << 20;

  private final Extraction extraction;
  private final DocumentReader reader;
  private final AtomicLong kept = new AtomicLong();

  /** Wide, so that two that are read at once seldom lie in one part of it, where one would wait. */
  private final Map<String, Reading> readings = new ConcurrentHashMap<>(1024);

  private final Map<String, Integer> lines = new ConcurrentHashMap<>();

  Documents(CheckedTree tree, Extraction extraction) {
    this.extraction = extraction;
    this.reader = new DocumentReader(tree, extraction);
  }

  /** The same readings without those of paths that the changed tree has otherwise. */
  Documents with(CheckedTree changed, Collection<String> paths) {
    Documents out = new Documents(changed, extraction);
    out.readings.putAll(readings);
    out.lines.putAll(lines);
    out.readings.keySet().removeAll(paths);
    out.lines.keySet().removeAll(paths);
    return out;
  }

  /** Reads it, or says what was read before. */
  @Override
  public Reading get(String path) {
    Reading known = readings.get(path);
    return known != null ? known : readings.computeIfAbsent(path, this::read);
  }

  private Reading read(String path) {
    Reading reading = reader.read(path);
    if (reading instanceof Reading.Read read) {
      DocumentHash hash = read.document().hash();
      if (kept.addAndGet(hash.kept()) > MOST_KEPT) {
        hash.text();
      }
    }
    return reading;
  }

  @Override
  public int lines(String path) {
    return lines.computeIfAbsent(path, reader::countLines);
  }
}
