package dev.reeve.engine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one unit of work. Statements are prepared once for each connection and reused;
 * all values are bound. Valid only inside {@link Unit#run}, on that thread. A {@link Row} must not
 * run the statement it reads from. Source: {@code docs/reference/store.md}.
 */
public final class Tx {

  /** Makes a value of one row. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();
  private List<Runnable> afterCommit = new ArrayList<>();

  Tx(Connection connection) {
    this.connection = connection;
  }

  /** Changes rows and says how many. */
  public int update(String sql, @Nullable Object... values) throws SQLException {
    try {
      return bound(sql, values).executeUpdate();
    } catch (SQLException e) {
      throw dropped(sql, e);
    }
  }

  /** All rows, in the order of the statement. */
  public <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
    List<T> out = new ArrayList<>();
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      while (rows.next()) {
        out.add(row.read(rows));
      }
    } catch (SQLException e) {
      throw dropped(sql, e);
    }
    return out;
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values)
      throws SQLException {
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
    } catch (SQLException e) {
      throw dropped(sql, e);
    }
  }

  /** The number in the first column of the first row, 0 when there is no row. */
  public long number(String sql, @Nullable Object... values) throws SQLException {
    return first(sql, rows -> rows.getLong(1), values).orElse(0L);
  }

  /**
   * Runs after this unit is durable, in commit order, on the writer; must return at once. What it
   * throws is logged and changes nothing. Dropped when the unit fails.
   */
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  /**
   * A statement prepared on this connection, for loops that bind by hand; after it failed once it
   * must be asked for again, in another unit.
   */
  public PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = statement(sql);
    if (statement.getParameterMetaData().getParameterCount() != values.length) {
      throw new IllegalArgumentException(values.length + " values do not fit " + sql);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  void execute(String sql) throws SQLException {
    try {
      statement(sql).execute();
    } catch (SQLException e) {
      throw dropped(sql, e);
    }
  }

  /** The driver finalises a statement that fails and does not say so; it must not be used again. */
  private SQLException dropped(String sql, SQLException failure) {
    PreparedStatement failed = statements.remove(sql);
    if (failed != null) {
      try {
        failed.close();
      } catch (SQLException e) {
        failure.addSuppressed(e);
      }
    }
    return failure;
  }

  /** After a unit failed that may have used statements by hand. */
  void dropStatements(SQLException failure) {
    for (String sql : List.copyOf(statements.keySet())) {
      dropped(sql, failure);
    }
  }

  /** For statements that change the schema: they are not kept. */
  void once(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  int afterCommitCount() {
    return afterCommit.size();
  }

  /** Forgets the actions a failed unit had added. */
  void dropAfterCommit(int keep) {
    afterCommit.subList(keep, afterCommit.size()).clear();
  }

  List<Runnable> takeAfterCommit() {
    List<Runnable> taken = afterCommit;
    afterCommit = new ArrayList<>();
    return taken;
  }

  void close() throws SQLException {
    try {
      for (PreparedStatement statement : statements.values()) {
        statement.close();
      }
    } finally {
      connection.close();
    }
  }
}
