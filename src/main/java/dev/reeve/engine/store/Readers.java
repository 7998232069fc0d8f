package dev.reeve.engine.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Two threads that read, each query on a consistent snapshot, by connections that cannot write. */
final class Readers {
  private static final int THREADS = 2;

  private final LinkedBlockingQueue<Tx> connections = new LinkedBlockingQueue<>();
  private final ExecutorService threads;

  @SuppressWarnings("ThreadLocalUsage") // the reader threads live as long as this store
  private final ThreadLocal<@Nullable Tx> reading = new ThreadLocal<>();

  Readers(Path database) throws SQLException {
    try {
      for (int i = 0; i < THREADS; i++) {
        connections.add(Connections.reader(database));
      }
    } catch (SQLException e) {
      closeConnections(e);
      throw e;
    }
    this.threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("store-reader-", 0).daemon().factory());
  }

  /** The snapshot of the query that calls; null for everybody else. */
  @Nullable Tx joined() {
    return reading.get();
  }

  <T extends @Nullable Object> CompletableFuture<T> read(Unit<T> query) {
    try {
      return CompletableFuture.supplyAsync(() -> onThread(query), threads);
    } catch (RejectedExecutionException e) {
      throw StoreErrors.closed().causedBy(e);
    }
  }

  private <T extends @Nullable Object> T onThread(Unit<T> query) {
    Tx tx = connections.remove(); // as many as threads
    reading.set(tx);
    try {
      tx.execute("BEGIN");
      try {
        return query.run(tx);
      } finally {
        tx.execute("ROLLBACK");
      }
    } catch (SQLException e) {
      tx.dropStatements(e);
      throw StoreErrors.of(e);
    } finally {
      reading.remove();
      connections.add(tx);
    }
  }

  /** Waits for the queries that run, and closes every connection. */
  void close() throws SQLException {
    threads.close();
    SQLException failure = closeConnections(null);
    if (failure != null) {
      throw failure;
    }
  }

  /** Closes all of them, whatever one of them says; gives the first failure. */
  private @Nullable SQLException closeConnections(@Nullable SQLException failure) {
    SQLException first = failure;
    for (Tx tx : connections) {
      try {
        tx.close();
      } catch (SQLException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    return first;
  }
}
