package dev.reeve.engine.store;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteErrorCode;

/** Looks at a database file before anything may write to it. */
final class DatabaseCheck {
  private static final int LOOKS = 20;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private DatabaseCheck() {}

  /**
   * Passes when the file is absent, empty or sound. Nothing is written in any case.
   *
   * @param openHere whether this process has the database open already: a look without locks would
   *     then cost that connection its own, because POSIX frees them when any handle of the process
   *     is closed
   * @throws EngineException {@code STORE_CORRUPT}, naming the newest copy
   */
  static void refuseIfDamaged(Path database, EngineClock clock, boolean openHere) {
    try {
      if (!Files.exists(database) || Files.size(database) == 0) {
        return;
      }
      if (!openHere) {
        lookAtFileAlone(database);
      }
      List<String> found = look(Connections.reader(database), "PRAGMA quick_check(10)");
      if (!found.equals(List.of("ok"))) {
        throw damaged(database, clock, String.join("; ", found));
      }
    } catch (SQLException e) {
      throw isDamage(e)
          ? damaged(database, clock, String.valueOf(e.getMessage())).causedBy(e)
          : StoreErrors.of(e);
    } catch (IOException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              "STORE_UNAVAILABLE",
              "The database " + database + " was not opened: " + e.getMessage())
          .causedBy(e);
    }
  }

  /**
   * First without the log: pages in it would hide that the file is something else by now. This look
   * takes no lock, so another process that brings its log back at this moment can make a sound file
   * seem torn; damage is only what stays.
   */
  private static void lookAtFileAlone(Path database) throws SQLException {
    for (int look = 1; ; look++) {
      try {
        look(Connections.bare(database), "PRAGMA schema_version");
        return;
      } catch (SQLException e) {
        if (look == LOOKS || !isDamage(e)) {
          throw e;
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
  }

  private static List<String> look(Tx tx, String pragma) throws SQLException {
    try {
      return tx.query(pragma, row -> row.getString(1));
    } finally {
      tx.close();
    }
  }

  private static boolean isDamage(SQLException e) {
    SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
    return code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB;
  }

  private static EngineException damaged(Path database, EngineClock clock, String why) {
    Optional<Path> copy;
    try {
      copy = new Copies(database, clock).newest();
    } catch (IOException e) {
      copy = Optional.empty();
    }
    return EngineException.of(
            Kind.UNAVAILABLE,
            StoreErrors.CORRUPT,
            "The database " + database + " was not opened: it is damaged: " + why)
        .with(
            "The file was left as it is.",
            copy.map(path -> "Move it away and put its newest copy in its place: " + path)
                .orElse("Move it away; there is no copy, so a new one starts empty."));
  }
}
