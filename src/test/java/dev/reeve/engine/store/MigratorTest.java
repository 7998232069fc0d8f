package dev.reeve.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.Child;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigratorTest {
  static final Migration ONE =
      Migration.of(
          1,
          "parents",
          """
          CREATE TABLE parents (id TEXT PRIMARY KEY NOT NULL);
          CREATE TRIGGER parents_stay BEFORE DELETE ON parents BEGIN
            SELECT RAISE(ABORT, 'they stay');
          END;
          -- down
          DROP TABLE parents;
          """);
  static final Migration TWO =
      Migration.of(
          2,
          "children",
          """
          CREATE TABLE children (
            id INTEGER PRIMARY KEY,
            parent TEXT NOT NULL REFERENCES parents (id) ON DELETE CASCADE
          );
          CREATE INDEX children_parent ON children (parent);
          -- down
          DROP TABLE children;
          """);
  static final Migration THREE =
      Migration.of(3, "notes", "CREATE TABLE notes (text TEXT);\n-- down\nDROP TABLE notes;");
  static final Migration BROKEN =
      Migration.of(
          3,
          "broken",
          "CREATE TABLE a (x);\nCREATE TABLE b (x);\nINSERT INTO nowhere VALUES (1);\n-- down\n");

  private final SettableClock clock = new SettableClock();
  @TempDir Path folder;
  private Path database;

  @BeforeEach
  void place() {
    database = folder.resolve("reeve.db");
  }

  private Migrator migrator(Migration... known) {
    return new Migrator(database, clock, List.of(known));
  }

  private static EngineException refused(Runnable call) {
    return assertThrows(EngineException.class, call::run);
  }

  private List<String> rows(String sql) throws Exception {
    Tx tx = Connections.reader(database);
    try {
      return tx.query(sql, row -> row.getString(1));
    } finally {
      tx.close();
    }
  }

  private List<String> tables() throws Exception {
    return rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            + " ORDER BY name");
  }

  private static long count(Store store, String table) {
    return store.read(tx -> tx.number("SELECT count(*) FROM " + table));
  }

  private void execute(String sql) throws Exception {
    Tx tx = Connections.writer(database);
    try {
      tx.once(sql);
    } finally {
      tx.close();
    }
  }

  private List<Path> copies() throws Exception {
    try (var all = Files.list(folder)) {
      return all.filter(path -> path.toString().contains(".bak-")).sorted().toList();
    }
  }

  @Test
  void aNewDatabaseGoesToTheLatestVersionWithoutACopy() throws Exception {
    assertEquals(List.of(1, 2), migrator(ONE, TWO).up());
    assertEquals(List.of(), migrator(ONE, TWO).up());
    Migrator.Status status = migrator(ONE, TWO, THREE).status();
    assertEquals(2, status.current());
    assertEquals(3, status.latest());
    assertEquals(List.of(THREE), status.pending());
    assertEquals(
        new Migrator.Applied(1, "parents", "2026-01-01T00:00:00.000Z", true),
        status.applied().getFirst());
    assertEquals(List.of(), copies());
  }

  @Test
  @DisplayName("ST-04 a migration that fails leaves neither its tables nor its version")
  void st04_aFailedMigrationLeavesNothing() throws Exception {
    migrator(ONE, TWO).up();
    EngineException failure = refused(() -> migrator(ONE, TWO, BROKEN).up());
    assertEquals("MIGRATION_FAILED", failure.code());
    assertTrue(String.valueOf(failure.getMessage()).contains("Migration 3 (broken)"));
    assertEquals(List.of("children", "parents", "schema_migrations"), tables());
    assertEquals(2, migrator(ONE, TWO).status().current());
  }

  @Test
  @DisplayName("ST-05 a migration whose text changed is refused for writing, naming the version")
  void st05_anEditedMigrationIsRefused() throws Exception {
    migrator(ONE, TWO).up();
    Migration edited =
        Migration.of(2, "children", "CREATE TABLE children (id);\n-- down\nDROP TABLE children;");
    EngineException refused = refused(() -> migrator(ONE, edited, THREE).up());
    assertEquals("SCHEMA_MISMATCH", refused.code());
    assertEquals(EngineException.Kind.REFUSED, refused.kind());
    assertTrue(String.valueOf(refused.getMessage()).contains("migration 2 (children)"));
    assertFalse(migrator(ONE, edited).status().applied().get(1).checksumOk());
    assertEquals(List.of("children", "parents", "schema_migrations"), tables());
    try (Store store = Store.open(database, clock, List.of(ONE, edited))) {
      assertEquals(0, count(store, "parents"));
      assertEquals(
          "SCHEMA_MISMATCH",
          refused(() -> store.write(tx -> tx.update("INSERT INTO parents VALUES ('a')"))).code());
    }
  }

  @Test
  void commentsAndIndentationDoNotChangeTheChecksum() {
    Migration other =
        Migration.of(
            3,
            "notes",
            "-- why\n\n    CREATE TABLE notes (text TEXT);\n-- down\n  DROP TABLE notes;\n");
    assertEquals(THREE.checksum(), other.checksum());
  }

  @Test
  @DisplayName("ST-06 a gap in the applied versions is an error that names it; nothing is written")
  void st06_aGapIsAnError() throws Exception {
    migrator(ONE, TWO, THREE).up();
    execute("INSERT INTO schema_migrations VALUES (5, 'e', '2026-01-01T00:00:00.000Z', 'x')");
    byte[] before = Files.readAllBytes(database);
    Migration four = Migration.of(4, "four", "CREATE TABLE four (x);\n-- down\n");
    Migration five = Migration.of(5, "five", "CREATE TABLE five (x);\n-- down\n");
    EngineException refused =
        refused(() -> Store.open(database, clock, List.of(ONE, TWO, THREE, four, five)).close());
    assertEquals("SCHEMA_GAP", refused.code());
    assertTrue(String.valueOf(refused.getMessage()).contains("migration 4 is missing"));
    org.junit.jupiter.api.Assertions.assertArrayEquals(before, Files.readAllBytes(database));
  }

  @Test
  @DisplayName("ST-07 a newer database opens for reading only and says so; migrating is refused")
  void st07_aNewerDatabaseIsReadOnly() throws Exception {
    migrator(ONE, TWO, THREE).up();
    assertEquals("SCHEMA_NEWER", refused(() -> migrator(ONE, TWO).up()).code());
    assertEquals("SCHEMA_NEWER", refused(() -> migrator(ONE, TWO).down(0, true)).code());
    try (Store store = Store.open(database, clock, List.of(ONE, TWO))) {
      EngineException refusal = store.refusal().orElseThrow();
      assertEquals("SCHEMA_NEWER", refusal.code());
      assertEquals(EngineException.Kind.REFUSED, refusal.kind());
      assertEquals(0, count(store, "notes"));
      assertEquals(
          refusal, refused(() -> store.write(tx -> tx.update("INSERT INTO notes VALUES ('a')"))));
      store.releaseWrites();
      assertTrue(store.submit(tx -> 1).isCompletedExceptionally());
    }
    assertEquals(0, rows("SELECT * FROM notes").size());
  }

  @Test
  void aCopyIsMadeBeforeTheSchemaOfDataChanges() throws Exception {
    migrator(ONE, TWO).up();
    execute("INSERT INTO parents VALUES ('kept')");
    assertEquals(List.of(3), migrator(ONE, TWO, THREE).up());
    assertEquals(List.of(folder.resolve("reeve.db.bak-2-20260101T000000000Z")), copies());
    Path original = database;
    database = copies().getFirst();
    assertEquals(List.of("kept"), rows("SELECT id FROM parents"));
    assertEquals(List.of("children", "parents", "schema_migrations"), tables());
    database = original;
  }

  @Test
  @DisplayName("ST-12 without a copy there is no migration")
  void st12_noCopyNoMigration() throws Exception {
    migrator(ONE, TWO).up();
    Files.createDirectory(folder.resolve("reeve.db.bak-2-20260101T000000000Z"));
    EngineException refused = refused(() -> migrator(ONE, TWO, THREE).up());
    assertEquals("BACKUP_FAILED", refused.code());
    assertEquals(List.of("children", "parents", "schema_migrations"), tables());
    Files.delete(folder.resolve("reeve.db.bak-2-20260101T000000000Z"));
    Files.createDirectories(folder.resolve("reeve.db.bak-2-20260101T000000000Z.part/full"));
    assertEquals("BACKUP_FAILED", refused(() -> migrator(ONE, TWO, THREE).up()).code());
    assertEquals(2, migrator(ONE, TWO, THREE).status().current());
    assertEquals("BACKUP_FAILED", refused(() -> migrator(ONE, TWO).down(0, true)).code());
    assertEquals(2, migrator(ONE, TWO, THREE).status().current());
  }

  @Test
  void theNewestFiveCopiesAreKept() throws Exception {
    migrator(ONE, TWO).up();
    for (int i = 0; i < 4; i++) {
      migrator(ONE, TWO, THREE).up();
      clock.advance(Duration.ofDays(1));
      migrator(ONE, TWO, THREE).down(2, true);
      clock.advance(Duration.ofDays(1));
    }
    List<String> times =
        copies().stream()
            .map(path -> path.toString().replaceAll(".*-", "").substring(0, 8))
            .sorted()
            .toList();
    assertEquals(List.of("20260104", "20260105", "20260106", "20260107", "20260108"), times);
  }

  @Test
  void upThenDownThenUpGivesTheSameSchema() throws Exception {
    String schema = "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY name";
    Migrator migrator = new Migrator(database, clock);
    migrator.up();
    List<String> once = rows(schema);
    assertInstanceOf(Migrator.Down.Done.class, migrator.down(0, true));
    assertEquals(List.of("schema_migrations"), tables());
    clock.advance(Duration.ofSeconds(1));
    migrator.up();
    assertEquals(once, rows(schema));
  }

  @Test
  void linksThatWereMendedBeforeStayCounted() throws Exception {
    Migrator migrator = new Migrator(database, clock);
    migrator.up(12);
    execute("INSERT INTO link_mends VALUES ('a.md', 'b.md', 2, 'links_1', '2026-01-01T00:00:00Z')");
    migrator.up();
    String steps = "SELECT source_file || kind || raw_target || links FROM link_mend_steps";
    assertEquals(List.of("a.mdlinkb.md2"), rows(steps));
    assertEquals(
        new Migrator.Down.NeedsConfirmation(Map.of("link_mend_steps", 1L)),
        migrator.down(12, false));
    assertInstanceOf(Migrator.Down.Done.class, migrator.down(12, true));
    assertEquals(List.of("2"), rows("SELECT links FROM link_mends"));
  }

  @Test
  void goingDownAsksBeforeRowsAreLost() throws Exception {
    Migrator migrator = migrator(ONE, TWO, THREE);
    migrator.up();
    execute("INSERT INTO parents VALUES ('a')");
    execute("INSERT INTO children (parent) VALUES ('a'), ('a')");
    assertEquals(
        new Migrator.Down.NeedsConfirmation(Map.of("children", 2L)), migrator.down(1, false));
    assertEquals(3, migrator.status().current());
    Migrator.Down.Done done = assertInstanceOf(Migrator.Down.Done.class, migrator.down(1, true));
    assertEquals(List.of(3, 2), done.versions());
    assertTrue(Files.exists(done.copy()));
    assertEquals(List.of("a"), rows("SELECT id FROM parents"));
    assertEquals(1, migrator.status().current());
  }

  @Test
  void onlyKnownVersionsCanBeNamed() {
    for (int target : new int[] {-1, 3}) {
      EngineException refused = refused(() -> migrator(ONE, TWO).up(target));
      assertEquals("SCHEMA_VERSION_UNKNOWN", refused.code());
      assertEquals(EngineException.Kind.INVALID, refused.kind());
      assertThrows(EngineException.class, () -> migrator(ONE, TWO).down(target, true));
    }
    assertThrows(IllegalArgumentException.class, () -> migrator(ONE, THREE));
    assertFalse(Files.exists(database));
  }

  @Test
  @DisplayName("ST-10 two sessions that migrate at once apply each migration once")
  void st10_twoProcessesMigrateAtOnce() throws Exception {
    List<Migration> small = MigrateMain.migrations(10);
    for (int round = 0; round < 2; round++) {
      database = folder.resolve("round-" + round + ".db");
      if (round == 1) {
        new Migrator(database, EngineClock.system(), small.subList(0, 5)).up();
      }
      List<Process> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        both.add(Child.start(MigrateMain.class, database.toString(), "10"));
      }
      for (Process process : both) {
        int exit = process.waitFor();
        assertTrue(exit == 0 || exit == 5, "exit " + exit);
      }
      assertEquals(30, new Migrator(database, EngineClock.system(), small).status().current());
      assertEquals(30, rows("SELECT version FROM schema_migrations").size());
    }
  }

  @Test
  @DisplayName("ST-11 a process killed while migrating leaves a database before or after a step")
  void st11_killedWhileMigrating() throws Exception {
    Process process = Child.start(MigrateMain.class, database.toString(), "20000");
    assertEquals('3', process.getInputStream().read(), "three migrations were applied");
    process.destroyForcibly().waitFor();
    Migrator migrator =
        new Migrator(database, EngineClock.system(), MigrateMain.migrations(20_000));
    int reached = migrator.status().current();
    assertTrue(reached >= 3 && reached < 30, "reached " + reached);
    assertEquals(List.of("ok"), rows("PRAGMA quick_check"));
    assertEquals(reached + 1, tables().size());
    for (int i = 1; i <= reached; i++) {
      assertEquals(List.of("20000"), rows("SELECT count(*) FROM t" + i));
    }
  }

  /** Another session: migrates, tells when three are applied, exits 5 when it did not get in. */
  public static final class MigrateMain {
    public static void main(String[] args) throws Exception {
      Path database = Path.of(args[0]);
      Migrator migrator =
          new Migrator(database, EngineClock.system(), migrations(Integer.parseInt(args[1])));
      try {
        if (args[1].equals("20000")) {
          migrator.up(3);
          System.out.print('3');
          System.out.flush();
        }
        migrator.up();
      } catch (EngineException e) {
        e.printStackTrace();
        System.exit(e.kind() == EngineException.Kind.BUSY ? 5 : 1);
      }
    }

    static List<Migration> migrations(int rows) {
      List<Migration> all = new ArrayList<>();
      for (int i = 1; i <= 30; i++) {
        String table = "t" + i;
        all.add(
            Migration.of(
                i,
                table,
                "CREATE TABLE "
                    + table
                    + " (x TEXT);\n"
                    + "INSERT INTO "
                    + table
                    + " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                    + rows
                    + ") SELECT 'row ' || i FROM n;\n-- down\nDROP TABLE "
                    + table
                    + ";"));
      }
      return all;
    }
  }
}
