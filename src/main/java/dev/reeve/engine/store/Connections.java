package dev.reeve.engine.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** How a connection to the database is opened; the only place that knows its settings. */
final class Connections {
  private static final long LOG_LIMIT_BYTES = 16L << 20;

  private Connections() {}

  /** One that may write: durable at each commit, its log brought back beyond 16 MiB. */
  static Tx writer(Path database) throws SQLException {
    Connection connection = new SQLiteConfig().createConnection(url(database));
    try {
      common(connection);
      run(connection, "PRAGMA journal_mode = WAL");
      run(connection, "PRAGMA synchronous = FULL");
      // what a savepoint may have to undo is kept in memory, not in a temporary file for each unit
      run(connection, "PRAGMA temp_store = MEMORY");
      Tx tx = new Tx(connection);
      long pages = LOG_LIMIT_BYTES / tx.number("PRAGMA page_size");
      run(connection, "PRAGMA wal_autocheckpoint = " + pages);
      run(connection, "PRAGMA journal_size_limit = " + LOG_LIMIT_BYTES);
      return tx;
    } catch (SQLException e) {
      throw closing(connection, e);
    }
  }

  /** One that cannot write, not even the checkpoint at its end. */
  static Tx reader(Path database) throws SQLException {
    return readOnly(url(database));
  }

  /** One that looks at the file alone, without its log and without any lock. */
  static Tx bare(Path database) throws SQLException {
    return readOnly(url(database) + "?immutable=1");
  }

  private static Tx readOnly(String url) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    Connection connection = config.createConnection(url);
    try {
      common(connection);
      return new Tx(connection);
    } catch (SQLException e) {
      throw closing(connection, e);
    }
  }

  /** Closes it after something failed, whose failure is the one to tell. */
  static void closeAfter(SQLException failure, Tx tx) {
    try {
      tx.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** As a URI, so that a path may hold any character. */
  private static String url(Path database) {
    return "jdbc:sqlite:" + database.toUri();
  }

  private static void common(Connection connection) throws SQLException {
    run(connection, "PRAGMA busy_timeout = 5000");
    run(connection, "PRAGMA foreign_keys = ON");
    run(connection, "PRAGMA recursive_triggers = ON");
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static SQLException closing(Connection connection, SQLException failure) {
    try {
      connection.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
