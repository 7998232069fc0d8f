package dev.reeve.console.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.DriftKind;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.registry.RecordWrite;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.RegistrySummary;
import dev.reeve.engine.registry.RegistryView.Backup;
import dev.reeve.engine.registry.edge.EdgeRow;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RegistryViewModelTest {
  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final List<String> opened = new ArrayList<>();
  private final RegistryViewModel model = new RegistryViewModel(session, test.screen, opened::add);

  @BeforeEach
  void open() {
    model.records().list().activeProperty().set(true);
    model.findings().list().activeProperty().set(true);
    model.backups().list().activeProperty().set(true);
    model.refresh();
  }

  private static boolean trouble(RegistryRow row) {
    return row.badge().hue() == Hue.BAD;
  }

  @Test
  void theRailHeaderAndTableAgreeAboutProblems() {
    assertEquals(5, model.figures().problemCount().get());
    assertEquals(Hue.BAD, model.figures().problemHue().getValue());
    assertEquals(
        "Validated 12 min ago · 2 errors · 3 warnings", model.figures().validation().getValue());
    long errors =
        model.findings().list().rows().shown().stream()
            .filter(row -> !row.finding().warning())
            .count();
    assertEquals(2, errors);
    assertEquals("5 of 5", model.findings().list().nOfM().getValue());
  }

  @Test
  void anEdgePointsWithTheArrowOfTheConsole() {
    RegistryRow edge = model.records().list().rows().find("E-0a44c1d2f9e0").orElseThrow();
    assertEquals("docs/INDEX.md \u2192 docs/glossary.md", edge.path().getValue());
  }

  @Test
  void warningsAloneAreCountedButNotRed() {
    session.summary =
        new RegistrySummary(
            null, "2.2.0", 9, 9, 0, null, session.clock.now(), 0, 3, 0, 0, 0, null, null);
    model.refresh();
    assertEquals(3, model.figures().problemCount().get());
    assertEquals(Hue.WAIT, model.figures().problemHue().getValue());
  }

  @Test
  void backupsAreReadWhenSomebodyLooks() {
    assertEquals(0, model.backups().list().rows().all().size());
    model.tabProperty().set(RegistryTab.BACKUPS);
    assertEquals(session.backups.size(), model.backups().list().rows().all().size());
  }

  @Test
  void whatCanNoLongerBeReadHasOneCountOfBackups() {
    model.tabProperty().set(RegistryTab.BACKUPS);
    int read = session.backups.size();
    model.tabProperty().set(RegistryTab.RECORDS);
    session.summary =
        new RegistrySummary(
            null, "2.2.0", 9, 9, read + 1, null, session.clock.now(), 0, 0, 0, 0, 0, null, null);
    model.refresh();
    assertEquals("Backups " + (read + 1), model.figures().backupsTab().getValue());
    session.failure = new IllegalStateException("locked");
    model.refresh();
    assertEquals("Backups " + read, model.figures().backupsTab().getValue());
    model.tabProperty().set(RegistryTab.BACKUPS);
    assertEquals("Backups " + read, model.figures().backupsTab().getValue());
    assertEquals(read, model.backups().list().rows().shown().size());
  }

  @Test
  void aNewBackupWaitsWhileSomebodyReadsTheOthers() {
    model.tabProperty().set(RegistryTab.BACKUPS);
    KeyedRows<?, BackupRow> rows = model.backups().list().rows();
    List<BackupRow> read = List.copyOf(rows.shown());
    rows.heldProperty().set(true);
    session.backups.addFirst(
        new Backup(
            "UNIFIED_SSOT_REGISTRY.new.json",
            Path.of("/home/dana/work/docs-workspace/.reeve/registry/backups/new"),
            session.clock.now(),
            483_000,
            25,
            Sha256.of("new backup"),
            true));
    model.backups().changed();
    assertEquals(read, rows.shown());
    assertEquals(1, rows.waitingProperty().get());
    model.refresh();
    assertEquals(read.size() + 1, rows.shown().size(), "who asks for all sees all");
    assertEquals(0, rows.waitingProperty().get());
  }

  @Test
  void problemsComeFirstAndSearchIsByIdPrefixOrPath() {
    assertTrue(trouble(model.records().list().rows().shown().getFirst()));
    model.records().list().filterProperty().set("id:f-");
    assertFalse(model.records().list().rows().shown().isEmpty(), "a record's ID is one too");
    model.records().list().filterProperty().set("id:2601180000000728");
    assertEquals("1 of 26", model.records().list().nOfM().getValue());
    model.records().list().filterProperty().set("path:docs/guides/**");
    assertEquals("4 of 26", model.records().list().nOfM().getValue());
  }

  @Test
  void theDrawerShowsMembersAndFindings() {
    DrawerContent drawer = drawerOf(session.records.get(17));
    assertNotNull(drawer);
    assertTrue(drawer.facts().stream().anyMatch(fact -> fact.name().equals("Module")));
    assertEquals(5, drawer.history().size(), "two findings, three patches");
  }

  private DrawerContent drawerOf(RecordRow record) {
    model.records().list().selected().setAll(record.key());
    return model.records().list().drawer().getValue();
  }

  private static String fact(DrawerContent drawer, String name) {
    return drawer.facts().stream()
        .filter(fact -> fact.name().equals(name))
        .map(DrawerContent.Fact::value)
        .findFirst()
        .orElse("");
  }

  @Test
  void theDrawerTellsWhatIsInTheFile() {
    RecordRow record = session.records.get(2);
    session.promoted.put(
        record.key(),
        Map.of(
            "src_language",
            "python",
            "src_parse_status",
            "syntax_error",
            "src_error_first",
            "line 4: unexpected token",
            "src_error_count",
            2,
            "src_symbol_count",
            0,
            "src_imports_local",
            List.of("tools.paths"),
            "src_imports_external",
            IntStream.range(0, 14).mapToObj(i -> "m" + i).toList()));
    DrawerContent drawer = drawerOf(record);
    assertEquals("Not parsed: syntax", drawer.badges().get(1).word());
    assertEquals("Language", drawer.facts().getFirst().name());
    assertEquals("line 4: unexpected token", fact(drawer, "First error"));
    assertEquals("tools.paths", fact(drawer, "Imports, local"));
    assertTrue(fact(drawer, "Imports, external").endsWith("m11 and 2 more"));
    assertEquals("", fact(drawer, "Symbols"));
    assertEquals("", fact(drawer, "src_language"), "told once");
    assertEquals(record.docId(), fact(drawer, "Document ID"));
    assertEquals(Formats.size(record.size()), fact(drawer, "Size"));
    assertEquals(Formats.hash(record.sha256()), fact(drawer, "Content hash"));
    assertEquals(Formats.stamp(RegistryRow.time(record.updated())), fact(drawer, "Updated"));
    List<String> lines =
        drawer.pages().getFirst().lines().stream().map(DrawerContent.Line::text).toList();
    assertTrue(lines.contains("src_parse_status: syntax_error"), lines.toString());
    assertTrue(lines.contains("sha256: " + record.sha256()), lines.toString());
    assertTrue(lines.contains("updated_utc: " + record.updated()), lines.toString());
  }

  @Test
  void theDrawerLeadsToWhatTheRecordIsRelatedTo() {
    RecordRow record = session.records.get(2);
    RecordRow other = session.records.get(3);
    session.edges.clear();
    session.edges.add(edge("1", record, other, "active"));
    session.edges.add(edge("2", other, record, "active"));
    session.edges.add(edge("3", record, other, "quarantined"));
    model.records().list().filterProperty().set("id:nothing");
    DrawerContent drawer = drawerOf(record);
    assertEquals(
        List.of(
            "imports → " + other.path() + " · 0.90 · active",
            "imports ← " + other.path() + " · 0.90 · active",
            "Execution EX-3b9e7c00",
            "Execution EX-3b9e7c01",
            "Execution EX-3b9e7c02"),
        drawer.related().stream().map(DrawerContent.Related::text).toList());
    assertTrue(fact(drawer, "Relations").startsWith("2 shown, 1 hidden"));
    drawer.related().getFirst().open().run();
    assertEquals(List.of(other.key()), model.records().list().selected());
    assertEquals("", model.records().list().filterProperty().get());
  }

  private static EdgeRow edge(String id, RecordRow from, RecordRow to, String status) {
    return new EdgeRow(
        "EDGE-" + id,
        "REC-EDGE-" + id,
        "ENT-" + from.key(),
        from.path(),
        "ENT-" + to.key(),
        to.path(),
        "IMPORTS",
        "directed",
        status,
        "static_parse",
        0.9,
        "high",
        null,
        List.of(),
        3L,
        "");
  }

  @Test
  void theFileOfARecordIsOpenedUnderTheRoot() {
    List<Path> opened = new ArrayList<>();
    Command open = model.records().files().open(opened::add);
    assertEquals("O", open.key());
    LiveList<DocumentState, RegistryRow> list = model.records().list();
    list.selected().setAll(rowOf(DocumentState.State.REGISTERED).key());
    open.run();
    String path = rowOf(DocumentState.State.REGISTERED).snapshot().record().path();
    assertEquals(List.of(session.root().resolve(path)), opened);
    list.selected().setAll(rowOf(DocumentState.State.MISSING).key());
    assertFalse(open.enabled());
    assertTrue(open.whyNot().getValue().startsWith("The selected records have no file"));
  }

  private RegistryRow rowOf(DocumentState.State state) {
    return model.records().list().rows().shown().stream()
        .filter(row -> row.snapshot().state() == state)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aHeldPlanIsShownUntilNothingWaits() {
    assertNull(model.figures().heldPlan().getValue());
    session.heldPlans.add(
        new HeldPlan("docs", "ab12", "MASS_REMOVAL_HELD: 35 files", 35, session.clock.now()));
    session.bus.publish(new RegistryEvent.PlansHeld());
    assertEquals("Needs you: 35 differences in docs", model.figures().heldPlan().getValue().word());
    assertTrue(model.figures().heldReason().getValue().contains("--confirm ab12"));
    session.heldPlans.clear();
    model.refresh();
    assertNull(model.figures().heldPlan().getValue());
    assertEquals("", model.figures().heldReason().getValue());
  }

  @Test
  void aWrittenPatchChangesItsRows() {
    RecordRow was = session.records.getFirst();
    RecordRow now =
        new RecordRow(
            was.key(),
            was.kind(),
            was.docId(),
            "docs/moved.md",
            "active",
            was.sha256(),
            was.size(),
            was.updated(),
            "watcher",
            null);
    session.bus.publish(new RegistryEvent.Written("h", "P-1", List.of(now), session.summary));
    test.due();
    assertEquals(
        "docs/moved.md",
        model.records().list().rows().find(was.key()).orElseThrow().path().getValue());
  }

  @Test
  void aRefusedPatchSaysThatNothingWasWritten() {
    session.bus.publish(
        new RegistryEvent.Refused("P-1", "CAS_CONFLICT", "The registry changed meanwhile."));
    assertEquals("CAS_CONFLICT", model.records().list().problemProperty().get().code());
    assertTrue(model.records().list().problemProperty().get().safe().contains("not written"));
  }

  @Test
  void validateTellsItsResult() {
    session.calls.clear();
    model.validate().run();
    assertEquals(List.of("validate false"), session.calls);
    assertEquals("Validated: 2 errors, 3 warnings. The registry was not changed.", test.notice());
  }

  private DocumentState at(String path) {
    return model.records().list().rows().all().stream()
        .map(RegistryRow::snapshot)
        .filter(document -> path.equals(document.record().path()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDocumentsStateIsWhatTheLastComparisonFound() {
    assertEquals(DocumentState.State.MOVED, at(session.records.get(5).path()).state());
    assertEquals(DocumentState.State.DRIFT, at(session.records.get(9).path()).state());
    assertEquals(DocumentState.State.MISSING, at(session.records.get(11).path()).state());
    assertEquals(DocumentState.State.DUPLICATE, at(session.records.get(13).path()).state());
    assertEquals(DocumentState.State.UNREGISTERED, at("docs/notes/2026-11.md").state());
    model.records().list().filterProperty().set("state:missing");
    assertEquals("1 of 26", model.records().list().nOfM().getValue());
    model.records().list().selected().setAll(session.records.get(13).key());
    assertTrue(
        model.records().list().why().getValue().endsWith("It waits for a person to decide."));
  }

  @Test
  void aDuplicateIdLeadsToAnotherIdForTheFileWhoseOwnItIsNot() {
    RecordRow record = session.records.get(13);
    List<String> about = new ArrayList<>();
    model.records().anotherIdBy(deed -> about.add(deed.about()));
    Command command = model.records().anotherId();
    model.records().list().selected().setAll(record.key());
    assertFalse(command.enabled(), "nobody knows of which other file");
    session.desk.differences.clear();
    session.desk.differences.add(
        new DriftItem(
            DriftKind.DUPLICATE_ID_ON_DISK,
            "docs/a copy.md",
            List.of(String.valueOf(record.path()), "docs/z copy.md"),
            record.docId(),
            null,
            "3 files have this id."));
    model.refresh();
    session.calls.clear();
    command.run();
    assertEquals(List.of("id of docs/a copy.md"), about);
    assertEquals(List.of(), session.calls, "what is shown looks for itself");
  }

  @Test
  void eachDifferenceSaysWhatReconcileWouldDoToIt() {
    Map<DriftKind, String> next = new EnumMap<>(DriftKind.class);
    for (DriftKind kind : DriftKind.values()) {
      DocumentState document =
          new DocumentState(
              session.records.get(2),
              DriftItem.of(kind, "docs/a.md", null, null, "REC-1", "Something differs."),
              0,
              null);
      next.put(kind, RegistryWords.why(document, session.clock.now()));
    }
    assertEquals(DriftKind.values().length, Set.copyOf(next.values()).size(), next.toString());
    assertEquals(
        "The last comparison found: Something differs. Record and ID stay, and hold again if"
            + " the file comes back; Reconcile marks the record as deleted.",
        next.get(DriftKind.MISSING_ON_DISK));
    assertTrue(next.get(DriftKind.CASE_COLLISION).contains("Reconcile leaves it as it is. Rename"));
  }

  @Test
  void aFindingSaysWhatItIsWhyAndWhatToDoAndLeadsToItsRecord() {
    RecordRow record = session.records.get(2);
    session.findings.clear();
    session.findings.add(manifest(record.key()));
    model.validate().run();
    model.tabProperty().set(RegistryTab.FINDINGS);
    FindingRow row = model.findings().list().rows().shown().getFirst();
    assertEquals(record.path(), row.place().getValue());
    model.findings().list().filterProperty().set("path:" + record.path());
    assertEquals("1 of 1", model.findings().list().nOfM().getValue());
    model.findings().list().selected().setAll(row.key());
    DrawerContent drawer = model.findings().list().drawer().getValue();
    assertEquals("A module manifest is not valid", drawer.title());
    assertEquals(record.key(), fact(drawer, "Record"));
    assertEquals("MA_MANIFEST_INVALID", fact(drawer, "Code"));
    String why = model.findings().list().why().getValue();
    assertTrue(why.startsWith("The manifest src/module.yaml is not valid: it has no mod"), why);
    assertTrue(why.contains("module_id. Correct the manifest: it needs a line such as"), why);
    drawer.related().getFirst().open().run();
    assertEquals(RegistryTab.RECORDS, model.tabProperty().get());
    assertEquals(List.of(record.key()), model.records().list().selected());
  }

  private static Finding manifest(String key) {
    return new Finding(
        "MA_MANIFEST_INVALID",
        "P5",
        true,
        key,
        "module_id",
        "record " + key + ", the manifest src/module.yaml is not valid: it has no module_id");
  }

  @Test
  void whatIsWrongWithManyRecordsForOneCauseIsOneRowThatCountsThemAll() {
    List<RecordRow> records = session.records.subList(2, 5);
    session.findings.clear();
    records.forEach(record -> session.findings.add(manifest(record.key())));
    model.validate().run();
    model.tabProperty().set(RegistryTab.FINDINGS);
    FindingRow row = model.findings().list().rows().shown().getFirst();
    assertEquals(1, model.findings().list().rows().shown().size());
    assertEquals(3L, row.records().getValue());
    assertEquals("3 of 3 in 1 group", model.findings().list().nOfM().getValue());
    assertEquals(3, model.findings().list().inScopeProperty().get(), "the tab says the same");
    model.findings().list().filterProperty().set("is:warning path:" + records.getLast().path());
    assertEquals("3 of 3 in 1 group", model.findings().list().nOfM().getValue());
    model.findings().list().filterProperty().set("is:error");
    assertEquals("0 of 3", model.findings().list().nOfM().getValue());
    model.findings().list().filterProperty().set("");
    model.findings().list().selected().setAll(row.key());
    DrawerContent drawer = model.findings().list().drawer().getValue();
    assertEquals("3", fact(drawer, "Records"));
    assertEquals(3, drawer.related().size(), "each record is one step away");
  }

  @Test
  void aBackupSaysBeforeWhichWriteItWasMadeAndLeadsThere() {
    model.tabProperty().set(RegistryTab.BACKUPS);
    BackupRow row =
        model.backups().list().rows().all().stream()
            .filter(each -> each.before().getValue().equals("Set the module by hand"))
            .findFirst()
            .orElseThrow();
    RecordWrite write =
        session.registry().writes(null, 100).stream()
            .filter(each -> row.key().equals(each.backup()))
            .reduce((first, last) -> last)
            .orElseThrow();
    assertEquals(
        "A write by watcher", model.backups().list().rows().shown().getFirst().before().getValue());
    model.backups().list().selected().setAll(row.key());
    DrawerContent drawer = model.backups().list().drawer().getValue();
    assertEquals("set the module by hand", write.reason());
    assertEquals("Set the module by hand", fact(drawer, "Kept before"));
    drawer.related().getFirst().open().run();
    assertEquals(List.of(write.executionId()), opened);
  }

  @Test
  void rowAndDrawerHearTogetherBeforeWhichWriteABackupWasMade() {
    List<RecordWrite> later = List.copyOf(session.writes);
    session.writes.clear();
    model.tabProperty().set(RegistryTab.BACKUPS);
    BackupRow row = model.backups().list().rows().shown().getFirst();
    model.backups().list().selected().setAll(row.key());
    assertEquals("\u2014", row.before().getValue());
    session.writes.addAll(later);
    model.backups().changed();
    assertEquals("A write by watcher", row.before().getValue());
    assertEquals(
        "A write by watcher", fact(model.backups().list().drawer().getValue(), "Kept before"));
  }

  @Test
  void whatIsMissingWaitsAndComparingComesFirstWhileAPersonIsAskedFor() {
    assertEquals(Hue.WAIT, RegistryRow.badge(at(session.records.get(11).path())).hue());
    assertFalse(model.figures().comparisonFirst().get());
    session.heldPlans.add(
        new HeldPlan("docs", "ab12", "MASS_REMOVAL_HELD: 35 files", 35, session.clock.now()));
    session.bus.publish(new RegistryEvent.PlansHeld());
    assertTrue(model.figures().comparisonFirst().get());
  }

  @Test
  void aFindingWithoutAKnownRecordOrCodeIsToldAllTheSame() {
    session.findings.clear();
    session.findings.add(manifest("REC-GONE"));
    session.findings.add(new Finding("ZZ_NEW", "RI", false, null, null, "the counter is odd"));
    model.validate().run();
    List<FindingRow> rows = model.findings().list().rows().shown();
    assertEquals(List.of("", "REC-GONE"), rows.stream().map(r -> r.place().getValue()).toList());
    assertEquals("The counter is odd", FindingWords.title(rows.getFirst().finding()));
    assertTrue(FindingWords.why(rows.getFirst().finding()).startsWith("The counter is odd."));
    model.findings().list().selected().setAll(rows.getLast().key());
    assertEquals(List.of(), model.findings().list().drawer().getValue().related());
  }

  @Test
  void aValidationReadsTheRecordsOnceForEachTab() {
    int before = session.recordReads;
    model.validate().run();
    assertEquals(2, session.recordReads - before, "for the findings and for the records");
  }

  @Test
  void findingsAreShownThoughTheirRecordsCannotBeRead() {
    RecordRow record = session.records.get(2);
    session.findings.clear();
    session.findings.add(manifest(record.key()));
    session.recordsFailure =
        EngineException.of(EngineException.Kind.UNAVAILABLE, "STORE_BUSY", "It was not read.");
    model.validate().run();
    FindingRow row = model.findings().list().rows().shown().getFirst();
    assertEquals(record.key(), row.place().getValue());
    assertEquals("STORE_BUSY", model.records().list().problemProperty().get().code());
    session.recordsFailure = null;
    model.validate().run();
    assertEquals(record.path(), row.place().getValue());
  }

  @Test
  void aLateReadDoesNotPlaceTheFindingsOfANewerOne() {
    Deque<Runnable> background = new ArrayDeque<>();
    TestScreen late = new TestScreen(session.clock, background::add, Runnable::run);
    FindingsViewModel findings =
        new FindingsViewModel(
            session.registry(), late.screen, new RegistryFigures(late.screen), key -> {});
    findings.list().activeProperty().set(true);
    RecordRow record = session.records.get(2);
    findings.show(List.of(manifest(record.key())));
    findings.show(List.of(manifest(record.key())));
    background.removeLast().run();
    FindingRow row = findings.list().rows().shown().getFirst();
    assertEquals(record.path(), row.place().getValue());
    session.records.clear();
    background.removeFirst().run();
    assertEquals(record.path(), row.place().getValue());
  }

  @Test
  void aWriteEndsADifferenceAndAComparisonBringsTheNewOnes() {
    RecordRow missing = session.records.get(11);
    session.bus.publish(new RegistryEvent.Written("h", "P-2", List.of(missing), session.summary));
    test.due();
    assertEquals(DocumentState.State.REGISTERED, at(missing.path()).state());

    session.desk.differences.clear();
    session.bus.publish(new RegistryEvent.Compared(0));
    test.due();
    assertEquals(DocumentState.State.REGISTERED, at(session.records.get(5).path()).state());
    assertTrue(
        model.records().list().rows().all().stream()
            .noneMatch(row -> row.snapshot().state() == DocumentState.State.UNREGISTERED));
  }

  @Test
  void whatAComparisonFoundWhileAnotherPaneWasShownIsThereWhenThisOneComes() {
    LiveList<DocumentState, RegistryRow> list = model.records().list();
    list.activeProperty().set(false);
    List<DriftItem> found = List.copyOf(session.desk.differences);
    session.desk.differences.clear();
    model.refresh(); // as at the start, before the keeper has compared
    assertTrue(unregistered().isEmpty());
    session.desk.differences.addAll(found);
    session.bus.publish(new RegistryEvent.Compared(found.size()));
    test.due();
    list.activeProperty().set(true);
    assertEquals(List.of("docs/notes/2026-11.md"), unregistered());
    assertEquals("25 records + 1 file without an ID", model.figures().recordCount().getValue());
    int reads = session.recordReads;
    list.activeProperty().set(false);
    list.activeProperty().set(true);
    assertEquals(reads, session.recordReads, "nothing happened meanwhile");
  }

  private List<String> unregistered() {
    return model.records().list().rows().shown().stream()
        .filter(row -> row.snapshot().state() == DocumentState.State.UNREGISTERED)
        .map(row -> row.snapshot().record().path())
        .toList();
  }

  @Test
  void aFileThatGetsARecordLosesItsUnregisteredRow() {
    RecordRow was = session.records.getFirst();
    RecordRow fresh =
        new RecordRow(
            "F-new",
            "entity",
            "2601180000009999",
            "docs/notes/2026-11.md",
            "active",
            null,
            1L,
            was.updated(),
            "watcher",
            null);
    session.summary = summaryOf(26);
    session.bus.publish(new RegistryEvent.Written("h", "P-3", List.of(fresh), session.summary));
    assertEquals("26 records", model.figures().recordCount().getValue(), "of one look");
    test.due();
    assertEquals(DocumentState.State.REGISTERED, at("docs/notes/2026-11.md").state());
    assertTrue(model.records().list().rows().find("file:docs/notes/2026-11.md").isEmpty());

    session.records.add(fresh);
    model.refresh(); // the comparison is older than the record
    assertTrue(unregistered().isEmpty());
    assertEquals("26 records", model.figures().recordCount().getValue());
  }

  private RegistrySummary summaryOf(int records) {
    return new RegistrySummary(
        null, "2.2.0", records, records, 0, null, null, 0, 0, 0, 0, 0, null, null);
  }

  @Test
  void referencesAreTheEdgesThatEndAtADocument() {
    RegistryRow row =
        model.records().list().rows().find(session.records.get(4).key()).orElseThrow();
    assertEquals(1, row.references().getValue());
  }

  @Test
  void anIdOrItsBeginningFindsItsDocumentAtOnceAlsoWhileAnotherIsSelected() {
    RecordRow wanted = session.records.get(20);
    model.records().list().selected().setAll(session.records.getFirst().key());
    model.records().list().filterProperty().set(wanted.docId());
    assertEquals(
        List.of(wanted.key()),
        model.records().list().rows().shown().stream().map(RegistryRow::key).toList());
    model.records().list().filterProperty().set(wanted.docId().substring(0, 15));
    assertTrue(
        model.records().list().rows().shown().stream()
            .anyMatch(row -> row.key().equals(wanted.key())));
  }

  @Test
  void theDrawerTellsEachPatchWithBothHashesBackupAndExecution() {
    DrawerContent drawer = drawerOf(session.records.get(2));
    List<DrawerContent.Entry> patches =
        drawer.history().stream().filter(entry -> entry.text().contains("execution")).toList();
    assertEquals(3, patches.size());
    DrawerContent.Entry newest = patches.getLast();
    assertEquals("Written by watcher", newest.badge().word());
    assertTrue(newest.text().contains("\u2192"), newest.text());
    assertTrue(newest.text().contains(session.backups.getFirst().name()));
    assertTrue(newest.text().contains("EX-3b9e7c00"));
  }

  @Test
  void aPatchThatIsNotKeptAnyMoreSaysSoAndNamesNobody() {
    RecordWrite was = session.writes.getFirst();
    session.writes.set(
        0,
        new RecordWrite(
            was.at(), was.patchId(), was.before(), was.after(), null, null, null, "EX-old"));
    DrawerContent.Entry told =
        drawerOf(session.records.get(2)).history().stream()
            .filter(entry -> entry.text().contains("EX-old"))
            .findFirst()
            .orElseThrow();
    assertEquals("Written", told.badge().word());
    assertTrue(told.text().contains("is not kept any more"), told.text());
  }

  @Test
  void eachEmptyTableSaysWhyItIsEmpty() {
    RegistryViewModel fresh = new RegistryViewModel(session, test.screen, id -> {});
    assertTrue(fresh.records().emptyText().getValue().startsWith("Reading"));
    session.records.clear();
    session.findings.clear();
    session.summary =
        new RegistrySummary(null, "2.2.0", 0, 0, 0, null, null, 0, 0, 0, 0, 0, null, null);
    fresh.refresh();
    assertTrue(fresh.records().emptyText().getValue().startsWith("No records yet"));
    assertTrue(fresh.findings().emptyText().getValue().startsWith("Not validated yet"));
    assertTrue(fresh.findings().emptyText().getValue().contains("errors and warnings"));
    assertTrue(fresh.backups().emptyText().getValue().startsWith("No backups yet"));
    assertTrue(fresh.backups().emptyText().getValue().contains("gets its ID"), "what makes one");
    assertTrue(fresh.generators().emptyText().getValue().startsWith("No generators yet"));
    fresh.records().list().filterProperty().set("state:moved");
    assertTrue(fresh.records().emptyText().getValue().contains("state:moved"));
    session.summary =
        new RegistrySummary(
            null,
            "2.2.0",
            0,
            0,
            6,
            null,
            session.clock.now(),
            0,
            0,
            0,
            0,
            0,
            "REGISTRY_UNREADABLE: cut",
            null);
    fresh.refresh();
    assertTrue(fresh.records().emptyText().getValue().startsWith("REGISTRY_UNREADABLE"));
    session.summary =
        new RegistrySummary(
            null, "2.2.0", 0, 0, 6, null, session.clock.now(), 0, 0, 0, 0, 0, null, null);
    fresh.refresh();
    assertEquals(
        "The last validation found nothing wrong.", fresh.findings().emptyText().getValue());
  }

  @Test
  void withoutRecordsIsSaidWhatGivesFilesTheirIdsInTheModeOfTheWorkspace() {
    session.records.clear();
    session.desk.differences.clear();
    RegistryViewModel fresh = new RegistryViewModel(session, test.screen, id -> {});
    fresh.records().list().activeProperty().set(true);
    fresh.refresh();
    String live = fresh.records().emptyText().getValue();
    assertTrue(live.contains("gets its ID when it is first seen"), live);
    session.live = false;
    RegistryViewModel observed = new RegistryViewModel(session, test.screen, id -> {});
    observed.records().list().activeProperty().set(true);
    observed.refresh();
    String told = observed.records().emptyText().getValue();
    assertFalse(told.contains("first seen"), told);
    assertTrue(told.contains("Settings, Workspace, Mode"), told);
    assertTrue(told.contains("Reconcile\u2026 shows"), told);
  }

  @Test
  void howManyFindingsThereAreIsNotKnownBeforeAnybodyLookedForThem() {
    assertEquals("Findings 5", model.findings().tab().getValue());
    session.findings.clear();
    session.summary =
        new RegistrySummary(null, "2.2.0", 0, 0, 0, null, null, 0, 0, 0, 0, 0, null, null);
    RegistryViewModel fresh = new RegistryViewModel(session, test.screen, id -> {});
    fresh.findings().list().activeProperty().set(true);
    assertEquals("Findings \u2014", fresh.findings().tab().getValue());
    fresh.refresh();
    assertEquals("Findings \u2014", fresh.findings().tab().getValue());
    assertEquals("\u2014", fresh.findings().list().nOfM().getValue());
    session.summary =
        new RegistrySummary(
            null, "2.2.0", 0, 0, 0, null, session.clock.now(), 0, 0, 0, 0, 0, null, null);
    fresh.refresh();
    assertEquals("Findings 0", fresh.findings().tab().getValue());
    assertEquals("0 of 0", fresh.findings().list().nOfM().getValue());
  }

  @Test
  void aRegistryThatWasNotReadIsNotSaidToBeRead() {
    session.failure =
        EngineException.of(EngineException.Kind.UNAVAILABLE, "STORE_BUSY", "It was not read.");
    RegistryViewModel fresh = new RegistryViewModel(session, test.screen, id -> {});
    assertEquals("Reading the registry\u2026", fresh.generators().emptyText().getValue());
    fresh.refresh();
    assertEquals("This was not read. F5 tries again.", fresh.generators().emptyText().getValue());
  }

  @Test
  void whatIsNotKnownYetIsSaidOnceInTheHeader() {
    RegistryFigures fresh = new RegistryViewModel(session, test.screen, id -> {}).figures();
    assertEquals("\u2014", fresh.recordCount().getValue());
    assertEquals("", fresh.hash().getValue());
    assertEquals("", fresh.validation().getValue(), "it may have been validated");
    session.summary =
        new RegistrySummary(null, "2.2.0", 0, 0, 0, null, null, 0, 0, 0, 0, 0, null, null);
    model.refresh();
    assertEquals("", model.figures().hash().getValue());
    assertEquals("Never validated", model.figures().validation().getValue());
  }

  @Test
  void generatorsThatCannotBeReadStayAsTheyWereAndSayOfWhen() {
    model.generators().list().activeProperty().set(true);
    model.tabProperty().set(RegistryTab.GENERATORS);
    assertEquals("4 of 4", model.generators().list().nOfM().getValue());
    Instant read = test.screen.ticker().now();
    session.failure =
        EngineException.of(EngineException.Kind.UNAVAILABLE, "STORE_BUSY", "It was not read.");
    model.refresh();
    assertEquals("4 of 4", model.generators().list().nOfM().getValue());
    assertEquals(read, model.generators().list().reading().staleSinceProperty().get());
    assertNotNull(model.generators().list().problemProperty().get());

    RegistryViewModel fresh = new RegistryViewModel(session, test.screen, id -> {});
    fresh.generators().list().activeProperty().set(true);
    fresh.tabProperty().set(RegistryTab.GENERATORS);
    fresh.refresh();
    assertEquals("\u2014", fresh.generators().list().nOfM().getValue());
    assertNotNull(fresh.generators().list().problemProperty().get());
  }

  @Test
  void countsThatAreShownTwiceAgree() {
    assertEquals("Backups 6", model.figures().backupsTab().getValue());
    model.backups().list().activeProperty().set(true);
    model.tabProperty().set(RegistryTab.BACKUPS);
    session.backups.removeLast();
    model.refresh();
    int listed = model.backups().list().inScopeProperty().get();
    assertEquals(5, listed, "the engine's last word was 6");
    assertEquals("Backups " + listed, model.figures().backupsTab().getValue());
    model.tabProperty().set(RegistryTab.RECORDS);
    assertEquals("Backups 6", model.figures().backupsTab().getValue());
    assertTrue(
        model.figures().recordCount().getValue().startsWith("25 records"),
        model.figures().recordCount().getValue());
    assertTrue(model.figures().recordCount().getValue().endsWith("+ 1 file without an ID"));
    assertEquals("26 of 26", model.records().list().nOfM().getValue());
  }

  @Test
  void aReadThatFailsKeepsTheLastGoodDataAndSaysOfWhenItIs() {
    assertNull(model.records().list().reading().staleSinceProperty().get());
    Instant read = test.screen.ticker().now();
    session.clock.advance(Duration.ofMinutes(2));
    test.screen.ticker().tick();
    session.failure =
        EngineException.of(EngineException.Kind.UNAVAILABLE, "STORE_BUSY", "It was not read.");
    model.refresh();
    assertEquals(26, model.records().list().rows().shown().size());
    assertEquals(5, model.findings().list().rows().shown().size());
    assertEquals(read, model.records().list().reading().staleSinceProperty().get());
    assertEquals(read, model.findings().list().reading().staleSinceProperty().get());
    assertNotNull(model.findings().list().problemProperty().get(), "said on this tab too");
    assertNotNull(model.generators().list().problemProperty().get(), "said on this tab too");
    session.failure = null;
    model.refresh();
    assertNull(model.findings().list().problemProperty().get());
    assertNull(model.records().list().reading().staleSinceProperty().get());
    assertNull(model.findings().list().reading().staleSinceProperty().get());
    assertNull(model.records().list().problemProperty().get());
  }
}
