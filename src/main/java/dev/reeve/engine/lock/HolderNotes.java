package dev.reeve.engine.lock;

import dev.reeve.engine.lock.ResourceHolderDao.Holder;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other processes who holds one of the operating system's locks, once the hold lasts: most
 * are too short for anybody to ask. For people only; nothing is decided by it.
 */
final class HolderNotes {
  private static final Logger LOG = LoggerFactory.getLogger(HolderNotes.class);
  private static final Duration LASTS = Duration.ofSeconds(1);

  private final Store store;
  private final Sessions sessions;
  private final ScheduledExecutorService timer;
  private final ResourceHolderDao dao = new ResourceHolderDao();

  HolderNotes(Store store, Sessions sessions, ScheduledExecutorService timer) {
    this.store = store;
    this.sessions = sessions;
    this.timer = timer;
  }

  /** Notes the holder when it still holds after a second. */
  Note begin(Holder holder) {
    return new Note(holder);
  }

  /** What living other sessions noted. */
  List<Holder> ofOthers() {
    Session own = sessions.own();
    return store.read(dao::all).stream()
        .filter(holder -> !holder.sessionId().equals(own.id()))
        .filter(holder -> sessions.of(holder.sessionId(), own.host(), 0, null) == Liveness.ALIVE)
        .toList();
  }

  private interface Change {
    void on(Tx tx) throws SQLException;
  }

  private void write(Change change) {
    var _ =
        store
            .submit(
                tx -> {
                  change.on(tx);
                  return tx;
                })
            .exceptionally(
                e -> {
                  LOG.warn("Who holds a lock was not noted", e);
                  return null;
                });
  }

  /** One hold, from its start to its end. */
  final class Note {
    private final Holder holder;
    private final Future<?> due;
    private boolean written;
    private boolean ended;

    private Note(Holder holder) {
      this.holder = holder;
      this.due = timer.schedule(this::put, LASTS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void put() {
      if (!ended) {
        written = true;
        write(tx -> dao.put(tx, holder));
      }
    }

    synchronized void end() {
      ended = true;
      due.cancel(false);
      if (written) {
        write(tx -> dao.remove(tx, holder.name(), holder.sessionId()));
      }
    }
  }
}
