package dev.reeve.engine.store;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workspace's one database. All writes go through one thread that puts what is waiting into one
 * transaction, so that durability costs one forced write a batch; each unit has a savepoint of its
 * own, so one that fails does not harm its neighbours. Reads run on two threads with connections
 * that cannot write. Callers wait on virtual threads or take the future; never call it on the
 * JavaFX thread. An interrupt does not end a wait, because the unit may be durable already; it is
 * still set afterwards. Source: {@code docs/reference/store.md}.
 */
public final class Store implements AutoCloseable {
  /** Databases this process has open, and how often. */
  private static final Map<Path, Integer> OPEN = new ConcurrentHashMap<>();

  private final Path place;
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final int MOST_UNITS_A_COMMIT = 512;
  private static final int READERS = 2;

  private final LinkedBlockingQueue<Pending<?>> waiting = new LinkedBlockingQueue<>();
  private final Pending<@Nullable Object> end =
      new Pending<>(tx -> null, new CompletableFuture<>());
  private final Object closing = new Object();
  private final @Nullable EngineException schemaRefusal;
  private final @Nullable Tx writeTx;
  private final Thread writer;
  private final ExecutorService readers;
  private final LinkedBlockingQueue<Tx> readConnections = new LinkedBlockingQueue<>();

  @SuppressWarnings("ThreadLocalUsage") // the reader threads live as long as this store
  private final ThreadLocal<@Nullable Tx> reading = new ThreadLocal<>();

  private volatile @Nullable EngineException held;
  private volatile Consumer<EngineException> failureListener = failure -> {};
  private boolean closed;
  private boolean inTransaction;

  /** Why the transaction that is open now must not be committed; for the writer only. */
  private @Nullable SQLException doom;

  private record Pending<T extends @Nullable Object>(Unit<T> unit, CompletableFuture<T> result) {
    void fail(Throwable failure) {
      result.completeExceptionally(failure);
    }
  }

  /**
   * Opens the database, creating it when absent, and brings it to the newest known version. A
   * database of a newer program, or with a migration of another text, opens for reading only;
   * {@link #refusal} says why.
   *
   * @throws EngineException {@code STORE_CORRUPT} (the file is left as it is), {@code SCHEMA_GAP},
   *     {@code BACKUP_FAILED}, {@code MIGRATION_FAILED}, {@code STORE_BUSY}, {@code STORE_FAILED}
   */
  public static Store open(Path database, EngineClock clock) {
    return open(database, clock, Migration.known());
  }

  static Store open(Path database, EngineClock clock, List<Migration> migrations) {
    DatabaseCheck.refuseIfDamaged(database, clock, OPEN.containsKey(place(database)));
    EngineException refusal = null;
    try {
      new Migrator(database, clock, migrations).up();
    } catch (EngineException e) {
      if (!e.code().equals("SCHEMA_NEWER") && !e.code().equals("SCHEMA_MISMATCH")) {
        throw e;
      }
      refusal = e;
    }
    try {
      return new Store(database, refusal);
    } catch (SQLException e) {
      throw StoreErrors.of(e);
    }
  }

  private static Path place(Path database) {
    return database.toAbsolutePath().normalize();
  }

  private Store(Path database, @Nullable EngineException schemaRefusal) throws SQLException {
    this.place = place(database);
    this.schemaRefusal = schemaRefusal;
    this.writeTx = schemaRefusal == null ? Connections.writer(database) : null;
    try {
      for (int i = 0; i < READERS; i++) {
        readConnections.add(Connections.reader(database));
      }
    } catch (SQLException e) {
      closeConnections(e);
      throw e;
    }
    this.readers =
        Executors.newFixedThreadPool(
            READERS, Thread.ofPlatform().name("store-reader-", 0).daemon().factory());
    this.writer = Thread.ofPlatform().name("store-writer").daemon().start(this::writeLoop);
    OPEN.merge(place, 1, Integer::sum);
  }

  /**
   * Runs the unit in a transaction and waits until it is durable. Called from inside another unit
   * it joins that one, and alone is undone when it fails there.
   *
   * @throws EngineException what the unit threw; {@code STORE_BUSY}, {@code STORE_FAILED}, {@code
   *     STORE_CONSTRAINT}, {@code STORE_READ_ONLY}, {@code STORE_UNAVAILABLE} after closing; the
   *     {@link #refusal} while writes are refused. Nothing of the unit is stored then.
   */
  public <T extends @Nullable Object> T write(Unit<T> unit) {
    if (isWriter() && writeTx != null) {
      return inTransaction ? join(writeTx, unit) : writeAtOnce(unit);
    }
    return await(submit(unit));
  }

  /** The same without waiting; the future completes when the unit is durable. */
  public <T extends @Nullable Object> CompletableFuture<T> submit(Unit<T> unit) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Optional<EngineException> refusal = refusal();
    synchronized (closing) {
      if (closed) {
        result.completeExceptionally(StoreErrors.closed());
      } else if (refusal.isPresent()) {
        result.completeExceptionally(refusal.get());
      } else {
        waiting.add(new Pending<>(unit, result));
      }
    }
    return result;
  }

  /**
   * Runs a query on a consistent snapshot; the unit cannot write. Inside another unit it sees what
   * that one has done so far.
   */
  public <T extends @Nullable Object> T read(Unit<T> query) {
    Tx joined = isWriter() && inTransaction ? writeTx : reading.get();
    if (joined != null) {
      try {
        return query.run(joined);
      } catch (SQLException e) {
        throw StoreErrors.of(e);
      }
    }
    try {
      return await(CompletableFuture.supplyAsync(() -> onReader(query), readers));
    } catch (RejectedExecutionException e) {
      throw StoreErrors.closed().causedBy(e);
    }
  }

  private <T extends @Nullable Object> T onReader(Unit<T> query) {
    Tx tx = readConnections.remove(); // as many as threads
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
      readConnections.add(tx);
    }
  }

  /** Why nothing is written now: the schema's refusal, or what {@link #holdWrites} said. */
  public Optional<EngineException> refusal() {
    return Optional.ofNullable(schemaRefusal != null ? schemaRefusal : held);
  }

  /** Refuses writes from now on, for the given reason; what is waiting already is still written. */
  public void holdWrites(EngineException because) {
    held = because;
  }

  /** Ends what {@link #holdWrites} began. */
  public void releaseWrites() {
    held = null;
  }

  /** Who is told, on the writer, when the disk is full or fails; one listener, must not block. */
  public void onFailure(Consumer<EngineException> listener) {
    failureListener = listener;
  }

  private boolean isWriter() {
    return Thread.currentThread().equals(writer);
  }

  private static <T extends @Nullable Object> T await(CompletableFuture<T> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  private void writeLoop() {
    if (writeTx == null) {
      return;
    }
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
        commit(writeTx, batch);
      }
    }
  }

  /** Whatever happens here, every future of the batch is completed and the writer lives on. */
  private void commit(Tx tx, List<? extends Pending<?>> batch) {
    List<Runnable> completions = new ArrayList<>();
    List<Runnable> afterCommit;
    doom = null;
    try {
      tx.execute("BEGIN IMMEDIATE");
      inTransaction = true;
      for (Pending<?> pending : batch) {
        completions.add(run(tx, pending));
      }
      if (doom != null) {
        throw doom;
      }
      tx.execute("COMMIT");
      afterCommit = tx.takeAfterCommit();
    } catch (Throwable e) {
      rollback(tx);
      Throwable failure = reported(e);
      batch.forEach(pending -> pending.fail(failure));
      return;
    } finally {
      inTransaction = false;
    }
    afterCommit.forEach(Store::guarded);
    completions.forEach(Runnable::run);
  }

  /** A unit's own failure is its own result; only a lost transaction ends the whole batch. */
  private <T extends @Nullable Object> Runnable run(Tx tx, Pending<T> pending) throws SQLException {
    int actions = tx.afterCommitCount();
    tx.execute("SAVEPOINT unit");
    try {
      T value = pending.unit().run(tx);
      tx.execute("RELEASE unit");
      return () -> pending.result().complete(value);
    } catch (Throwable e) {
      undo(tx, actions, e);
      Throwable failure = reported(e);
      return () -> pending.fail(failure);
    }
  }

  private <T extends @Nullable Object> T join(Tx tx, Unit<T> unit) {
    int actions = tx.afterCommitCount();
    try {
      tx.execute("SAVEPOINT unit");
      try {
        T value = unit.run(tx);
        tx.execute("RELEASE unit");
        return value;
      } catch (Throwable e) {
        undo(tx, actions, e);
        throw e;
      }
    } catch (SQLException e) {
      throw StoreErrors.of(e);
    }
  }

  /** An action after a commit that writes again has its own transaction. */
  private <T extends @Nullable Object> T writeAtOnce(Unit<T> unit) {
    Optional<EngineException> refusal = refusal();
    if (refusal.isPresent() || writeTx == null) {
      throw refusal.orElseGet(StoreErrors::closed);
    }
    Pending<T> pending = new Pending<>(unit, new CompletableFuture<>());
    commit(writeTx, List.of(pending));
    return await(pending.result());
  }

  private void undo(Tx tx, int actions, Throwable failure) throws SQLException {
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

  private static void rollback(Tx tx) {
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
      guarded(() -> failureListener.accept(known));
    }
    return failure;
  }

  /**
   * Writes what is waiting, brings the log back into the database and closes all connections. Later
   * calls fail with {@code STORE_UNAVAILABLE}; a second close does nothing.
   */
  @Override
  public void close() {
    if (isWriter()) {
      throw new IllegalStateException("The writer cannot wait for itself to end");
    }
    synchronized (closing) {
      if (closed) {
        return;
      }
      closed = true;
      waiting.add(end);
    }
    joinWriter();
    readers.close();
    SQLException failure = null;
    if (writeTx != null) {
      try {
        // busy while another process reads; then the last one to close does it
        writeTx.number("PRAGMA wal_checkpoint(TRUNCATE)");
      } catch (SQLException e) {
        failure = e; // what was committed is in the log; the next one to open brings it back
      }
    }
    failure = closeConnections(failure);
    OPEN.computeIfPresent(place, (key, times) -> times == 1 ? null : times - 1);
    if (failure != null) {
      throw StoreErrors.of(failure);
    }
  }

  /** Closes all of them, whatever one of them says; gives the first failure. */
  private @Nullable SQLException closeConnections(@Nullable SQLException failure) {
    SQLException first = failure;
    List<Tx> all = new ArrayList<>(readConnections);
    if (writeTx != null) {
      all.add(writeTx);
    }
    for (Tx tx : all) {
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

  private void joinWriter() {
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true; // closing under a running unit would tear it
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
