package dev.reeve.engine.store;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Utc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema of a database up and down. Each migration runs in one transaction with its
 * bookkeeping row, so that a crash leaves it wholly done or not at all; before anything is changed
 * in a database that holds something, a copy is made. Two sessions that migrate at once wait for
 * each other at SQLite's own write lock. Blocks; call it while no {@link Store} of this process is
 * open on the same file. Source: {@code docs/reference/store.md}.
 */
public final class Migrator {
  private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);
  private static final Pattern TABLE =
      Pattern.compile("(?i)CREATE TABLE (?:IF NOT EXISTS )?(\\w+)");

  /**
   * Where a database stands.
   *
   * @param current highest applied version, 0 when none
   * @param latest highest version this program knows
   */
  public record Status(int current, int latest, List<Migration> pending, List<Applied> applied) {}

  /**
   * A migration the database has seen.
   *
   * @param checksumOk whether its text is the one this program knows
   */
  public record Applied(int version, String name, String appliedAt, boolean checksumOk) {}

  /** How {@link #down} ended. */
  public sealed interface Down {
    /**
     * These versions were undone, newest first.
     *
     * @param copy the database as it was before
     */
    record Done(List<Integer> versions, Path copy) implements Down {}

    /**
     * Nothing was changed: these tables hold rows that would be lost.
     *
     * @param rows how many rows each table holds that would go
     */
    record NeedsConfirmation(Map<String, Long> rows) implements Down {}
  }

  private final Path database;
  private final EngineClock clock;
  private final List<Migration> known;
  private final Copies copies;

  /** For the migrations this program brings along. */
  public Migrator(Path database, EngineClock clock) {
    this(database, clock, Migration.known());
  }

  Migrator(Path database, EngineClock clock, List<Migration> known) {
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).version() != i + 1) {
        throw new IllegalArgumentException("Migration " + (i + 1) + " is missing or twice there");
      }
    }
    this.database = database;
    this.clock = clock;
    this.known = List.copyOf(known);
    this.copies = new Copies(database, clock);
  }

  /** Where the database stands; reads only. */
  public Status status() {
    try {
      Schema schema = schema();
      return new Status(
          schema.current(),
          schema.latest(),
          schema.pending(),
          schema.applied().stream()
              .map(
                  row ->
                      new Applied(row.version(), row.name(), row.appliedAt(), schema.matches(row)))
              .toList());
    } catch (SQLException e) {
      throw StoreErrors.of(e);
    }
  }

  /**
   * Applies what is pending and says which versions those were.
   *
   * @throws EngineException {@code SCHEMA_GAP}, {@code SCHEMA_MISMATCH}, {@code SCHEMA_NEWER}
   *     (nothing was written), {@code BACKUP_FAILED}, {@code STORE_BUSY} when another session holds
   *     the database for more than 5 s, {@code MIGRATION_FAILED}
   */
  public List<Integer> up() {
    return up(known.size());
  }

  /** The same, up to a version; nothing happens when the database is there already. */
  public List<Integer> up(int target) {
    requireKnown(target);
    try {
      Schema before = schema();
      before.refusal().ifPresent(Migrator::raise);
      return before.current() >= target ? List.of() : applyUpTo(target);
    } catch (SQLException e) {
      throw StoreErrors.of(e);
    } catch (IOException e) {
      throw pruning(e);
    }
  }

  private List<Integer> applyUpTo(int target) throws SQLException, IOException {
    List<Integer> done = new ArrayList<>();
    Tx tx = Connections.writer(database);
    try {
      while (applyNext(tx, target, done)) {
        LOG.info("Applied migration {} to {}", done.getLast(), database);
      }
    } finally {
      tx.close();
    }
    copies.prune();
    return List.copyOf(done);
  }

  /** The version is read under the write lock: another session may just have applied it. */
  private boolean applyNext(Tx tx, int target, List<Integer> done) throws SQLException {
    tx.execute("BEGIN IMMEDIATE");
    try {
      Schema schema = Schema.read(tx, known);
      schema.refusal().ifPresent(Migrator::raise);
      if (schema.current() >= target) {
        tx.execute("ROLLBACK");
        return false;
      }
      if (done.isEmpty() && holdsSomething(tx)) {
        copies.make(schema.current());
      }
      apply(tx, known.get(schema.current()));
      done.add(schema.current() + 1);
      return true;
    } catch (SQLException | RuntimeException e) {
      rollback(tx, e);
      throw e;
    }
  }

  private void apply(Tx tx, Migration migration) throws SQLException {
    try {
      tx.execute(
          "CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT"
              + " NULL, applied_at TEXT NOT NULL, checksum TEXT NOT NULL)");
      for (String sql : migration.up()) {
        tx.once(sql);
      }
      tx.update(
          "INSERT INTO schema_migrations VALUES (?, ?, ?, ?)",
          migration.version(),
          migration.name(),
          Utc.format(clock.now()),
          migration.checksum());
      tx.execute("COMMIT");
    } catch (SQLException e) {
      throw failed(migration, e);
    }
  }

  private static boolean holdsSomething(Tx tx) throws SQLException {
    return tx.number(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                + " AND name <> 'schema_migrations'")
        > 0;
  }

  /**
   * Undoes migrations, newest first, down to a version; a copy is made before.
   *
   * @param target the version that remains, 0 for an empty schema
   * @param confirmed whether rows may be lost
   * @throws EngineException as {@link #up(int)} does
   */
  public Down down(int target, boolean confirmed) {
    requireKnown(target);
    try {
      schema().refusal().ifPresent(Migrator::raise);
      Tx tx = Connections.writer(database);
      try {
        return down(tx, target, confirmed);
      } finally {
        tx.close();
      }
    } catch (SQLException e) {
      throw StoreErrors.of(e);
    } catch (IOException e) {
      throw pruning(e);
    }
  }

  private Down down(Tx tx, int target, boolean confirmed) throws SQLException, IOException {
    // else dropping a parent would first delete its children's rows; checked below instead
    tx.execute("PRAGMA foreign_keys = OFF");
    tx.execute("BEGIN IMMEDIATE");
    try {
      List<Migration> undone = new ArrayList<>(known.subList(target, current(tx, target)));
      Map<String, Long> rows = rows(tx, undone);
      if (!rows.isEmpty() && !confirmed) {
        tx.execute("ROLLBACK");
        return new Down.NeedsConfirmation(rows);
      }
      Path copy = copies.make(target + undone.size());
      for (Migration migration : undone.reversed()) {
        undo(tx, migration);
      }
      tx.execute("COMMIT");
      copies.prune();
      return new Down.Done(undone.reversed().stream().map(Migration::version).toList(), copy);
    } catch (SQLException | RuntimeException e) {
      rollback(tx, e);
      throw e;
    }
  }

  private int current(Tx tx, int target) throws SQLException {
    return Math.max(target, Schema.read(tx, known).current());
  }

  private static void undo(Tx tx, Migration migration) throws SQLException {
    try {
      for (String sql : migration.down()) {
        tx.once(sql);
      }
      tx.update("DELETE FROM schema_migrations WHERE version = ?", migration.version());
      if (tx.first("PRAGMA foreign_key_check", row -> row.getString(1)).isPresent()) {
        throw new SQLException("rows elsewhere still refer to what it would drop");
      }
    } catch (SQLException e) {
      throw failed(migration, e);
    }
  }

  private static Map<String, Long> rows(Tx tx, List<Migration> migrations) throws SQLException {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (Migration migration : migrations) {
      for (String sql : migration.up()) {
        Matcher table = TABLE.matcher(sql);
        if (table.lookingAt() && isThere(tx, table.group(1))) {
          long count = tx.number("SELECT count(*) FROM " + table.group(1));
          if (count > 0) {
            rows.put(table.group(1), count);
          }
        }
      }
    }
    return rows;
  }

  /** A later migration may have put another in its place. */
  private static boolean isThere(Tx tx, String table) throws SQLException {
    return tx.first(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = ?",
            row -> row.getString(1),
            table)
        .isPresent();
  }

  private Schema schema() throws SQLException {
    if (!Files.exists(database)) {
      return new Schema(List.of(), known);
    }
    Tx tx = Connections.reader(database);
    try {
      return Schema.read(tx, known);
    } finally {
      tx.close();
    }
  }

  private void requireKnown(int target) {
    if (target < 0 || target > known.size()) {
      throw EngineException.of(
              Kind.INVALID,
              "SCHEMA_VERSION_UNKNOWN",
              "Nothing was migrated: " + target + " is no version from 0 to " + known.size() + ".")
          .with("Nothing was changed.", "");
    }
  }

  private static void rollback(Tx tx, Exception failure) {
    try {
      tx.execute("ROLLBACK");
    } catch (SQLException e) {
      failure.addSuppressed(e); // SQLite had ended the transaction itself
    }
  }

  private static EngineException failed(Migration migration, SQLException e) {
    return EngineException.of(
            Kind.UNAVAILABLE,
            "MIGRATION_FAILED",
            "Migration "
                + migration.version()
                + " ("
                + migration.name()
                + ") was not done: "
                + e.getMessage())
        .with("The database is as it was before this migration.", "")
        .causedBy(e);
  }

  private static EngineException pruning(IOException e) {
    return EngineException.of(
            Kind.UNAVAILABLE,
            "BACKUP_FAILED",
            "The database was migrated, but old copies were not removed: " + e.getMessage())
        .causedBy(e);
  }

  private static void raise(EngineException e) {
    throw e;
  }
}
