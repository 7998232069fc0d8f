package dev.reeve.engine.registry.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.DocId;
import dev.reeve.engine.registry.RegistryBed;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of the import on a source made for it. */
class LegacyImportTest {
  private static final String A = "0199900001260118";
  private static final String B = "0199900002260118";
  private static final String C = "0199900003260118";

  @TempDir Path folder;
  private ImportBed bed;

  @BeforeEach
  void open() {
    bed = new ImportBed(folder);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private List<String> leftOut(ImportReport report) {
    return report.items().stream()
        .filter(item -> item.rule().leavesOut())
        .map(item -> item.rule().code() + " " + item.id())
        .toList();
  }

  @Test
  @DisplayName("A dry run says what would come and changes nothing, not even the ledger")
  void aDryRunChangesNothing() {
    Path source = bed.allocations("ids.json", A + "|a.md");

    ImportReport report = bed.legacy.preview(List.of(source), false);

    assertTrue(report.accepted());
    assertFalse(report.executed());
    assertEquals(1, report.records());
    assertFalse(Files.exists(bed.bed.file()));
    assertTrue(bed.ledger.entries().isEmpty());
  }

  @Test
  @DisplayName("Path first, then name, folder and extension; a time without a zone becomes UTC")
  void aRowBecomesARecord() {
    bed.file("docs/Guide.MD", "hello");
    ImportReport report = bed.run(bed.allocations("ids.json", A + "|.\\docs\\Guide.MD"));

    assertTrue(report.accepted(), String.valueOf(report.write()));
    ObjectNode record = bed.record(A);
    assertEquals("docs/Guide.MD", record.get("relative_path").asText());
    assertEquals("Guide.MD", record.get("filename").asText());
    assertEquals("docs", record.get("directory_path").asText());
    assertEquals("md", record.get("extension").asText());
    assertEquals("2026-01-19T03:54:44.308307Z", record.get("created_utc").asText());
    assertEquals("2026-01-19T03:54:44.308307Z", record.get("first_seen_utc").asText());
    assertEquals("scan", record.get("created_by").asText());
    assertEquals(Sha256.of("hello"), record.get("sha256").asText());
    assertEquals("active", record.get("status").asText());
    assertEquals("[\"tz_assumed\"]", record.get("tags").toString());
    assertEquals(1, report.counts().get("path_normalised"));
  }

  @Test
  @DisplayName("Superseded becomes deprecated, and the survivor points to it")
  void superseded() {
    bed.runUnchecked(bed.allocations("ids.json", A + "|a.md|superseded|" + B, B + "|a.md"));

    assertEquals("deprecated", bed.record(A).get("status").asText());
    assertEquals(A, bed.record(B).get("supersedes_entity_id").asText());
  }

  @Test
  @DisplayName("Several active ids of a path: the lowest number stays, the others form a chain")
  void duplicatesByNumber() {
    ImportReport report =
        bed.runUnchecked(bed.allocations("ids.json", C + "|a.md", B + "|a.md", A + "|.\\a.md"));

    assertEquals(2, report.counts().get("duplicate_path"));
    assertEquals(1, report.activePaths());
    assertEquals("active", bed.record(A).get("status").asText());
    assertEquals(B, bed.record(A).get("supersedes_entity_id").asText());
    assertEquals(C, bed.record(B).get("supersedes_entity_id").asText());
    assertEquals("deprecated", bed.record(C).get("status").asText());
  }

  @Test
  @DisplayName("Several active ids of a path: the one in the file stays")
  void duplicatesByCarrier() {
    bed.file("a.md", "<!-- doc_id: " + C + " -->\n");
    ImportReport report =
        bed.run(bed.allocations("ids.json", A + "|a.md", B + "|a.md", C + "|a.md"));

    assertEquals(1, report.counts().get("id_in_file"));
    assertEquals("active", bed.record(C).get("status").asText());
    assertEquals("deprecated", bed.record(A).get("status").asText());
    assertEquals("deprecated", bed.record(B).get("status").asText());
  }

  @Test
  @DisplayName("A file that carries an id nobody has keeps that; of another path: left to a person")
  void carriedIds() {
    bed.file("a.md", "<!-- doc_id: " + C + " -->\n");
    bed.file("b.md", "<!-- doc_id: " + A + " -->\n");
    ImportReport report = bed.run(bed.allocations("ids.json", A + "|a.md", B + "|b.md"));

    assertEquals("active", bed.record(C).get("status").asText());
    assertEquals("a.md", bed.record(C).get("relative_path").asText());
    assertEquals("deprecated", bed.record(A).get("status").asText());
    assertEquals(1, report.counts().get("path_reassigned"));
    assertEquals(List.of("id_conflict " + B), leftOut(report));
    assertTrue(bed.ledger.find(new DocId(B)).isPresent(), "left out, and never issued again");
  }

  @Test
  @DisplayName("No file: quarantined; scope of others: tagged; a scope's counter is kept as well")
  void noFileAndOtherScope() {
    bed.run(bed.allocations("ids.json", "0199900009260119|gone.md"));

    ObjectNode record = bed.record("0199900009260119");
    assertEquals("quarantined", record.get("status").asText());
    assertEquals("[\"legacy_scope\",\"no_file\",\"tz_assumed\"]", record.get("tags").toString());
    assertEquals(9, bed.bed.current().counters().at("/file_doc_id/260119:999:01/current").asInt());
  }

  @Test
  @DisplayName("Calendar and foreign ids are kept and move no counter")
  void calendarAndForeign() {
    String calendar = "2026012322470001";
    String foreign = "P_2026012322470001";
    ImportReport report =
        bed.runUnchecked(bed.allocations("ids.json", calendar + "|a.md", foreign + "|b.md"));

    assertEquals(1, report.counts().get("timestamp_id"));
    assertEquals(1, report.counts().get("foreign_id"));
    assertNull(report.counts().get("counter_raised"));
    assertEquals("active", bed.record(foreign).get("status").asText());
    assertEquals(A, bed.allocate("c.md").text());
  }

  @Test
  @DisplayName("What cannot be a record is listed and left out, and its id is never issued")
  void leftOut() {
    ImportReport report =
        bed.runUnchecked(
            bed.allocations(
                "ids.json",
                "0000000000000000|a.md",
                A + "|../up.md",
                B + "|" + C + "_other.md",
                C + "|c.md|odd"));

    assertEquals(
        List.of("prefix_mismatch " + B, "invalid_id 0000000000000000", "invalid_path " + A),
        leftOut(report));
    assertEquals(3, report.leftOut());
    assertEquals("quarantined", bed.record(C).get("status").asText());
    assertEquals("0199900004260118", bed.allocate("new.md").text());
  }

  @Test
  @DisplayName("Importing twice changes nothing")
  void twice() {
    bed.file("a.md", "hello");
    Path source =
        bed.allocations("ids.json", A + "|a.md", B + "|a.md", C + "|c.md|superseded|" + A);
    bed.run(source);
    byte[] before = bed.bed.bytes();
    int lines = bed.ledger.entries().size();

    ImportReport again = bed.run(source);

    assertNull(again.write());
    assertEquals(Map.of("already_known", 3), again.counts());
    assertArrayEquals(before, bed.bed.bytes());
    assertEquals(lines, bed.ledger.entries().size());
  }

  @Test
  @DisplayName("A path that has a record keeps its id; the imported one is deprecated behind it")
  void intoARegistryThatIsInUse() {
    String own = bed.allocate("a.md").text();
    String other = "0199900077260118";

    ImportReport report = bed.run(bed.allocations("ids.json", other + "|a.md", own + "|else.md"));

    assertEquals("active", bed.record(own).get("status").asText());
    assertEquals("a.md", bed.record(own).get("relative_path").asText());
    assertEquals(other, bed.record(own).get("supersedes_entity_id").asText());
    assertEquals("deprecated", bed.record(other).get("status").asText());
    assertEquals(1, report.counts().get("existing_wins"));
    assertEquals(List.of("id_elsewhere " + own), leftOut(report));
    assertEquals("0199900078260118", bed.allocate("b.md").text());
  }

  @Test
  @DisplayName(
      "Refused as a whole: one record breaks a rule, and neither registry nor ledger changes")
  void refusedAsAWhole() {
    Path source =
        bed.source(
            "unified.json",
            """
            {'meta':{'version':'2.0.0'},'counters':{},'records':[
              {'record_kind':'entity','entity_kind':'file','status':'active','doc_id':'%s',
               'relative_path':'a.md','created_utc':'2026-01-01T00:00:00Z'},
              {'record_kind':'entity','entity_kind':'file','status':'active','doc_id':'%s',
               'relative_path':'b.md','process_id':'PROC-NONE','process_step_id':'S',
               'process_step_role':'input'}]}
            """
                .formatted(A, B));

    ImportReport report = bed.runUnchecked(source);

    assertFalse(report.accepted());
    assertEquals("PR_UNKNOWN_PROCESS", report.write().code());
    assertFalse(Files.exists(bed.bed.file()));
    assertTrue(bed.ledger.entries().isEmpty());
  }

  @Test
  @DisplayName("A migrated registry: paths mended, notes, role and record ids kept")
  void migrated() {
    Path source =
        bed.source(
            "unified.json",
            """
            {'meta':{'version':'2.0.0','legacy_scope':'260119'},
             'counters':{'record_id':{'current':549}},'records':[
              {'record_kind':'entity','record_id':'REC-000007','entity_kind':'file',
               'status':'active','doc_id':'%s','relative_path':'docs\\\\a.MD',
               'filename':'docs\\\\a.MD','extension':'.md','notes':'kept','role_code':'doc',
               'created_utc':'2026-01-01T00:00:00','first_seen_utc':'2026-01-02T00:00:00'},
              {'record_kind':'edge','edge_id':'EDGE-20260101-000001'}]}
            """
                .formatted(A));

    ImportReport report = bed.runUnchecked(source);

    ObjectNode record = bed.record("REC-000007");
    assertEquals("docs/a.MD", record.get("relative_path").asText());
    assertEquals("a.MD", record.get("filename").asText());
    assertEquals("md", record.get("extension").asText());
    assertEquals("kept", record.get("notes").asText());
    assertEquals("doc", record.get("role_code").asText());
    assertEquals("2026-01-02T00:00:00Z", record.get("first_seen_utc").asText());
    assertEquals(1, report.counts().get("other_kind"), "an edge is left out and listed");
    assertEquals(549, bed.bed.current().counters().at("/record_id/current").asInt());
    assertEquals("260119", bed.bed.current().meta().get("legacy_scope").asText());
  }

  @Test
  @DisplayName("An audit log: its ids are never issued again, its moves give the later path")
  void auditLog() {
    Path log =
        bed.source(
            "audit.jsonl",
            """
            {'event_type':'allocation','timestamp':'T','data':{'doc_id':'%s','file_path':'x.md'}}
            {'event_type':'move','timestamp':'T','data':{'doc_id':'%s','old_path':'a.md','new_path':'n.md'}}
            not json
            """
                .formatted(B, A));

    ImportReport report = bed.runUnchecked(bed.allocations("ids.json", A + "|a.md"), log);

    assertEquals("n.md", bed.record(A).get("relative_path").asText());
    assertTrue(bed.record(A).get("notes").asText().contains("moved from a.md to n.md"));
    assertEquals(1, report.counts().get("audit_only"));
    assertEquals(1, report.counts().get("unreadable_line"));
    assertEquals(B, bed.allocate("x.md").text(), "the id stays with the file it was issued for");
    assertEquals(C, bed.allocate("y.md").text());
  }

  @Test
  @DisplayName("What is none of the forms is an error, and nothing is touched")
  void unreadable() {
    Path source = bed.source("ids.json", "{'some':'thing'}");
    EngineException e = assertThrows(EngineException.class, () -> bed.run(source));
    assertEquals("LEGACY_UNREADABLE", e.code());
    assertThrows(EngineException.class, () -> bed.run(bed.source("bad.json", "{'allocations':[")));
  }

  @Test
  @DisplayName("The registry that was imported is sound and survives a restart")
  void sound() {
    bed.runUnchecked(bed.allocations("ids.json", A + "|a.md", B + "|b.md", C + "|b.md"));
    RegistryBed reopened = bed.bed;
    reopened.reopen();
    assertTrue(reopened.registry.view().validate(true).stream().allMatch(f -> f.warning()));
  }

  @Test
  @DisplayName("A source's counters are kept: neither a counted nor a reserved number is issued")
  void countersOfASource() {
    Path source =
        bed.source(
            "ids.json",
            """
            {'schema_version':'1.1','scope':'260118',
             'counters':{'260118:999:01':{'current':40,'allocated':40,'reserved':[41,43]},
                         '999_20_260118':7,'nonsense':99},
             'allocations':[{'id':'%s','file_path':'a.md','status':'active'}]}
            """
                .formatted(A));
    ImportReport report = bed.runUnchecked(source);
    assertEquals(2, report.counts().get("counter_raised"));
    assertEquals("0199900042260118", bed.allocate("b.md").text());
    assertEquals("0199900044260118", bed.allocate("c.md").text());
    assertEquals("2099900008260118", bed.allocate("d.py").text());
    assertEquals(
        List.of(new ImportReport.Source("ids.json", "allocation_registry", "1.1", 1)),
        report.sources());
  }

  @Test
  @DisplayName("A file list: its role is kept, and what has no column is told in the notes")
  void aFileList() {
    Path source =
        bed.source(
            "files.json",
            """
            {'schema_version':'1','scope':'260118','counters':{},'files':[
              {'doc_id':'%s','relative_path':'a.md','status':'active','role':'doc',
               'id_assigned_utc':'2026-01-19T03:54:44Z','allocated_by':'scan',
               'step_refs':['S1','S2'],'deprecated_reason':'old','contracts_produced':[]},
              {'doc_id':'%s','relative_path':'b.md','status':'superseded','superseded_by':'%s',
               'allocated_at':'2026-01-18T00:00:00Z','id_assigned_utc':'2026-01-19T00:00:00Z'}]}
            """
                .formatted(A, B, A));
    ImportReport report = bed.runUnchecked(source);
    ObjectNode record = bed.record(A);
    assertEquals("doc", record.get("role_code").asText());
    assertEquals("2026-01-19T03:54:44Z", record.get("created_utc").asText());
    assertEquals("scan", record.get("created_by").asText());
    assertEquals(
        "step_refs: [\"S1\",\"S2\"]\ndeprecated_reason: old", record.get("notes").asText());
    assertEquals(B, record.get("supersedes_entity_id").asText());
    assertEquals("2026-01-18T00:00:00Z", bed.record(B).get("created_utc").asText());
    assertFalse(bed.record(B).has("notes"));
    assertEquals(
        List.of(new ImportReport.Source("files.json", "file_list", "1", 2)), report.sources());
  }

  @Test
  @DisplayName("An audit log's deprecations are noted; lines that name no id are told by number")
  void deprecationsOfAnAuditLog() {
    Path log =
        bed.source(
            "audit.jsonl",
            """
            {'event_type':'deprecation','timestamp':'T','data':{'details':{'doc_id':'%s','reason':'worn out','superseded_by':'%s'}}}

            {'event_type':'allocation','timestamp':'T','data':{}}
            {'event_type':'allocation','timestamp':'T','data':{'doc_id':'7'}}
            """
                .formatted(A, B));
    ImportReport report =
        bed.runUnchecked(bed.allocations("ids.json", A + "|a.md|superseded", B + "|a.md"), log);
    assertEquals("deprecated at T: worn out", bed.record(A).get("notes").asText());
    assertEquals(A, bed.record(B).get("supersedes_entity_id").asText());
    assertEquals(
        List.of("invalid_id 7", "unreadable_line audit.jsonl:3"),
        leftOut(report).stream().sorted().toList());
    assertEquals(
        new ImportReport.Source("audit.jsonl", "audit_log", "", 2), report.sources().getLast());
  }

  @Test
  @DisplayName("An id twice: of one path one record, of two the second is left to a person")
  void anIdTwice() {
    ImportReport report =
        bed.runUnchecked(bed.allocations("ids.json", A + "|a.md", A + "|.\\a.md", A + "|b.md"));
    assertEquals(1, report.records());
    assertEquals(1, report.counts().get("repeated_row"));
    assertEquals(List.of("id_elsewhere " + A), leftOut(report));
    assertEquals("a.md", bed.record(A).get("relative_path").asText());
  }

  @Test
  @DisplayName("A time that is none and a letter that was lost are told, and the row still comes")
  void whatIsDamaged() {
    Path source =
        bed.source(
            "ids.json",
            """
            {'schema_version':'1.1','scope':'260118','counters':{},'allocations':[
              {'id':'%s','file_path':'gr\ufffdn.md','status':'active','allocated_at':'noon'}]}
            """
                .formatted(A));
    ImportReport report = bed.runUnchecked(source);
    assertEquals(1, report.counts().get("damaged_path"));
    assertEquals(1, report.counts().get("bad_time"));
    assertTrue(
        report.items().stream().anyMatch(item -> item.message().contains("'noon' is no time.")));
    assertTrue(bed.record(A).has("relative_path"));
  }
}
