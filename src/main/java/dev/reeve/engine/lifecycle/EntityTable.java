package dev.reeve.engine.lifecycle;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one statement that changes a state, for any table with the columns {@code state}, {@code
 * version} and {@code updated_at}. Immutable. Source: {@code docs/reference/lifecycle.md}.
 *
 * @param table its name
 * @param key its key column
 * @param edgeColumns the columns that edges may set; any other is refused
 */
public record EntityTable(String table, String key, Set<String> edgeColumns) {

  /**
   * As {@link EntityDao#change} says.
   *
   * @throws IllegalArgumentException when a column is not one of {@link #edgeColumns}
   */
  public int change(
      Tx tx,
      String id,
      long version,
      String state,
      Instant at,
      Map<String, ? extends @Nullable Object> columns)
      throws SQLException {
    StringBuilder sql = new StringBuilder("UPDATE " + table);
    sql.append(" SET state = ?, version = version + 1, updated_at = ?");
    List<@Nullable Object> values = new ArrayList<>(List.of(state, Utc.format(at)));
    for (Map.Entry<String, ? extends @Nullable Object> column : new TreeMap<>(columns).entrySet()) {
      if (!edgeColumns.contains(column.getKey())) {
        throw new IllegalArgumentException("No edge may set " + column.getKey() + " of " + table);
      }
      sql.append(", ").append(column.getKey()).append(" = ?");
      values.add(column.getValue());
    }
    sql.append(" WHERE ").append(key).append(" = ? AND version = ?");
    values.add(id);
    values.add(version);
    return tx.update(sql.toString(), values.toArray());
  }
}
