package dev.reeve.engine.store;

import java.sql.SQLException;
import java.util.Optional;

/**
 * The table {@code engine_meta}: single values of a workspace, by key. Valid inside a unit of work.
 * Source: {@code docs/reference/store.md}.
 */
public final class MetaTable {
  private MetaTable() {}

  /** The value of a key, if there is one. */
  public static Optional<String> get(Tx tx, String key) throws SQLException {
    return tx.first("SELECT value FROM engine_meta WHERE key = ?", row -> row.getString(1), key);
  }

  /** Sets the value of a key; gives the number of rows changed, one. */
  public static int put(Tx tx, String key, String value) throws SQLException {
    return tx.update(
        "INSERT INTO engine_meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value ="
            + " excluded.value",
        key,
        value);
  }

  /** Removes a key; gives the number of rows changed. */
  public static int remove(Tx tx, String key) throws SQLException {
    return tx.update("DELETE FROM engine_meta WHERE key = ?", key);
  }
}
