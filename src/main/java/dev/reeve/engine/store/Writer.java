package dev.reeve.engine.store;

import dev.reeve.engine.workspace.EngineException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes: it puts what is waiting into one transaction, so that durability
 * costs one forced write a batch. Each unit has a savepoint of its own, so one that fails does not
 * harm its neighbours. {@link Store} decides what is let in.
 */
final class Writer {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int MOST_UNITS_A_COMMIT = 512;

  private final LinkedBlockingQueue<Pending<?>> waiting = new LinkedBlockingQueue<>();
  private final Pending<@Nullable Object> end =
      new Pending<>(tx -> null, new CompletableFuture<>());
  private final Tx tx;
  private final Consumer<EngineException> failed;
  private final Thread thread;
  private boolean inTransaction;

  /** Why the transaction that is open now must not be committed; for the writer only. */
  private @Nullable SQLException doom;

  private record Pending<T extends @Nullable Object>(Unit<T> unit, CompletableFuture<T> result) {
    void fail(Throwable failure) {
      result.completeExceptionally(failure);
    }
  }

  /**
   * Begins to write.
   *
   * @param failed told when the disk is full or fails
   */
  Writer(Tx tx, Consumer<EngineException> failed) {
    this.tx = tx;
    this.failed = failed;
    this.thread = Thread.ofPlatform().name("store-writer").daemon().start(this::writeLoop);
  }

  /** Whether the caller is a unit, or an action after a commit. */
  boolean isCurrent() {
    return Thread.currentThread().equals(thread);
  }

  /** The transaction of the unit that calls; null for everybody else. */
  @Nullable Tx joined() {
    return isCurrent() && inTransaction ? tx : null;
  }

  /** Writes with the next batch; the future completes when the unit is durable. */
  <T extends @Nullable Object> void add(Unit<T> unit, CompletableFuture<T> result) {
    waiting.add(new Pending<>(unit, result));
  }

  /** An action after a commit that writes again has its own transaction. */
  <T extends @Nullable Object> CompletableFuture<T> atOnce(Unit<T> unit) {
    CompletableFuture<T> result = new CompletableFuture<>();
    commit(List.of(new Pending<>(unit, result)));
    return result;
  }

  /** Runs a unit inside the one that is running. */
  <T extends @Nullable Object> T join(Unit<T> unit) {
    int actions = tx.afterCommitCount();
    try {
      tx.execute("SAVEPOINT unit");
      try {
        T value = unit.run(tx);
        tx.execute("RELEASE unit");
        return value;
      } catch (Throwable e) {
        undo(actions, e);
        throw e;
      }
    } catch (SQLException e) {
      throw StoreErrors.of(e);
    }
  }

  private void writeLoop() {
    List<Pending<?>> batch = new ArrayList<>();
    for (boolean open = true; open; batch.clear()) {
      try {
        batch.add(waiting.take());
      } catch (InterruptedException e) {
        continue; // nobody has a reason to interrupt the writer; it ends in close()
      }
      waiting.drainTo(batch, MOST_UNITS_A_COMMIT - 1);
      open = !batch.remove(end);
      if (!batch.isEmpty()) {
        commit(batch);
      }
    }
  }

  /** Whatever happens here, every future of the batch is completed and the writer lives on. */
  private void commit(List<? extends Pending<?>> batch) {
    List<Runnable> completions = new ArrayList<>();
    List<Runnable> afterCommit;
    doom = null;
    try {
      tx.execute("BEGIN IMMEDIATE");
      inTransaction = true;
      for (Pending<?> pending : batch) {
        completions.add(run(pending));
      }
      if (doom != null) {
        throw doom;
      }
      tx.execute("COMMIT");
      afterCommit = tx.takeAfterCommit();
    } catch (Throwable e) {
      rollback();
      Throwable failure = reported(e);
      batch.forEach(pending -> pending.fail(failure));
      return;
    } finally {
      inTransaction = false;
    }
    afterCommit.forEach(Writer::guarded);
    completions.forEach(Runnable::run);
  }

  /** A unit's own failure is its own result; only a lost transaction ends the whole batch. */
  private <T extends @Nullable Object> Runnable run(Pending<T> pending) throws SQLException {
    int actions = tx.afterCommitCount();
    tx.execute("SAVEPOINT unit");
    try {
      T value = pending.unit().run(tx);
      tx.execute("RELEASE unit");
      return () -> pending.result().complete(value);
    } catch (Throwable e) {
      undo(actions, e);
      Throwable failure = reported(e);
      return () -> pending.fail(failure);
    }
  }

  private void undo(int actions, Throwable failure) throws SQLException {
    tx.dropAfterCommit(actions);
    if (failure instanceof SQLException known) {
      tx.dropStatements(known);
    }
    try {
      tx.execute("ROLLBACK TO unit");
      tx.execute("RELEASE unit");
    } catch (SQLException gone) {
      // a full disk makes SQLite end the whole transaction; the first failure is the one to report
      SQLException first =
          failure instanceof SQLException known
              ? known
              : new SQLException(failure.getMessage(), failure);
      first.addSuppressed(gone);
      doom = first;
      tx.execute(
          "BEGIN"); // what an outer unit still does must not be stored statement by statement
      throw first;
    }
  }

  private void rollback() {
    tx.takeAfterCommit();
    try {
      tx.execute("ROLLBACK");
    } catch (SQLException e) {
      LOG.debug("SQLite had ended the transaction itself", e);
    }
  }

  private static void guarded(Runnable action) {
    try {
      action.run();
    } catch (Throwable e) {
      LOG.error("An action after a commit failed; what was committed is safe", e);
    }
  }

  private Throwable reported(Throwable e) {
    Throwable failure = e instanceof SQLException known ? StoreErrors.of(known) : e;
    if (failure instanceof EngineException known && known.code().equals(StoreErrors.FAILED)) {
      guarded(() -> failed.accept(known));
    }
    return failure;
  }

  /** Writes what is waiting, and then ends. */
  void end() {
    waiting.add(end);
  }

  void awaitEnd() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // closing under a running unit would tear it
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Brings the log back into the database and closes the connection, after the end. */
  void close() throws SQLException {
    try {
      // busy while another process reads; then the last one to close does it. What was committed
      // is in the log at any rate, and the next one to open brings it back
      tx.number("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      Connections.closeAfter(e, tx);
      throw e;
    }
    tx.close();
  }
}
