package dev.reeve.console.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.EngineSession.Progress;
import dev.reeve.console.EngineSession.Reconciled;
import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.edge.EdgeRow;
import dev.reeve.engine.workspace.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RegistryViewModelTest {
  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final RegistryViewModel model = new RegistryViewModel(session, test.screen);

  @BeforeEach
  void open() {
    model.records().activeProperty().set(true);
    model.findings().activeProperty().set(true);
    model.backups().activeProperty().set(true);
    model.refresh();
  }

  @Test
  void theRailHeaderAndTableAgreeAboutProblems() {
    assertEquals(2, model.problemCount().get());
    assertEquals("validated 12 min ago · 2 errors · 3 warnings", model.validation().getValue());
    long errors =
        model.findings().rows().shown().stream().filter(row -> !row.snapshot().warning()).count();
    assertEquals(2, errors);
    assertEquals("5 of 5", model.findings().nOfM().getValue());
  }

  @Test
  void backupsAreReadWhenSomebodyLooks() {
    assertEquals(0, model.backups().rows().all().size());
    model.tabProperty().set(RegistryTab.BACKUPS);
    assertEquals(session.backups.size(), model.backups().rows().all().size());
  }

  @Test
  void problemsComeFirstAndSearchIsByIdPrefixOrPath() {
    assertTrue(model.records().rows().shown().getFirst().snapshot().problem() != null);
    model.records().filterProperty().set("id:2601180000000728");
    assertEquals("1 of 25", model.records().nOfM().getValue());
    model.records().filterProperty().set("path:docs/guides/**");
    assertEquals("4 of 25", model.records().nOfM().getValue());
  }

  @Test
  void theDrawerShowsMembersAndFindings() {
    String key = model.records().rows().shown().getFirst().key();
    model.records().selected().setAll(key);
    DrawerContent drawer = model.records().drawer().getValue();
    assertNotNull(drawer);
    assertTrue(drawer.facts().stream().anyMatch(fact -> fact.name().equals("module_id")));
    assertEquals(2, drawer.history().size());
  }

  private DrawerContent drawerOf(RecordRow record) {
    model.records().selected().setAll(record.key());
    return model.records().drawer().getValue();
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
    assertEquals(record.docId(), fact(drawer, "doc_id"));
    List<String> lines =
        drawer.pages().getFirst().lines().stream().map(DrawerContent.Line::text).toList();
    assertTrue(lines.contains("src_parse_status: syntax_error"), lines.toString());
    assertTrue(lines.contains("sha256: " + record.sha256()), lines.toString());
  }

  @Test
  void theDrawerLeadsToWhatTheRecordIsRelatedTo() {
    RecordRow record = session.records.get(2);
    RecordRow other = session.records.get(3);
    session.edges.clear();
    session.edges.add(edge("1", record, other, "active"));
    session.edges.add(edge("2", other, record, "active"));
    session.edges.add(edge("3", record, other, "quarantined"));
    model.records().filterProperty().set("id:nothing");
    DrawerContent drawer = drawerOf(record);
    assertEquals(
        List.of(
            "imports → " + other.path() + " · 0.90 · active",
            "imports ← " + other.path() + " · 0.90 · active"),
        drawer.related().stream().map(DrawerContent.Related::text).toList());
    assertTrue(fact(drawer, "Relations").startsWith("2 shown, 1 hidden"));
    drawer.related().getFirst().open().run();
    assertEquals(List.of(other.key()), model.records().selected());
    assertEquals("", model.records().filterProperty().get());
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
  void aHeldPlanIsShownUntilNothingWaits() {
    assertNull(model.heldPlan().getValue());
    session.heldPlans.add(
        new HeldPlan("docs", "ab12", "MASS_REMOVAL_HELD: 35 files", 35, session.clock.now()));
    session.bus.publish(new RegistryEvent.PlansHeld());
    assertEquals("Needs you: 35 differences wait", model.heldPlan().getValue().word());
    assertTrue(model.heldReason().getValue().contains("--confirm ab12"));
    session.heldPlans.clear();
    model.refresh();
    assertNull(model.heldPlan().getValue());
    assertEquals("", model.heldReason().getValue());
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
        "docs/moved.md", model.records().rows().find(was.key()).orElseThrow().path().getValue());
  }

  @Test
  void aRefusedPatchSaysThatNothingWasWritten() {
    session.bus.publish(
        new RegistryEvent.Refused("P-1", "CAS_CONFLICT", "The registry changed meanwhile."));
    assertEquals("CAS_CONFLICT", model.records().problemProperty().get().code());
    assertTrue(model.records().problemProperty().get().safe().contains("not written"));
  }

  @Test
  void validateTellsItsResult() {
    session.calls.clear();
    model.validate().run();
    assertEquals(List.of("validate false"), session.calls);
    assertEquals("Validated: 2 errors, 3 warnings. The registry was not changed.", test.notice());
  }

  @Test
  void reconcileAsksShowsProgressAndTellsTheResult() {
    session.reconciled = new CompletableFuture<>();
    List<Question> asked = new ArrayList<>();
    Command reconcile = model.reconciliation().command(asked::add);
    reconcile.run();
    assertEquals("Reconcile", asked.getFirst().verb());
    model.reconciliation().start();
    assertTrue(model.reconciliation().running().get());
    assertFalse(reconcile.enabled());

    session.progress.accept(new Progress(143, 212, "files"));
    test.due();
    assertEquals("143 of 212 files", model.reconciliation().text().getValue());
    assertEquals(143.0 / 212, model.reconciliation().fraction().getValue());

    session.reconciled.complete(new Reconciled(212, 3, 2, 1));
    assertFalse(model.reconciliation().running().get());
    assertEquals(
        "212 files looked at: 3 differences, 2 queued, 1 held for a person.", test.notice());
  }

  @Test
  void aFailedReconciliationIsAProblem() {
    session.reconciled =
        CompletableFuture.failedFuture(
            EngineException.of(EngineException.Kind.BUSY, "LOCK_TIMEOUT", "It was not begun."));
    model.reconciliation().start();
    assertEquals("LOCK_TIMEOUT", model.records().problemProperty().get().code());
    assertFalse(model.reconciliation().running().get());
  }

  @Test
  void observeModeSaysThatNothingIsChanged() {
    session.live = false;
    List<Question> asked = new ArrayList<>();
    model.reconciliation().command(asked::add).run();
    assertTrue(asked.getFirst().text().startsWith("Observe mode"));
  }
}
