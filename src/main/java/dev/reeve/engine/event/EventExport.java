package dev.reeve.engine.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.store.MetaTable;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.Utc;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the event file {@code .reeve/events/transitions.jsonl} equal to what {@link EventLog} has
 * recorded: it writes after each commit, on a thread of its own; when the file cannot be written
 * the events are safe in the store and it is tried again. Methods block; safe on any thread but the
 * JavaFX thread. Source: {@code docs/reference/lifecycle.md}.
 */
public final class EventExport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventExport.class);
  private static final long ROTATE_AT_BYTES = 64L << 20;
  private static final int PAGE = 500;

  private final Store store;
  private final EventLog log;
  private final OwnFiles own;
  private final EngineClock clock;
  private final EventBus bus;
  private final Path lockFile;
  private final EventFiles files;
  private final BrokenChain chain;
  private final Executor retry;
  private final EventBus.Subscription subscription;
  private final AtomicInteger wanted = new AtomicInteger();
  private volatile boolean closed;
  private volatile boolean failing;
  private boolean ended;

  /** The work done while the file is locked. */
  @FunctionalInterface
  private interface Locked {
    void run() throws IOException;
  }

  /** Exports from now on what the log records; {@link #start} it before anything is recorded. */
  public EventExport(
      Workspace workspace, Store store, EventLog log, EngineClock clock, EventBus bus) {
    this(workspace, store, log, clock, bus, ROTATE_AT_BYTES);
  }

  EventExport(
      Workspace workspace,
      Store store,
      EventLog log,
      EngineClock clock,
      EventBus bus,
      long rotateAtBytes) {
    this.store = store;
    this.log = log;
    this.own = workspace.ownFiles();
    this.clock = clock;
    this.bus = bus;
    this.lockFile = workspace.own("state", "locks", "events.lock");
    this.files = new EventFiles(own, workspace.own("events"), rotateAtBytes, log::between);
    this.chain = new BrokenChain(store, log, clock, bus);
    this.retry =
        CompletableFuture.delayedExecutor(
            5, TimeUnit.SECONDS, work -> Thread.ofVirtual().start(work));
    this.subscription =
        bus.subscribe(
            event -> {
              if (event instanceof LogEvent.Recorded) {
                wake();
              }
            });
  }

  /**
   * Makes the file agree with the store before anything else is recorded: sets a torn last line
   * aside, looks for lines that differ, writes those that are missing. When a line differs, writes
   * are refused with {@code CHAIN_BROKEN} until {@link #acknowledge}. Does nothing when the store
   * is open for reading only.
   *
   * @throws EngineException {@code EVENT_LOG_BUSY} when another session keeps the file locked,
   *     {@code EVENT_LOG_FAILED} or {@code DISK_FULL} when it cannot be read or written
   */
  public void start() {
    if (store.refusal().isPresent()) {
      return;
    }
    locked(
        () -> {
          boolean repaired = setTornAside();
          EventFiles.Break found = files.breakInCurrent();
          boolean heldBefore = chain.noted();
          if (found != null || heldBefore) {
            chain.hold(found, heldBefore);
            return;
          }
          files.fillGaps();
          export(repaired);
        });
  }

  /**
   * A person has seen that the chain was broken: the changed file is kept under a name that says so
   * and made again from the store, and writes are taken again.
   *
   * @param operator who, not blank
   * @param reason why it is safe to go on, not blank
   */
  public void acknowledge(String operator, String reason) {
    if (operator.isBlank() || reason.isBlank()) {
      throw EngineException.of(
          Kind.INVALID, "REASON_REQUIRED", "Not acknowledged: name yourself and a reason.");
    }
    if (!chain.broken()) {
      return;
    }
    locked(
        () -> {
          for (EventFiles.Break found = files.breakAnywhere();
              found != null;
              found = files.breakAnywhere()) {
            String name = "transitions.broken-" + fileTime() + "-" + found.seq() + ".jsonl";
            files.setAside(found.file(), name);
          }
          chain.release(operator, reason);
          files.fillGaps();
          export(false);
        });
    bus.publish(new LogEvent.ChainAcknowledged(operator));
  }

  /**
   * Compares all event files with the store, the rotated ones too, which {@link #start} leaves out;
   * refuses writes as it does when a line differs.
   *
   * @return whether all agree
   */
  public boolean verify() {
    locked(
        () -> {
          EventFiles.Break found = files.breakAnywhere();
          if (found != null && !chain.broken()) {
            chain.hold(found, false);
          }
        });
    return !chain.broken();
  }

  /** Whether writes wait for {@link #acknowledge}. */
  public boolean broken() {
    return chain.broken();
  }

  /**
   * Writes to the file what is committed, and waits for that. A failure is told and tried again.
   */
  public void flush() {
    try {
      locked(this::export);
      if (failing) {
        failing = false;
        bus.publish(new LogEvent.ExportResumed());
      }
    } catch (RuntimeException e) {
      LOG.warn("The event file is behind the store: {}", e.getMessage());
      failing = true;
      bus.publish(new LogEvent.ExportFailed(String.valueOf(e.getMessage())));
      if (!closed) {
        retry.execute(this::wake);
      }
    }
  }

  /** Starts the export unless it runs, which then looks once more. */
  private void wake() {
    if (!closed && wanted.getAndIncrement() == 0) {
      Thread.ofVirtual().name("event-export").start(this::exportWhileWanted);
    }
  }

  private void exportWhileWanted() {
    int seen;
    do {
      seen = wanted.get();
      flush();
    } while (!wanted.compareAndSet(seen, 0));
  }

  private void export() throws IOException {
    if (!chain.broken() && !ended) {
      export(setTornAside());
    }
  }

  private boolean setTornAside() throws IOException {
    return files.setTornAside("transitions.torn-" + fileTime() + ".txt");
  }

  private void export(boolean repaired) throws IOException {
    if (repaired) {
      log.record(NewEvent.ofEngine("log_repaired", Severity.WARNING, empty()));
    }
    long before = files.lastSeq();
    long last = before;
    for (List<StoredEvent> page = after(last); !page.isEmpty(); page = after(last)) {
      files.append(page);
      last = page.getLast().seq();
    }
    if (last > before && store.refusal().isEmpty()) {
      String exported = String.valueOf(last);
      store.write(tx -> MetaTable.put(tx, "exported_seq", exported));
    }
  }

  private List<StoredEvent> after(long seq) {
    return log.between(seq + 1, seq + PAGE);
  }

  private synchronized void locked(Locked work) {
    try (FileLayer.OsLock lock = waitForLock()) {
      if (lock == null) {
        throw EngineException.of(
            Kind.BUSY, "EVENT_LOG_BUSY", "Another session keeps the event file locked.");
      }
      work.run();
    } catch (IOException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              FullDisk.codeOr("EVENT_LOG_FAILED", e),
              "The event file was not written: " + e)
          .with("Every event is safe in the database.", "Look for a full or failing disk.")
          .causedBy(e);
    }
  }

  /** Another session writes for milliseconds only; beyond five seconds it is taken as stuck. */
  private FileLayer.@Nullable OsLock waitForLock() throws IOException {
    Executor soon = CompletableFuture.delayedExecutor(25, TimeUnit.MILLISECONDS);
    FileLayer.OsLock lock = own.tryLock(lockFile);
    for (int i = 0; lock == null && i < 200; i++) {
      CompletableFuture.runAsync(() -> {}, soon).join();
      lock = own.tryLock(lockFile);
    }
    return lock;
  }

  private String fileTime() {
    return Utc.format(clock.now()).replaceAll("[-:.]", "");
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Writes what is committed to the file; call it before the store is closed. */
  @Override
  public void close() {
    subscription.close();
    closed = true;
    if (store.refusal().isEmpty()) {
      flush();
    }
    synchronized (this) {
      ended = true; // one that still waits for its turn must not touch the file any more
    }
  }
}
