package dev.reeve.engine.event;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Records what happened. The store is the truth: an event is recorded in the transaction of what it
 * tells, numbered without a gap and chained by hashes, and published after the commit. {@link
 * EventExport} keeps the event file. Methods block, {@link #append} excepted; safe on any thread
 * but the JavaFX thread. Source: {@code docs/reference/lifecycle.md}.
 */
public final class EventLog {
  private static final int MOST_METADATA_BYTES = 256 * 1024;

  private final Store store;
  private final EngineClock clock;
  private final EventBus bus;

  public EventLog(Store store, EngineClock clock, EventBus bus) {
    this.store = store;
    this.clock = clock;
    this.bus = bus;
  }

  /**
   * Records an event in the caller's unit; it is published after the commit.
   *
   * @param at the time it carries
   * @throws EngineException {@code TOO_LARGE} when metadata exceed 256 KiB
   * @throws SQLException when the store refuses the row; the store gives it its code, so that only
   *     a failing disk is one
   */
  public StoredEvent append(Tx tx, NewEvent event, Instant at) throws SQLException {
    String metadata = clean(Json.line(event.metadata()));
    if (metadata.getBytes(StandardCharsets.UTF_8).length > MOST_METADATA_BYTES) {
      throw EngineException.of(
          Kind.INVALID, "TOO_LARGE", "The event was not recorded: its metadata exceed 256 KiB.");
    }
    long seq = EventDao.takeSeq(tx);
    StoredEvent stored = stored(event, seq, at, metadata, EventDao.hashAt(tx, seq - 1)).sealed();
    EventDao.insert(tx, stored, event.context().runId(), event);
    tx.afterCommit(() -> bus.publish(new LogEvent.Recorded(stored)));
    return stored;
  }

  private static StoredEvent stored(
      NewEvent event, long seq, Instant at, String metadata, String prevHash) {
    NewEvent.Change change = event.change();
    return new StoredEvent(
        seq,
        "evt_" + UlidCreator.getMonotonicUlid(at.toEpochMilli()),
        Utc.format(at),
        event.type(),
        event.severity().code(),
        event.entityType(),
        event.entityId(),
        change == null
            ? null
            : new StoredEvent.Change(change.from(), change.to(), change.trigger()),
        event.reason() == null ? "" : clean(event.reason()),
        metadata,
        event.operator() == null ? null : clean(event.operator()),
        Json.line(event.context().json()),
        prevHash,
        "");
  }

  /** Records an event of its own, now; waits until it is durable. */
  public StoredEvent record(NewEvent event) {
    return store.write(tx -> append(tx, event, clock.now()));
  }

  /** The changes of one entity, oldest first. */
  public List<StoredEvent> history(String entityType, String entityId) {
    return store.read(tx -> EventDao.transitionsOf(tx, entityType, entityId));
  }

  /** The newest events of this severity or a higher one, newest first. */
  public List<StoredEvent> latest(Severity least, int limit) {
    return store.read(tx -> EventDao.latest(tx, least, limit));
  }

  /** In order of seq, both ends included. */
  List<StoredEvent> between(long first, long last) {
    return store.read(tx -> EventDao.between(tx, first, last));
  }

  /** What cannot be written as UTF-8 would read back as something else. */
  private static String clean(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
