package dev.reeve.engine.store;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Utc;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The workspace's one database. All writes go through one thread that puts what is waiting into one
 * transaction, so that durability costs one forced write a batch; each unit has a savepoint of its
 * own, so one that fails does not harm its neighbours. Reads run on two threads with connections
 * that cannot write. Callers wait on virtual threads or take the future; never call it on the
 * JavaFX thread.
 */
public final class Store implements AutoCloseable {
  private static final int MOST_UNITS_A_COMMIT = 512;

  private final LinkedBlockingQueue<Pending<?>> waiting = new LinkedBlockingQueue<>();
  private final Thread writer;
  private final ExecutorService readers;
  private final LinkedBlockingQueue<Tx> readConnections = new LinkedBlockingQueue<>();
  private final Tx writeTx;
  private volatile boolean closed;

  private record Pending<T extends @Nullable Object>(Unit<T> unit, CompletableFuture<T> result) {}

  /** Opens the database, creating it when absent, and brings it to the newest known version. */
  public static Store open(Path database, EngineClock clock) {
    return open(database, clock, Migration.known());
  }

  static Store open(Path database, EngineClock clock, List<Migration> migrations) {
    try {
      return new Store(database, clock, migrations);
    } catch (SQLException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              "STORE_UNAVAILABLE",
              "The database " + database + " was not opened: " + e.getMessage())
          .causedBy(e);
    }
  }

  private Store(Path database, EngineClock clock, List<Migration> migrations) throws SQLException {
    this.writeTx = new Tx(connect(database, false));
    migrate(clock, migrations);
    for (int i = 0; i < 2; i++) {
      readConnections.add(new Tx(connect(database, true)));
    }
    this.readers =
        Executors.newFixedThreadPool(
            2, Thread.ofPlatform().name("store-reader-", 0).daemon().factory());
    this.writer = Thread.ofPlatform().name("store-writer").daemon().start(this::writeLoop);
  }

  private static Connection connect(Path database, boolean readOnly) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 5000");
      statement.execute("PRAGMA foreign_keys = ON");
      statement.execute("PRAGMA recursive_triggers = ON");
      if (readOnly) {
        statement.execute("PRAGMA query_only = ON");
      } else {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
      }
    }
    return connection;
  }

  private void migrate(EngineClock clock, List<Migration> migrations) throws SQLException {
    writeTx.execute(
        "CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT"
            + " NULL, applied_at TEXT NOT NULL, checksum TEXT NOT NULL)");
    for (Migration migration : migrations) {
      if (writeTx.number(
              "SELECT count(*) FROM schema_migrations WHERE version = ?", migration.version())
          > 0) {
        continue;
      }
      writeTx.execute("BEGIN IMMEDIATE");
      for (String sql : migration.up()) {
        try (Statement statement = writeTx.connection().createStatement()) {
          statement.execute(sql);
        }
      }
      writeTx.update(
          "INSERT INTO schema_migrations VALUES (?, ?, ?, ?)",
          migration.version(),
          migration.name(),
          Utc.format(clock.now()),
          "");
      writeTx.execute("COMMIT");
    }
  }

  /**
   * Runs the unit in a transaction and waits until it is durable. Called from inside another unit
   * it joins that one.
   *
   * @throws EngineException what the unit threw, or {@code STORE_BUSY}, {@code STORE_FAILED}
   */
  public <T extends @Nullable Object> T write(Unit<T> unit) {
    if (Thread.currentThread() == writer) {
      try {
        return unit.run(writeTx);
      } catch (SQLException e) {
        throw failed(e);
      }
    }
    return await(submit(unit));
  }

  /** The same without waiting; the future completes when the unit is durable. */
  public <T extends @Nullable Object> CompletableFuture<T> submit(Unit<T> unit) {
    CompletableFuture<T> result = new CompletableFuture<>();
    if (closed) {
      result.completeExceptionally(closedFailure());
    } else {
      waiting.add(new Pending<>(unit, result));
    }
    return result;
  }

  /** Runs a query on a consistent snapshot; the unit cannot write. */
  public <T extends @Nullable Object> T read(Unit<T> query) {
    return await(
        CompletableFuture.supplyAsync(
            () -> {
              Tx tx = take();
              try {
                tx.execute("BEGIN");
                try {
                  return query.run(tx);
                } finally {
                  tx.execute("ROLLBACK");
                }
              } catch (SQLException e) {
                throw failed(e);
              } finally {
                readConnections.add(tx);
              }
            },
            readers));
  }

  private Tx take() {
    try {
      return readConnections.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw closedFailure();
    }
  }

  private static <T extends @Nullable Object> T await(CompletableFuture<T> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof EngineException known) {
        throw known;
      }
      if (e.getCause() instanceof RuntimeException other) {
        throw other;
      }
      throw e;
    }
  }

  private void writeLoop() {
    List<Pending<?>> batch = new ArrayList<>();
    while (!closed || !waiting.isEmpty()) {
      try {
        batch.add(waiting.take());
      } catch (InterruptedException e) {
        continue; // close() wakes the writer; what is waiting is still written
      }
      waiting.drainTo(batch, MOST_UNITS_A_COMMIT - 1);
      commit(batch);
      batch.clear();
    }
  }

  private void commit(List<Pending<?>> batch) {
    List<Runnable> completions = new ArrayList<>();
    try {
      writeTx.execute("BEGIN IMMEDIATE");
      List<Runnable> afterCommit = new ArrayList<>();
      for (Pending<?> pending : batch) {
        completions.add(run(pending, afterCommit));
      }
      writeTx.execute("COMMIT");
      afterCommit.forEach(Runnable::run);
      completions.forEach(Runnable::run);
    } catch (SQLException e) {
      rollback();
      EngineException failure = failed(e);
      batch.forEach(pending -> pending.result().completeExceptionally(failure));
    }
  }

  private <T extends @Nullable Object> Runnable run(Pending<T> pending, List<Runnable> afterCommit)
      throws SQLException {
    writeTx.execute("SAVEPOINT unit");
    try {
      T value = pending.unit().run(writeTx);
      writeTx.execute("RELEASE unit");
      afterCommit.addAll(writeTx.takeAfterCommit());
      return () -> pending.result().complete(value);
    } catch (SQLException | RuntimeException e) {
      writeTx.takeAfterCommit();
      writeTx.execute("ROLLBACK TO unit");
      writeTx.execute("RELEASE unit");
      RuntimeException failure =
          e instanceof RuntimeException known ? known : failed((SQLException) e);
      return () -> pending.result().completeExceptionally(failure);
    }
  }

  private void rollback() {
    try {
      writeTx.execute("ROLLBACK");
    } catch (SQLException e) {
      // the failed statement had already ended the transaction
    }
  }

  private static EngineException failed(SQLException e) {
    boolean busy = (e.getErrorCode() & 0xff) == 5;
    return EngineException.of(
            busy ? Kind.BUSY : Kind.UNAVAILABLE,
            busy ? "STORE_BUSY" : "STORE_FAILED",
            "The database did not take the change: " + e.getMessage())
        .with("Nothing of this change was stored.", "")
        .causedBy(e);
  }

  private static EngineException closedFailure() {
    return EngineException.of(Kind.UNAVAILABLE, "STORE_UNAVAILABLE", "The database is closed.");
  }

  /** Writes what is waiting, then closes all connections. */
  @Override
  public void close() {
    closed = true;
    writer.interrupt();
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    readers.close();
    try {
      for (Tx tx : readConnections) {
        tx.connection().close();
      }
      writeTx.connection().close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
