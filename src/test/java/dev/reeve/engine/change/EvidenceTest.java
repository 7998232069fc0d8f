package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
  @TempDir Path root;
  @AutoClose private ChangeRoom room;

  @BeforeEach
  void open() {
    room = new ChangeRoom(root);
  }

  private String done(String path) {
    return room.execute(ExecutionStatus.COMPLETED, path, "x\n").head().id();
  }

  private Path piece(String id, String name) {
    return room.artifacts.folder(id).resolve(name);
  }

  @Test
  @DisplayName("evidence is whole, and replaying it finds everything as it was")
  void whole() {
    String id = done("docs/a.md");
    ArtifactReader.Info info = room.reader().info(id);
    assertTrue(info.complete());
    assertEquals(List.of("01_validate.log"), info.stepLogs());
    assertTrue(info.hasStdout() && info.hasStderr());
    Replay.View view = room.replay().replay(id);
    assertEquals(List.of(), view.missing());
    assertEquals(List.of(), view.damaged());
    assertEquals(true, view.checksumOk());
    assertEquals(true, view.subjectOk());
    assertEquals(true, view.verdictSame());
    assertEquals(List.of(new LiveFile("docs/a.md", LiveFile.State.UNCHANGED)), view.files());
    assertTrue(view.stepLogs().get("01_validate").text().contains("start validate"));
    assertEquals(List.of(), room.chain().audit());
  }

  @Test
  @DisplayName("replay tells drifted and missing files from unchanged ones")
  void drift() throws Exception {
    Submission two =
        room.submission(
            Risk.LOW, FileChange.create("docs/a.md", "a"), FileChange.create("docs/b.md", "b"));
    String id = room.execute(two, ExecutionStatus.COMPLETED, null).head().id();
    Files.writeString(root.resolve("docs/a.md"), "edited");
    Files.delete(root.resolve("docs/b.md"));
    assertEquals(
        List.of(
            new LiveFile("docs/a.md", LiveFile.State.DRIFTED),
            new LiveFile("docs/b.md", LiveFile.State.MISSING)),
        room.replay().replay(id).files());
  }

  @Test
  @DisplayName("CHG-A51 an old change set edited by hand shows in replay and audit")
  void a51_editedByHand() throws Exception {
    done("docs/a.md");
    String edited = done("docs/b.md");
    done("docs/c.md");
    Path file = piece(edited, "changeset.json");
    Files.writeString(file, Files.readString(file).replace("x\\n", "y\\n"));
    Replay.View view = room.replay().replay(edited);
    assertEquals(ExecutionDetail.Integrity.DAMAGED, view.integrity());
    assertEquals(List.of("changeset"), view.damaged());
    assertEquals(false, view.checksumOk());
    assertEquals(false, view.subjectOk());
    assertEquals(Verdict.DENY, view.verdictAgain());
    List<ManifestChain.Finding> findings = room.chain().audit();
    assertEquals(1, findings.size());
    assertEquals(edited, findings.getFirst().executionId());
    assertEquals("ARTIFACT_DAMAGED", findings.getFirst().code());
  }

  @Test
  @DisplayName("CHG-A52 without plan.json the view still opens")
  void a52_missingPiece() throws Exception {
    String id = done("docs/a.md");
    Files.delete(piece(id, "plan.json"));
    Replay.View view = room.replay().replay(id);
    assertEquals(List.of("plan"), view.missing());
    assertNull(view.plan());
    assertNull(view.subjectOk());
    assertEquals(true, view.checksumOk());
    assertFalse(room.reader().info(id).complete());
  }

  @Test
  @DisplayName("a rewritten manifest, a gap, and a link to another past all show")
  void chainFindings() throws Exception {
    String first = done("docs/a.md");
    String second = done("docs/b.md");
    Path manifest = piece(first, "manifest.json");
    Files.writeString(manifest, Files.readString(manifest) + " ");
    assertEquals(
        List.of(first),
        room.chain().audit().stream().map(ManifestChain.Finding::executionId).toList());
    room.write(tx -> room.history.setManifest(tx, first, new ManifestLink(1, "", "f".repeat(64))));
    assertEquals(
        List.of("ARTIFACT_DAMAGED", "LINK_BROKEN"),
        room.chain().audit().stream().map(ManifestChain.Finding::code).toList());
    room.write(tx -> tx.update("DELETE FROM executions WHERE execution_id = ?", first));
    assertEquals(
        List.of("GAP"), room.chain().audit().stream().map(ManifestChain.Finding::code).toList());
    assertEquals(2, room.reader().record(second).manifest().position());
  }

  @Test
  @DisplayName("sealing again after an interruption gives the same link")
  void sealingAgain() throws Exception {
    String id = done("docs/a.md");
    ManifestLink link = room.reader().record(id).manifest();
    Files.delete(piece(id, "manifest.json"));
    assertEquals(link, room.chain().seal(id));
    Files.writeString(piece(id, "late.log"), "x");
    room.chain().seal(id);
    assertEquals(List.of(), room.chain().audit());
    done("docs/b.md");
    Files.writeString(piece(id, "later.log"), "x");
    EngineException e = assertThrows(EngineException.class, () -> room.chain().seal(id));
    assertEquals("ARTIFACT_DAMAGED", e.code());
  }

  @Test
  @DisplayName("events are numbered without a gap, over a torn line too; the tail is the newest")
  void events() throws Exception {
    String id = done("docs/a.md");
    Files.writeString(piece(id, "events.jsonl"), "{\"seq\":5,\"ev", StandardOpenOption.APPEND);
    ExecutionLog again = ExecutionLog.open(room.artifacts, id, room.clock);
    again.event("lock_wait", Json.mapper().createObjectNode().put("ms", 3));
    ArtifactReader.Events all = room.reader().events(id, 2000);
    assertEquals(
        IntStream.rangeClosed(1, 5).boxed().toList(),
        all.events().stream().map(event -> event.path("seq").asInt()).toList());
    assertEquals(
        List.of("execution_started", "step_start", "step_end", "execution_finished", "lock_wait"),
        all.events().stream().map(event -> event.path("event").asText()).toList());
    JsonNode end = all.events().get(2);
    assertEquals("ok", end.path("status").asText());
    ArtifactReader.Events tail = room.reader().events(id, 2);
    assertEquals(5, tail.total());
    assertEquals(all.events().subList(3, 5), tail.events());
    assertThrows(EngineException.class, () -> room.reader().events(id, 0));
    assertThrows(EngineException.class, () -> room.reader().events(id, 2001));
    assertThrows(EngineException.class, () -> room.reader().events("exec_0000000000ff", 5));
    Files.delete(piece(id, "events.jsonl"));
    assertEquals(new ArtifactReader.Events(List.of(), 0), room.reader().events(id, 5));
  }

  @Test
  @DisplayName("nothing outside the folder can be read, by name, id or link")
  void readsStayInside() throws Exception {
    String id = done("docs/a.md");
    for (String name : List.of("../../config.toml", "/etc/passwd", "steps/../plan.json")) {
      EngineException e =
          assertThrows(EngineException.class, () -> room.reader().bytes(id, name), name);
      assertEquals("PATH_VIOLATION", e.code());
    }
    Files.delete(piece(id, "stdout.log"));
    Files.createSymbolicLink(piece(id, "stdout.log"), root.resolve("docs/a.md"));
    assertThrows(EngineException.class, () -> room.reader().bytes(id, "stdout.log"));
    assertThrows(EngineException.class, () -> room.reader().info("exec_../../x"));
  }

  @Test
  @DisplayName("a long log is given as its end and its length")
  void longLog() throws Exception {
    String id = done("docs/a.md");
    Files.writeString(piece(id, "stdout.log"), "a".repeat(300_000) + "end");
    Replay.LogText stdout = room.replay().replay(id).stdout();
    assertEquals(300_003, stdout.totalBytes());
    assertEquals(256 << 10, stdout.text().length());
    assertTrue(stdout.text().endsWith("end"));
  }

  private Map<String, List<String>> everything() {
    return Map.of(
        "executions",
        room.store.read(
            tx ->
                tx.query(
                    HistoryRows.SELECT + " ORDER BY execution_id",
                    row -> HistoryRows.read(row).toString().replaceAll("ownerSession=[^,]*", ""))),
        "steps",
        room.store.read(
            tx ->
                tx.query(
                    "SELECT * FROM execution_steps ORDER BY execution_id, step_num",
                    row -> HistoryRows.readStep(row).toString())),
        "paths",
        room.store.read(
            tx ->
                tx.query(
                    "SELECT * FROM execution_paths ORDER BY execution_id, path",
                    row -> row.getString(1) + HistoryRows.readFile(row))),
        "decisions",
        room.store.read(
            tx ->
                tx.query(
                    "SELECT full_json FROM governance_decisions ORDER BY decision_id",
                    row -> row.getString(1))));
  }

  @Test
  @DisplayName("CHG-A55 a deleted history is made anew: same rows, statistics and family")
  void a55_rebuild() throws Exception {
    ExecutionResult failed = room.execute(ExecutionStatus.ROLLED_BACK, "docs/a.md", "x");
    room.execute(
        room.submission(Risk.LOW, FileChange.create("docs/a.md", "y")),
        ExecutionStatus.COMPLETED,
        failed.head());
    String pinned = done("docs/c.md");
    room.executions().pin(pinned, true);
    small();
    final Map<String, List<String>> before = everything();
    final Statistics statistics = room.executions().statistics(null);
    room.store.close();
    for (String name : List.of("reeve.db", "reeve.db-wal", "reeve.db-shm")) {
      Files.deleteIfExists(room.workspace.own("state", name));
    }
    room.store = dev.reeve.engine.store.Store.open(room.database(), room.clock);
    assertEquals(new HistoryRebuild.Report(4, List.of(), List.of()), room.rebuild().run());
    assertEquals(before, everything());
    assertEquals(statistics, room.executions().statistics(null));
    assertEquals(List.of(), room.chain().audit());
    assertTrue(room.reader().record(pinned).pinned());
    assertEquals(new HistoryRebuild.Report(0, List.of(), List.of()), room.rebuild().run());
  }

  /** A tool batch: its row, and the closing line of the trail. */
  private String small() {
    Submission patch = room.submission(Risk.LOW, FileChange.create("r.json", "{}"));
    GovernanceDecision decision = room.gate.judge(patch, PolicySnapshot.NONE, AuditHashes.UNKNOWN);
    ExecutionHead head =
        ExecutionHead.of(
            Ids.next(Ids.EXECUTION),
            patch,
            decision,
            TriggerKind.AUTOMATION,
            null,
            true,
            room.clock.now());
    FileOutcome file =
        new FileOutcome("r.json", FileChange.Operation.CREATE, null, "a".repeat(64), null, null);
    ExecutionOutcome outcome = room.outcome(ExecutionStatus.COMPLETED, 1);
    room.write(
        tx -> {
          room.history.insert(tx, head, null);
          room.history.setFiles(tx, head.id(), List.of(file));
          room.history.finish(tx, head.id(), outcome);
        });
    ObjectNode line = Json.mapper().createObjectNode().put("execution_id", head.id());
    ObjectNode result =
        new ExecutionResult(head, outcome, false, List.of(), List.of(file), List.of(), List.of())
            .toJson();
    line.set("result", result.put("duration_seconds", 0));
    line.put("duration_ms", 2000);
    room.trail.add(line);
    return head.id();
  }

  @Test
  @DisplayName("an execution that a crash stopped gets its row back, damaged pieces are named")
  void rebuildUnfinished() throws Exception {
    String id = done("docs/a.md");
    String damaged = done("docs/b.md");
    room.write(tx -> tx.update("DELETE FROM executions"));
    Files.delete(piece(id, "execution.json"));
    Files.delete(piece(id, "manifest.json"));
    Files.writeString(piece(damaged, "plan.json"), "{");
    HistoryRebuild.Report report = room.rebuild().run();
    assertEquals(2, report.added());
    assertEquals(1, report.problems().size());
    ExecutionRecord open = room.store.read(OpenExecutions::unfinished).getFirst();
    assertEquals(id, open.head().id());
    assertEquals("ann", open.head().operator());
    assertEquals(ExecutionStatus.COMPLETED, room.reader().record(damaged).status());
  }

  private static List<ExecutionEvidence.State> states(ExecutionEvidence evidence) {
    return evidence.checks().stream().map(ExecutionEvidence.Check::state).toList();
  }

  @Test
  @DisplayName("each of the four pieces is computed anew, and an edited one shows both hashes")
  void computedAnew() throws Exception {
    ExecutionEvidence.State holds = ExecutionEvidence.State.HOLDS;
    ExecutionEvidence.State differs = ExecutionEvidence.State.DIFFERS;
    String id = done("docs/a.md");
    assertEquals(List.of(holds, holds, holds, holds), states(room.executions().evidence(id)));
    assertTrue(room.executions().evidence(id).whole());

    Path set = piece(id, "changeset.json");
    String original = Files.readString(set);
    Files.writeString(set, original.replace("x\\n", "y\\n"));
    ExecutionEvidence edited = room.executions().evidence(id);
    assertEquals(List.of(holds, differs, differs, holds), states(edited));
    assertFalse(edited.whole());
    assertEquals(room.reader().record(id).head().checksum(), edited.checks().get(1).expected());
    Files.writeString(set, original);

    Path decision = piece(id, "decision.json");
    String judged = Files.readString(decision);
    Files.writeString(decision, judged.replace("need_approval", "allow"));
    assertEquals(List.of(holds, holds, differs, holds), states(room.executions().evidence(id)));
    Files.writeString(decision, judged);

    Path execution = piece(id, "execution.json");
    Files.writeString(execution, Files.readString(execution) + " ");
    assertEquals(List.of(holds, holds, holds, differs), states(room.executions().evidence(id)));
    Files.delete(piece(id, "plan.json"));
    assertEquals(ExecutionEvidence.State.MISSING, states(room.executions().evidence(id)).get(0));
    Files.writeString(piece(id, "stdout.log"), "added");
    assertEquals(List.of("stdout.log"), room.executions().evidence(id).otherDamage());
  }

  @Test
  @DisplayName("the archive holds every file, the trail and hashes that fit; twice the same bytes")
  void archive(@TempDir Path elsewhere) throws Exception {
    String id = done("docs/a.md");
    Path one = room.executions().export(id, elsewhere.resolve("one.zip"), false);
    Path two = room.executions().export(id, elsewhere.resolve("two.zip"), false);
    assertEquals(-1, Files.mismatch(one, two));
    try (ZipFile zip = new ZipFile(one.toFile())) {
      String sums = new String(zip.getInputStream(zip.getEntry(id + "/SHA256SUMS")).readAllBytes());
      for (String line : sums.lines().toList()) {
        byte[] bytes =
            zip.getInputStream(zip.getEntry(id + "/" + line.substring(66))).readAllBytes();
        assertEquals(line.substring(0, 64), Sha256.of(bytes));
      }
      assertEquals(zip.size(), sums.lines().count() + 1);
      for (String name : List.of("plan.json", "steps/01_validate.log", "trail.jsonl")) {
        assertTrue(sums.contains("  " + name + "\n"), name);
      }
    }
    EngineException there =
        assertThrows(EngineException.class, () -> room.executions().export(id, one, false));
    assertEquals("EXPORT_EXISTS", there.code());
    EngineException own =
        assertThrows(
            EngineException.class,
            () -> room.executions().export(id, room.workspace.own("x.zip"), true));
    assertEquals("EXPORT_REFUSED", own.code());
  }

  @Test
  @DisplayName("two executions side by side name what differs")
  void comparison() {
    ExecutionDetail left = room.executions().show(done("docs/a.md"));
    ExecutionDetail right = room.executions().show(done("docs/b.md"));
    List<ExecutionComparison.Line> lines = ExecutionComparison.of(left, right).lines();
    assertEquals(
        List.of("docs/a.md", "docs/b.md"),
        lines.stream().filter(line -> !line.same()).map(ExecutionComparison.Line::what).toList());
    assertTrue(ExecutionComparison.of(left, left).lines().stream().allMatch(line -> line.same()));
    ExecutionComparison.Line first =
        lines.stream().filter(line -> !line.same()).findFirst().orElseThrow();
    ExecutionDetail.FileEffect file = left.files().getFirst();
    assertEquals(
        "create " + Objects.requireNonNull(file.afterHash()).substring(0, 12), first.left());
    assertEquals("-", first.right());
    ExecutionComparison.Line step =
        lines.stream()
            .filter(line -> line.about() == ExecutionComparison.About.STEP)
            .findFirst()
            .orElseThrow();
    assertTrue(step.left().matches("completed, \\d+\\.\\d{3} s"), step.left());
  }

  private static JsonNode json(ZipFile zip, String entry) throws Exception {
    return Json.parse(new String(zip.getInputStream(zip.getEntry(entry)).readAllBytes()));
  }

  @Test
  @DisplayName(
      "the archive says who did what, its place in the chain, and how each piece was found")
  void verification(@TempDir Path elsewhere) throws Exception {
    String id = done("docs/a.md");
    ManifestLink link = Objects.requireNonNull(room.reader().record(id).manifest());
    Files.writeString(piece(id, "stdout.log"), "added");
    Files.delete(piece(id, "plan.json"));
    Path archive = room.executions().export(id, elsewhere.resolve("a.zip"), false);
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      JsonNode found = json(zip, id + "/verification.json");
      assertEquals(id, found.path("execution_id").asText());
      assertEquals("changes", found.path("kind").asText());
      assertEquals("Add note", found.path("intent").asText());
      assertEquals("completed", found.path("status").asText());
      assertEquals("ann", found.path("operator").asText());
      assertTrue(found.path("approved_by").isNull());
      assertEquals("2026-03-01T00:00:00.000Z", found.path("started_at").asText());
      assertEquals(1, found.path("manifest_position").asInt());
      assertEquals(link.hash(), found.path("manifest_hash").asText());
      assertFalse(found.path("whole").asBoolean(true));
      JsonNode checks = found.path("checks");
      assertEquals(4, checks.size());
      assertEquals("plan", checks.path(0).path("piece").asText());
      assertEquals("missing", checks.path(0).path("state").asText());
      assertTrue(checks.path(0).path("found").isNull());
      assertEquals("holds", checks.path(1).path("state").asText());
      assertEquals(checks.path(1).path("expected"), checks.path(1).path("found"));
      assertEquals("[\"stdout.log\"]", found.path("other_damage").toString());
    }
  }

  @Test
  @DisplayName(
      "a tool batch keeps no pieces: nothing is said to be missing, its archive is the trail")
  void smallEvidence(@TempDir Path elsewhere) throws Exception {
    String id = small();
    ExecutionEvidence evidence = room.executions().evidence(id);
    assertEquals(
        List.of("plan", "changeset", "decision", "execution"),
        evidence.checks().stream().map(ExecutionEvidence.Check::piece).toList());
    assertEquals(Set.of(ExecutionEvidence.State.NOT_KEPT), Set.copyOf(states(evidence)));
    assertTrue(evidence.whole());
    assertEquals(Map.of(), evidence.stepLogs());
    assertNull(evidence.plan());
    Path archive = room.executions().export(id, elsewhere.resolve("a.zip"), false);
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      assertEquals(
          Set.of(id + "/SHA256SUMS", id + "/trail.jsonl", id + "/verification.json"),
          zip.stream().map(ZipEntry::getName).collect(Collectors.toSet()));
      assertTrue(json(zip, id + "/verification.json").path("manifest_position").isNull());
      assertTrue(json(zip, id + "/verification.json").path("manifest_hash").isNull());
      assertEquals(room.trail.getFirst().toString(), json(zip, id + "/trail.jsonl").toString());
    }
  }

  @Test
  @DisplayName("pruned evidence is not damage, neither alone nor in the chain")
  void pruned() throws Exception {
    String first = done("docs/a.md");
    String second = done("docs/b.md");
    for (String name : List.of("manifest.json", "plan.json")) {
      Files.delete(piece(first, name));
    }
    ManifestChain.Finding missing = room.chain().audit().getFirst();
    assertEquals("ARTIFACT_MISSING", missing.code());
    assertEquals(1, missing.position());
    assertEquals("The evidence of " + first + " has no manifest.", missing.message());
    room.write(tx -> room.history.setPruned(tx, first, room.clock.now()));
    assertEquals(List.of(), room.chain().audit());
    ExecutionEvidence evidence = room.executions().evidence(first);
    assertEquals(Set.of(ExecutionEvidence.State.NOT_KEPT), Set.copyOf(states(evidence)));
    assertEquals(first, Objects.requireNonNull(room.reader().record(first)).head().id());
    assertTrue(room.executions().evidence(second).whole());
  }

  @Test
  @DisplayName("what is wrong with the chain is said in a sentence with the place")
  void findings() throws Exception {
    String first = done("docs/a.md");
    done("docs/b.md");
    String third = done("docs/c.md");
    Files.writeString(piece(third, "late.log"), "x");
    room.write(tx -> tx.update("DELETE FROM executions WHERE manifest_position IN (1, 2)"));
    List<ManifestChain.Finding> found = room.chain().audit();
    assertEquals(
        new ManifestChain.Finding(
            "GAP", 1, "", "Executions 1 to 2 of the chain are not known here."),
        found.getFirst());
    assertEquals(
        new ManifestChain.Finding(
            "ARTIFACT_DAMAGED", 3, third, "The evidence of " + third + " differs in late.log."),
        found.getLast());
    EngineException unknown = assertThrows(EngineException.class, () -> room.chain().seal(first));
    assertEquals(EngineException.Kind.NOT_FOUND, unknown.kind());
  }

  @Test
  @DisplayName("how a step ended is in its log and among the events, with the code that stopped it")
  void stepEndings() throws Exception {
    String id = done("docs/a.md");
    ExecutionLog log = ExecutionLog.open(room.artifacts, id, room.clock);
    log.stepEnd(2, "checksum", StepRecord.Status.FAILED, 0.12345, "CHECKSUM_MISMATCH", "no");
    log.stepEnd(5, "verify", StepRecord.Status.SKIPPED, 0, null, null);
    String time = "[2026-03-01T00:00:02.000Z] ";
    assertEquals(
        time + "end checksum: failed CHECKSUM_MISMATCH\n",
        Files.readString(piece(id, "steps/02_checksum.log")));
    assertEquals(
        time + "end verify: skipped\n", Files.readString(piece(id, "steps/05_verify.log")));
    List<String> first = Files.readAllLines(piece(id, "steps/01_validate.log"));
    assertTrue(first.getLast().endsWith("] end validate: ok"), first.toString());
    List<JsonNode> events = room.reader().events(id, 2).events();
    assertEquals("failed", events.getFirst().path("status").asText());
    assertEquals("0.1235", events.getFirst().path("duration_seconds").asText());
    assertEquals("CHECKSUM_MISMATCH", events.getFirst().path("error_code").asText());
    assertEquals(2, events.getFirst().path("step_num").asInt());
    assertEquals("skipped", events.getLast().path("status").asText());
    log.text(2, "checksum", "one\ntwo\u001b[2J");
    assertEquals(2, Files.readAllLines(piece(id, "steps/02_checksum.log")).size(), "one line");
  }

  @Test
  @DisplayName("side by side: the same file with other contents differs, a failed end differs")
  void sameFileSideBySide() {
    ExecutionDetail left = room.executions().show(done("docs/a.md"));
    ExecutionDetail right =
        room.executions()
            .show(room.execute(ExecutionStatus.ROLLED_BACK, "docs/a.md", "y\n").head().id());
    List<ExecutionComparison.Line> lines = ExecutionComparison.of(left, right).lines();
    assertEquals(
        new ExecutionComparison.Line(
            ExecutionComparison.About.END, "status", "completed", "rolled_back", false),
        lines.getFirst());
    assertEquals(
        new ExecutionComparison.Line(
            ExecutionComparison.About.END, "duration", "2.000 s", "2.000 s", true),
        lines.get(1));
    assertEquals(
        new ExecutionComparison.Line(
            ExecutionComparison.About.STEP,
            "1 validate",
            "completed, 2.000 s",
            "completed, 2.000 s",
            true),
        lines.get(2));
    assertEquals(
        new ExecutionComparison.Line(
            ExecutionComparison.About.FILE,
            "docs/a.md",
            "create " + Sha256.of("x\n").substring(0, 12),
            "create " + Sha256.of("y\n").substring(0, 12),
            false),
        lines.getLast());
    assertEquals(left.row(), ExecutionComparison.of(left, right).left());
    assertEquals(right.row(), ExecutionComparison.of(left, right).right());
  }
}
