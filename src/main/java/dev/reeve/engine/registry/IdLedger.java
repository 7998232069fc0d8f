package dev.reeve.engine.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Every id ever issued or adopted in this clone, one JSON line each, append-only and forced to the
 * device before the id is used: what keeps a number from being issued twice when an old registry is
 * restored. Shared by processes through an OS lock. Safe on any thread that may block. Source:
 * {@code docs/reference/ids.md}.
 */
public final class IdLedger {
  private static final Duration LOCK_WAIT = Duration.ofSeconds(60);

  private final Workspace workspace;
  private final RegistryLock lock;
  private final DocIdFormat format;
  private final Path file;
  private final ReentrantLock here = new ReentrantLock(true);

  private final Map<DocId, LedgerEntry> latest = new LinkedHashMap<>();
  private final Map<String, DocId> byPath = new HashMap<>();
  private final Map<IdStream, Integer> highest = new HashMap<>();
  private long read;

  /**
   * Opens the ledger of a workspace; nothing is read or created yet.
   *
   * @param lock the ledger's own lock, across processes; taken after the registry's, never before
   */
  public IdLedger(Workspace workspace, RegistryLock lock, DocIdFormat format) {
    this.workspace = workspace;
    this.lock = lock;
    this.format = format;
    this.file = workspace.own("registry", "id_ledger.jsonl");
  }

  /**
   * Runs the work while no other thread or process issues ids; may be nested.
   *
   * @throws EngineException {@code REGISTRY_LOCK_BUSY} after 60 s, {@code LEDGER_UNAVAILABLE},
   *     {@code LEDGER_UNREADABLE}
   */
  public <T> T hold(Supplier<T> work) {
    here.lock();
    try {
      if (here.getHoldCount() > 1) {
        return work.get();
      }
      try (RegistryLock.Held held = lock.acquire(LOCK_WAIT)) {
        refresh();
        return work.get();
      }
    } finally {
      here.unlock();
    }
  }

  /** Adds lines and forces them to the device; takes the lock if the caller does not hold it. */
  public void append(Collection<LedgerEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    hold(
        () -> {
          StringBuilder lines = new StringBuilder();
          entries.forEach(entry -> lines.append(Json.line(entry.json())).append('\n'));
          byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
          try {
            workspace.ownFiles().append(file, bytes);
          } catch (IOException e) {
            throw unavailable(e);
          }
          read += bytes.length;
          entries.forEach(this::index);
          return true;
        });
  }

  /** The highest number ever issued in a stream, 0 when none was. */
  public int highest(IdStream stream) {
    return current(() -> highest.getOrDefault(stream, 0));
  }

  /** The newest line about an id. */
  public Optional<LedgerEntry> find(DocId id) {
    return current(() -> Optional.ofNullable(latest.get(id)));
  }

  /** The id last issued for a file at this path, whether or not a record came of it. */
  public Optional<DocId> lastFor(String path) {
    return current(() -> Optional.ofNullable(byPath.get(path)));
  }

  /** The newest line of every id, in the order they were first issued. */
  public List<LedgerEntry> entries() {
    return current(() -> List.copyOf(latest.values()));
  }

  /** Reads what other processes added meanwhile; the file need not be locked for that. */
  private <T> T current(Supplier<T> question) {
    here.lock();
    try {
      readNew(false);
      return question.get();
    } finally {
      here.unlock();
    }
  }

  private void refresh() {
    readNew(true);
  }

  /**
   * Reads the lines behind the place already read.
   *
   * @param repair the lock is held: what was torn off by a crash is set aside
   */
  private void readNew(boolean repair) {
    try {
      byte[] bytes = behind(read);
      int whole = lastLineEnd(bytes);
      for (String line : new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().toList()) {
        if (!line.isBlank()) {
          index(parse(line));
        }
      }
      read += whole;
      if (repair && whole < bytes.length) {
        setAside(java.util.Arrays.copyOfRange(bytes, whole, bytes.length));
      }
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private byte[] behind(long from) throws IOException {
    if (!Files.exists(file)) {
      return new byte[0];
    }
    if (Files.size(file) < from) {
      read = 0; // cut or replaced from outside: read it again; what is known stays known
      return behind(0);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(from);
      in.transferTo(out);
    }
    return out.toByteArray();
  }

  private static int lastLineEnd(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /** A line whose writer died was never answered with an id; its number may be issued again. */
  private void setAside(byte[] torn) throws IOException {
    workspace.ownFiles().append(file.resolveSibling("id_ledger.torn"), torn);
    workspace.ownFiles().truncate(file, read);
  }

  private LedgerEntry parse(String line) {
    try {
      return LedgerEntry.of(Json.parse(line));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              "LEDGER_UNREADABLE",
              "No id was issued: a line of " + file + " cannot be read.")
          .with(
              "Nothing was changed; issuing ids without the ledger could give one twice.",
              "Restore the file, or correct the line by hand.")
          .causedBy(e);
    }
  }

  private void index(LedgerEntry entry) {
    latest.put(entry.docId(), entry);
    byPath.put(entry.path(), entry.docId());
    format.stream(entry.docId())
        .ifPresent(stream -> highest.merge(stream, format.sequence(entry.docId()), Math::max));
  }

  private EngineException unavailable(IOException e) {
    return EngineException.of(
            Kind.UNAVAILABLE,
            FullDisk.codeOr("LEDGER_UNAVAILABLE", e),
            "No id was issued: " + file + " cannot be used: " + e.getMessage())
        .with("No id is in use.", "Check the disk and the permissions of the folder.")
        .causedBy(e);
  }
}
