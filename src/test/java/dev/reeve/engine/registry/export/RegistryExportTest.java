package dev.reeve.engine.registry.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.registry.PatchSource;
import dev.reeve.engine.registry.RegistryBed;
import dev.reeve.engine.workspace.CsvLines;
import dev.reeve.engine.workspace.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryExportTest {
  @TempDir Path folder;
  @TempDir Path outside;
  private RegistryBed bed;
  private RegistryExport export;

  @BeforeEach
  void open() {
    bed = new RegistryBed(folder);
    export = new RegistryExport(bed.workspace, bed.registry);
    var a = RegistryBed.fileRecord("src/a.md", 1);
    a.put("relative_path", "src/a,\"b\".md");
    a.put("last_seen_utc", "2026-03-01T10:00:00Z");
    a.put("entrypoint_flag", true);
    assertTrue(bed.add(a, RegistryBed.fileRecord("src/c.md", 2)).success());
    assertTrue(bed.set(PatchSource.CLI, "REC-000001", "tags", "[\"x\", \"y\"]").success());
    assertTrue(bed.set(PatchSource.CLI, "REC-000002", "notes", "\"two\\nlines\"").success());
    assertTrue(
        bed.add(
                PatchSource.CLI,
                (com.fasterxml.jackson.databind.node.ObjectNode)
                    RegistryBed.json(
                        """
                        {"record_kind": "generator", "generator_name": "G", "generator_version": "1"}
                        """))
            .success());
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  @DisplayName("CSV: ten columns first, then by name; rows by kind and id; lists as JSON; RFC 4180")
  void csv() {
    String text = export.csv();
    List<List<String>> lines = CsvLines.read(text);
    List<String> heading = lines.getFirst();
    assertEquals(
        List.of(
            "record_id",
            "record_kind",
            "doc_id",
            "entity_kind",
            "filename",
            "relative_path",
            "extension",
            "type_code",
            "module_id",
            "status"),
        heading.subList(0, 10));
    List<String> rest = heading.subList(10, heading.size());
    assertEquals(rest.stream().sorted().toList(), rest);
    assertEquals(heading.stream().distinct().count(), heading.size());
    assertTrue(rest.containsAll(List.of("py_cli_framework", "src_summary_1l", "edge_id")));
    assertEquals(
        List.of("REC-000001", "REC-000002", "REC-000003"),
        lines.stream().skip(1).map(line -> line.getFirst()).toList());
    List<String> first = lines.get(1);
    assertEquals("a,\"b\".md", first.get(4));
    assertEquals("[\"x\",\"y\"]", first.get(heading.indexOf("tags")));
    assertEquals("two\nlines", lines.get(2).get(heading.indexOf("notes")));
    assertEquals("2026-03-01T10:00:00Z", first.get(heading.indexOf("last_seen_utc")));
    assertFalse(bed.text().contains("last_seen_utc"));
    assertTrue(text.contains(",\"a,\"\"b\"\".md\","), text);
    assertTrue(text.endsWith("\r\n"));
    assertEquals(text, export.csv());
  }

  @Test
  @DisplayName("Unknown members are exported too")
  void unknownMembers() {
    bed.with(
        bed.text()
            .replace("\"generator_name\": \"G\"", "\"generator_name\": \"G\", \"x_future\": 1.50"));
    bed.reopen();
    RegistryExport again = new RegistryExport(bed.workspace, bed.registry);
    List<List<String>> lines = CsvLines.read(again.csv());
    assertEquals("1.50", lines.get(3).get(lines.getFirst().indexOf("x_future")));
  }

  @Test
  @DisplayName("SQLite: one table with the real column names and types")
  void sqlite() throws Exception {
    Path file = export.write(ExportFormat.SQLITE, outside.resolve("r.db"), false);
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
        ResultSet row =
            db.createStatement()
                .executeQuery(
                    "SELECT size_bytes, typeof(size_bytes), tags, entrypoint_flag, confidence,"
                        + " last_seen_utc FROM records WHERE relative_path = 'src/a,\"b\".md'")) {
      assertTrue(row.next());
      assertEquals(12, row.getInt(1));
      assertEquals("integer", row.getString(2));
      assertEquals("[\"x\",\"y\"]", row.getString(3));
      assertEquals(1, row.getInt(4));
      assertEquals(null, row.getString(5));
      assertEquals("2026-03-01T10:00:00Z", row.getString(6));
      ResultSet version =
          db.createStatement().executeQuery("SELECT value FROM meta WHERE name = 'version'");
      assertTrue(version.next());
      assertEquals("2.2.0", version.getString(1));
    }
  }

  @Test
  @DisplayName("A file that is there is never replaced unasked, and one of the workspace never")
  void nothingIsOverwritten() throws Exception {
    Path target = Files.writeString(outside.resolve("r.csv"), "mine");
    assertEquals("EXPORT_EXISTS", code(target, false));
    assertEquals("mine", Files.readString(target));
    export.write(ExportFormat.CSV, target, true);
    assertEquals(export.csv(), Files.readString(target));

    Path inside = Files.writeString(folder.resolve("inside.csv"), "mine");
    assertEquals("EXPORT_REFUSED", code(inside, true));
    assertEquals("EXPORT_REFUSED", code(bed.file(), true));
    assertEquals("EXPORT_REFUSED", code(folder.resolve(".reeve/x.csv"), false));
    Path link = Files.createSymbolicLink(outside.resolve("link"), folder);
    assertEquals("EXPORT_REFUSED", code(link.resolve("inside.csv"), true));
    Files.delete(link);
    assertEquals("EXPORT_FAILED", code(outside.resolve("no/such/r.csv"), false));
    assertEquals("mine", Files.readString(inside));
    try (Stream<Path> left = Files.list(outside)) {
      assertEquals(List.of("r.csv"), left.map(p -> p.getFileName().toString()).toList());
    }
  }

  private String code(Path target, boolean replace) {
    return assertThrows(
            EngineException.class, () -> export.write(ExportFormat.CSV, target, replace))
        .code();
  }

  @Test
  @DisplayName("Rows by kind before id, and a longer number after every shorter one")
  void theOrderOfTheRows() {
    String text = bed.text();
    bed.with(
        text.replace("\"REC-000001\"", "\"REC-1000000\"")
            .replace("\"REC-000003\"", "\"REC-000000\""));
    bed.reopen();
    List<List<String>> lines = CsvLines.read(new RegistryExport(bed.workspace, bed.registry).csv());
    assertEquals(
        List.of("REC-000002 entity", "REC-1000000 entity", "REC-000000 generator"),
        lines.stream().skip(1).map(line -> line.get(0) + " " + line.get(1)).toList());
  }

  @Test
  @DisplayName("The formats by the names that commands know")
  void formats() {
    assertEquals("csv", ExportFormat.CSV.code());
    assertEquals("sqlite", ExportFormat.SQLITE.code());
  }
}
