package dev.reeve.engine.store;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
  private final Object closing = new Object();
  private final @Nullable EngineException schemaRefusal;
  private final @Nullable Writer writer;
  private final Readers readers;
  private volatile @Nullable EngineException held;
  private volatile Consumer<EngineException> failureListener = failure -> {};
  private boolean closed;

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
    Tx writing = schemaRefusal == null ? Connections.writer(database) : null;
    try {
      this.readers = new Readers(database);
    } catch (SQLException e) {
      if (writing != null) {
        Connections.closeAfter(e, writing);
      }
      throw e;
    }
    this.writer =
        writing == null ? null : new Writer(writing, failure -> failureListener.accept(failure));
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
    if (writer == null || !writer.isCurrent()) {
      return await(submit(unit));
    }
    if (writer.joined() != null) {
      return writer.join(unit);
    }
    refusal()
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    return await(writer.atOnce(unit));
  }

  /** The same without waiting; the future completes when the unit is durable. */
  public <T extends @Nullable Object> CompletableFuture<T> submit(Unit<T> unit) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Optional<EngineException> refusal = refusal();
    synchronized (closing) {
      if (closed) {
        result.completeExceptionally(StoreErrors.closed());
      } else if (refusal.isPresent() || writer == null) {
        result.completeExceptionally(refusal.orElseGet(StoreErrors::closed));
      } else {
        writer.add(unit, result);
      }
    }
    return result;
  }

  /**
   * Runs a query on a consistent snapshot; the unit cannot write. Inside another unit it sees what
   * that one has done so far.
   */
  public <T extends @Nullable Object> T read(Unit<T> query) {
    Tx writing = writer == null ? null : writer.joined();
    Tx joined = writing != null ? writing : readers.joined();
    if (joined != null) {
      try {
        return query.run(joined);
      } catch (SQLException e) {
        throw StoreErrors.of(e);
      }
    }
    return await(readers.read(query));
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

  /**
   * Writes what is waiting, brings the log back into the database and closes all connections. Later
   * calls fail with {@code STORE_UNAVAILABLE}; a second close does nothing.
   */
  @Override
  public void close() {
    if (writer != null && writer.isCurrent()) {
      throw new IllegalStateException("The writer cannot wait for itself to end");
    }
    synchronized (closing) {
      if (closed) {
        return;
      }
      closed = true;
      if (writer != null) {
        writer.end();
      }
    }
    SQLException failure = closeConnections();
    OPEN.computeIfPresent(place, (key, times) -> times == 1 ? null : times - 1);
    if (failure != null) {
      throw StoreErrors.of(failure);
    }
  }

  /** Closes all of them, whatever one of them says; gives the first failure. */
  private @Nullable SQLException closeConnections() {
    SQLException first = null;
    if (writer != null) {
      writer.awaitEnd();
    }
    try {
      readers.close();
    } catch (SQLException e) {
      first = e;
    }
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (SQLException e) {
      if (first == null) {
        return e;
      }
      first.addSuppressed(e);
    }
    return first;
  }
}
