package dev.reeve.engine.store;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Which migrations a database has seen, beside those this program knows.
 *
 * @param applied ascending
 * @param known ascending, contiguous from 1
 */
record Schema(List<Row> applied, List<Migration> known) {

  /** One row of {@code schema_migrations}. */
  record Row(int version, String name, String appliedAt, String checksum) {}

  static Schema read(Tx tx, List<Migration> known) throws SQLException {
    boolean tracked =
        tx.number("SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migrations'") > 0;
    List<Row> applied =
        tracked
            ? tx.query(
                "SELECT version, name, applied_at, checksum FROM schema_migrations ORDER BY"
                    + " version",
                row -> new Row(row.getInt(1), row.getString(2), row.getString(3), row.getString(4)))
            : List.of();
    return new Schema(applied, known);
  }

  int current() {
    return applied.isEmpty() ? 0 : applied.getLast().version();
  }

  int latest() {
    return known.size();
  }

  List<Migration> pending() {
    return known.stream().filter(migration -> migration.version() > current()).toList();
  }

  boolean matches(Row row) {
    return row.version() > latest()
        || known.get(row.version() - 1).checksum().equals(row.checksum());
  }

  /** Why this program must not write here. */
  Optional<EngineException> refusal() {
    for (int i = 0; i < applied.size(); i++) {
      if (applied.get(i).version() != i + 1) {
        return refused("SCHEMA_GAP", "migration " + (i + 1) + " is missing before " + current());
      }
    }
    for (Row row : applied) {
      if (!matches(row)) {
        return refused(
            "SCHEMA_MISMATCH",
            "migration " + row.version() + " (" + row.name() + ") was applied with another text");
      }
    }
    return current() > latest()
        ? refused(
            "SCHEMA_NEWER",
            "its schema is " + current() + ", and this program knows only up to " + latest())
        : Optional.empty();
  }

  private static Optional<EngineException> refused(String code, String why) {
    return Optional.of(
        EngineException.of(Kind.REFUSED, code, "The database is not written to: " + why + ".")
            .with(
                "Nothing was changed.", "Use the version of Reeve that made it, or a newer one."));
  }
}
