package dev.reeve.engine.store;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FullDisk;
import java.io.IOException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** Turns what SQLite reports into the store's stable codes. */
final class StoreErrors {
  static final String CORRUPT = "STORE_CORRUPT";
  static final String FAILED = "STORE_FAILED";

  private StoreErrors() {}

  static EngineException of(SQLException e) {
    return switch (codeOf(e)) {
      case SQLITE_BUSY, SQLITE_LOCKED ->
          failure(Kind.BUSY, "STORE_BUSY", e)
              .with("Nothing of this change was stored.", "Another process is writing; try again.");
      case SQLITE_READONLY ->
          failure(Kind.UNAVAILABLE, "STORE_READ_ONLY", e)
              .with("Nothing was stored.", "Make the folder .reeve/state writable.");
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          failure(Kind.UNAVAILABLE, CORRUPT, e)
              .with("Nothing of this change was stored.", "Restore the newest copy.");
      case SQLITE_CONSTRAINT ->
          failure(Kind.CONFLICT, "STORE_CONSTRAINT", e)
              .with("Nothing of this change was stored.", "");
      default ->
          failure(Kind.UNAVAILABLE, FAILED, e)
              .with(
                  "Nothing of this change was stored; what was stored before is safe.",
                  "Look for a full or failing disk.");
    };
  }

  /** The code of a database file that was not made: a full disk, or the given one. */
  static String codeOr(String other, Exception e) {
    return switch (e) {
      case IOException io -> FullDisk.codeOr(other, io);
      case SQLException sql when codeOf(sql) == SQLiteErrorCode.SQLITE_FULL -> FullDisk.CODE;
      default -> other;
    };
  }

  private static SQLiteErrorCode codeOf(SQLException e) {
    return SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
  }

  private static EngineException failure(Kind kind, String code, SQLException e) {
    return EngineException.of(kind, code, "The database did not take the change: " + e.getMessage())
        .causedBy(e);
  }

  static EngineException closed() {
    return EngineException.of(Kind.UNAVAILABLE, "STORE_UNAVAILABLE", "The database is closed.");
  }
}
