package dev.reeve.engine.lifecycle;

import dev.reeve.engine.store.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the transition service reads and changes a feature's table; nobody else changes a state.
 * Called inside a unit of the store. {@link EntityTable} implements {@link #change}. Source: {@code
 * docs/reference/lifecycle.md}.
 */
public interface EntityDao<E extends Entity> {
  /** The row as it is now. */
  Optional<E> find(Tx tx, String id) throws SQLException;

  /** Adds a row in its machine's initial state with version 0. */
  void insert(Tx tx, E entity) throws SQLException;

  /**
   * Sets the state, the columns, {@code updated_at}, and the version to one more.
   *
   * @param version the version the row must have
   * @param columns further columns by name, as the edge sets them
   * @return 1, or 0 when no row has this id and version
   */
  int change(
      Tx tx,
      String id,
      long version,
      String state,
      Instant at,
      Map<String, ? extends @Nullable Object> columns)
      throws SQLException;
}
