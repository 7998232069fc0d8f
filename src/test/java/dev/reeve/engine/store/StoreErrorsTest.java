package dev.reeve.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoreErrorsTest {
  @Test
  @DisplayName("A full disk has its own code, whoever tells of it")
  void aFullDisk() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (x)");
      statement.execute("PRAGMA max_page_count = 2");
      SQLException full =
          assertThrows(
              SQLException.class,
              () -> statement.execute("INSERT INTO t VALUES (randomblob(100000))"));
      assertEquals("DISK_FULL", StoreErrors.codeOr("EXPORT_FAILED", full));
      SQLException other =
          assertThrows(SQLException.class, () -> statement.execute("INSERT INTO u VALUES (1)"));
      assertEquals("EXPORT_FAILED", StoreErrors.codeOr("EXPORT_FAILED", other));
    }
    IOException full = new IOException("No space left on device");
    assertEquals("DISK_FULL", StoreErrors.codeOr("BACKUP_FAILED", full));
    assertEquals("BACKUP_FAILED", StoreErrors.codeOr("BACKUP_FAILED", new IOException("odd")));
  }
}
