package dev.reeve.engine.store;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Makes a new SQLite database of tables, for other programs to read; it has nothing to do with the
 * workspace's own one. Blocks; call it on a platform thread. Source: {@code
 * docs/reference/export.md}.
 */
public final class TableFile {
  private TableFile() {}

  /**
   * A table.
   *
   * @param columns names, quoted as they are
   * @param types SQLite types, one for each column
   * @param rows values, one for each column: texts, numbers, or null
   */
  public record Table(
      String name,
      List<String> columns,
      List<String> types,
      List<? extends List<@Nullable Object>> rows) {}

  /**
   * Makes the file.
   *
   * @param file must not exist
   * @throws EngineException {@code EXPORT_FAILED}, {@code DISK_FULL}
   */
  public static void create(Path file, List<Table> tables) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.OFF); // a failed file is thrown away
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri())) {
      connection.setAutoCommit(false);
      for (Table table : tables) {
        create(connection, table);
      }
      connection.commit();
    } catch (SQLException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              StoreErrors.codeOr("EXPORT_FAILED", e),
              "The database was not made: " + e.getMessage())
          .with("Nothing is there that was not before.", "Name a folder that can be written.")
          .causedBy(e);
    }
  }

  private static void create(Connection connection, Table table) throws SQLException {
    String columns =
        IntStream.range(0, table.columns().size())
            .mapToObj(i -> quoted(table.columns().get(i)) + " " + table.types().get(i))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + quoted(table.name()) + " (" + columns + ")");
    }
    String places = String.join(", ", table.columns().stream().map(column -> "?").toList());
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO " + quoted(table.name()) + " VALUES (" + places + ")")) {
      for (List<@Nullable Object> row : table.rows()) {
        for (int i = 0; i < row.size(); i++) {
          insert.setObject(i + 1, row.get(i));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
