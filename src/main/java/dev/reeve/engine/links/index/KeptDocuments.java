package dev.reeve.engine.links.index;

import dev.reeve.engine.links.DocumentReader;
import dev.reeve.engine.links.DocumentSource;
import dev.reeve.engine.links.Entry;
import dev.reeve.engine.links.Extraction;
import dev.reeve.engine.links.FolderStock;
import dev.reeve.engine.links.ParsedDocument;
import dev.reeve.engine.links.Reading;
import dev.reeve.engine.workspace.EngineClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was read of documents, with the state of the file that was read. Several threads may read
 * while the stock stands still.
 */
final class KeptDocuments implements DocumentSource {
  /** A file written so shortly before it was read may have been written again in the same tick. */
  private static final long FRESH = Duration.ofSeconds(2).toNanos();

  private final FolderStock stock;
  private final EngineClock clock;
  private final Map<String, Kept> documents = new ConcurrentHashMap<>();
  private final Map<String, Integer> lines = new ConcurrentHashMap<>();
  private Extraction extraction = Extraction.USUAL;
  private DocumentReader reader;

  /**
   * A document as it was read.
   *
   * @param size of the file, by the entry that was known before it was read
   * @param modified of the same entry
   * @param readAt nanoseconds since 1970
   */
  record Kept(Reading reading, long size, long modified, long readAt) {
    @Nullable String sha256() {
      return reading instanceof Reading.Read(ParsedDocument document) ? document.sha256() : null;
    }

    Set<String> anchors() {
      return reading instanceof Reading.Read(ParsedDocument document)
          ? document.anchors()
          : Set.of();
    }

    boolean isSameAs(Kept other) {
      return sha256() == null ? reading.equals(other.reading) : sha256().equals(other.sha256());
    }

    boolean answersAs(Kept other) {
      return (sha256() == null) == (other.sha256() == null) && anchors().equals(other.anchors());
    }
  }

  KeptDocuments(FolderStock stock, EngineClock clock) {
    this.stock = stock;
    this.reader = new DocumentReader(stock.tree(), extraction);
    this.clock = clock;
  }

  @Override
  public Reading get(String path) {
    return documents.computeIfAbsent(path, this::read).reading();
  }

  @Override
  public int lines(String path) {
    return lines.computeIfAbsent(path, reader::countLines);
  }

  private Kept read(String path) {
    Instant now = clock.now();
    long readAt = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    Entry entry = stock.entry(path);
    Reading reading = reader.read(path);
    Kept kept =
        entry == null
            ? new Kept(reading, -1, 0, readAt)
            : new Kept(reading, entry.size(), entry.modified(), readAt);
    kept.sha256(); // asked for now, the bytes are kept no longer
    return kept;
  }

  /** Takes over what an earlier process had read. */
  void restore(Extraction taken, Map<String, Kept> read) {
    take(taken);
    documents.putAll(read);
  }

  /** What is read from now on; what was read otherwise is forgotten. */
  void take(Extraction wanted) {
    if (!wanted.equals(extraction)) {
      extraction = wanted;
      reader = new DocumentReader(stock.tree(), wanted);
      documents.clear();
    }
  }

  /** What was taken of the documents. */
  Extraction extraction() {
    return extraction;
  }

  Map<String, Kept> all() {
    return documents;
  }

  @Nullable Kept known(String path) {
    return documents.get(path);
  }

  /** Whether the file is for certain the one that was read. */
  boolean isSure(String path) {
    Kept kept = documents.get(path);
    Entry entry = stock.entry(path);
    return kept != null
        && entry != null
        && kept.sha256() != null
        && !entry.link()
        && entry.size() == kept.size()
        && entry.modified() == kept.modified()
        && kept.modified() + FRESH < kept.readAt();
  }

  /** Reads anew. */
  Kept again(String path) {
    Kept now = read(path);
    documents.put(path, now);
    return now;
  }

  void forget(String path) {
    documents.remove(path);
    lines.remove(path);
  }

  boolean hasLines(String path) {
    return lines.containsKey(path);
  }

  /** Files of which somebody asked how many lines they have. */
  Set<String> counted() {
    return lines.keySet();
  }

  /** Whether a file has another number of lines than it had. */
  boolean countAgain(String path) {
    int now = reader.countLines(path);
    Integer before = lines.put(path, now);
    return before == null || before != now;
  }

  /** For another thread while the stock may change: what is not known is read and not kept. */
  DocumentSource beside() {
    DocumentReader now = reader;
    return new DocumentSource() {
      @Override
      public Reading get(String path) {
        Kept kept = documents.get(path);
        return kept == null ? now.read(path) : kept.reading();
      }

      @Override
      public int lines(String path) {
        return now.countLines(path);
      }
    };
  }
}
