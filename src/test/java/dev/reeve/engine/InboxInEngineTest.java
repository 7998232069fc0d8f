package dev.reeve.engine;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.EditKept;
import dev.reeve.engine.change.ExecutionResult;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.Governance;
import dev.reeve.engine.change.GovernanceDecision;
import dev.reeve.engine.change.Submission;
import dev.reeve.engine.change.Verdict;
import dev.reeve.engine.event.EventLog;
import dev.reeve.engine.event.LogEvent;
import dev.reeve.engine.event.Severity;
import dev.reeve.engine.event.StoredEvent;
import dev.reeve.engine.inbox.InboxDeed;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxItem.State;
import dev.reeve.engine.inbox.InboxKind;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.inbox.Snooze;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.ReconcileProgress;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.registry.ReconcileRequest;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.SavedTwice;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sources of the inbox on a real workspace. */
class InboxInEngineTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  private Workspace adopted() {
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    Adoption.adopt(workspace);
    return Workspace.open(folder, new DiskFileLayer());
  }

  private Workspace live() throws Exception {
    Files.writeString(adopted().own("config.toml"), "[engine]\nmode = \"live\"\n");
    return Workspace.open(folder, new DiskFileLayer());
  }

  private static Optional<InboxItem> find(Engine engine, InboxKind kind) {
    return engine.inbox().list().items().stream().filter(item -> item.kind() == kind).findFirst();
  }

  private static InboxItem only(Engine engine, InboxKind kind) {
    return find(engine, kind).orElseThrow();
  }

  /** A rename, which the gate leaves to a person. */
  private static Governance.Judged rename(Engine engine, String from, String hash) {
    ChangePlan plan =
        ChangePlan.internal(
            "Give " + from + " its name",
            "a prefix is missing",
            List.of(from, "2_" + from),
            "tester",
            engine.clock().now());
    ChangeSet set =
        ChangeSet.of(
            plan.id(),
            List.of(FileChange.move(from, "2_" + from, hash)),
            "tester",
            plan.createdAt());
    return engine
        .rooms
        .changes
        .governance()
        .submit(new Submission(plan, set, ChangeKind.HEADER), "ann");
  }

  @Test
  @DisplayName("A change waits for an approval; approved, it waits to be used before that expires")
  void approvals() throws Exception {
    SettableClock clock = new SettableClock("2026-03-10T10:00:00Z");
    try (Engine engine = Engine.open(adopted(), Engine.Role.KEEPER, true, clock)) {
      Governance.Judged judged = rename(engine, "a.md", dev.reeve.engine.workspace.Sha256.of("a"));
      assertEquals(Verdict.NEED_APPROVAL, judged.decision().verdict());
      InboxItem waits = only(engine, InboxKind.APPROVAL_NEEDED);
      assertEquals("Give a.md its name", waits.what());
      assertEquals("ann", waits.owner());
      assertTrue(waits.details().contains("move a.md to 2_a.md"), waits.details().toString());
      assertFalse(
          waits.details().contains("objective: " + waits.what()), "the row says it already");

      clock.advance(Duration.ofMinutes(5));
      Approval given =
          engine.rooms.changes.approvals().approve(judged.decision().id(), "mira", "fine by me");
      assertEquals(Optional.empty(), find(engine, InboxKind.APPROVAL_NEEDED));
      InboxItem unused = only(engine, InboxKind.APPROVAL_UNUSED);
      assertEquals(given.expiresAt(), unused.deadline());
      assertEquals("mira", engine.inbox().list().lastDecision().by());

      clock.advance(Duration.ofHours(25));
      assertEquals(Optional.empty(), find(engine, InboxKind.APPROVAL_UNUSED));
      assertEquals(State.OPEN, only(engine, InboxKind.APPROVAL_NEEDED).state());
      engine.rooms.changes.approvals().reject(judged.decision().id(), "mira", "not needed");
      assertEquals(List.of(), engine.inbox().list().items());
    }
  }

  @Test
  @DisplayName("History: handed in, judged, laid to rest, judged again, approved, rejected")
  void pastOfAChange() throws Exception {
    SettableClock clock = new SettableClock("2026-03-10T10:00:00Z");
    try (Engine engine = Engine.open(adopted(), Engine.Role.KEEPER, true, clock)) {
      Governance.Judged first = rename(engine, "a.md", dev.reeve.engine.workspace.Sha256.of("a"));
      InboxItem waits = only(engine, InboxKind.APPROVAL_NEEDED);
      clock.advance(Duration.ofMinutes(1));
      engine.inbox().snooze(List.of(waits.id()), Snooze.HOUR, "ann");
      clock.advance(Duration.ofMinutes(1));
      GovernanceDecision again =
          engine
              .rooms
              .changes
              .governance()
              .evaluate(first.decision().planId(), first.decision().changeSetId())
              .decision();
      clock.advance(Duration.ofMinutes(1));
      engine.rooms.changes.approvals().approve(again.id(), "mira", "fine by me");
      InboxItem unused = only(engine, InboxKind.APPROVAL_UNUSED);
      engine.inbox().acknowledge(List.of(unused.id()), "mira");
      clock.advance(Duration.ofMinutes(1));
      engine.rooms.changes.approvals().reject(again.id(), "mira", "not needed");

      List<InboxDeed> past = engine.inbox().past(unused);
      assertEquals(
          List.of(
              "HANDED_IN " + first.decision().planId() + " ann ",
              "JUDGED " + first.decision().id() + " null ",
              "SNOOZED  ann 1h",
              "JUDGED " + again.id() + " null ",
              "APPROVED " + again.id() + " mira fine by me",
              "ACKNOWLEDGED  mira ",
              "REJECTED " + again.id() + " mira not needed"),
          past.stream()
              .map(
                  deed ->
                      deed.kind()
                          + " "
                          + deed.id()
                          + " "
                          + deed.by()
                          + " "
                          + (deed.kind() == InboxDeed.Kind.JUDGED ? "" : deed.text()))
              .toList());
      assertEquals(first.decision().id(), past.get(3).inPlaceOf());
      assertTrue(past.get(1).text().contains("needs approval"), past.get(1).text());
    }
  }

  @Test
  @DisplayName("What was approved for days is told from the first moment, and until it is used")
  void approvedForDays() throws Exception {
    SettableClock clock = new SettableClock("2026-03-10T10:00:00Z");
    try (Engine engine = Engine.open(adopted(), Engine.Role.KEEPER, true, clock)) {
      Governance.Judged judged = rename(engine, "a.md", dev.reeve.engine.workspace.Sha256.of("a"));
      Approval given =
          engine
              .rooms
              .changes
              .approvals()
              .approve(judged.decision().id(), "mira", "fine by me", Duration.ofDays(7));
      assertEquals(given.expiresAt(), only(engine, InboxKind.APPROVAL_UNUSED).deadline());
      clock.advance(Duration.ofDays(6));
      assertEquals(State.OPEN, only(engine, InboxKind.APPROVAL_UNUSED).state());
    }
  }

  @Test
  @DisplayName("A registry somebody else wrote is a row; accepting it takes the row away")
  void foreignWrite() throws Exception {
    try (Engine engine = Engine.open(adopted(), Engine.Role.KEEPER, true)) {
      engine.start();
      Files.writeString(folder.resolve("a.md"), "# A\n");
      await().atMost(LONG).until(() -> !engine.registry().rows().isEmpty());
      assertTrue(engine.awaitIdle(LONG));
      Path registry = folder.resolve("UNIFIED_SSOT_REGISTRY.json");
      String good = Files.readString(registry);
      Files.writeString(registry, good + " ");
      InboxItem closed = only(engine, InboxKind.REGISTRY_CLOSED);
      assertTrue(closed.why().startsWith("FOREIGN_WRITE"), closed.why());
      assertEquals(Pane.RECORDS, closed.place().pane());

      Files.writeString(registry, good); // put back outside of Reeve: nobody told it so
      assertEquals(State.RESOLVED, only(engine, InboxKind.REGISTRY_CLOSED).state());

      Files.writeString(registry, good + " ");
      assertEquals(State.OPEN, only(engine, InboxKind.REGISTRY_CLOSED).state());
      engine.registryRecovery().acceptForeign();
      assertEquals(Optional.empty(), find(engine, InboxKind.REGISTRY_CLOSED));
    }
  }

  @Test
  @DisplayName("An alarm of the registry stands until it can be written, then is resolved")
  void registryAlarm() throws Exception {
    Workspace workspace = live();
    Path backups = workspace.own("registry", "backups");
    Path document = Files.writeString(workspace.root().resolve("a.md"), "a\n");
    try (Engine engine = Engine.open(workspace, Engine.Role.KEEPER)) {
      engine.start();
      await()
          .until(
              () -> Files.isDirectory(backups) && engine.registry().summary().activeFiles() == 1);
      Files.move(backups, workspace.own("registry", "away"));
      Files.writeString(backups, "a file in the way");
      Files.writeString(document, "b\n");
      await().until(() -> find(engine, InboxKind.REGISTRY_ALARM).isPresent());
      assertEquals("registry-alarm:BACKUP_FAILED", only(engine, InboxKind.REGISTRY_ALARM).id());
    }
    try (Engine other = Engine.open(workspace, Engine.Role.VISITOR)) {
      assertEquals(State.OPEN, only(other, InboxKind.REGISTRY_ALARM).state());
    }
    try (Engine engine = Engine.open(workspace, Engine.Role.KEEPER)) {
      engine.start();
      Files.delete(backups);
      Files.move(workspace.own("registry", "away"), backups);
      await().until(() -> only(engine, InboxKind.REGISTRY_ALARM).state() == State.RESOLVED);
    }
  }

  @Test
  @DisplayName("A folder that is paused, and one that is gone, are not watched")
  void watchers() throws Exception {
    adopted();
    Files.createDirectories(folder.resolve("docs"));
    Files.writeString(folder.resolve(".reeve/config.toml"), "[watch]\nroots = [\"docs\"]\n");
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    try (Engine engine = Engine.open(workspace, Engine.Role.KEEPER)) {
      engine.start();
      assertTrue(engine.awaitIdle(LONG));
      engine.watch().pause("docs", true);
      InboxItem paused = only(engine, InboxKind.WATCHER_STOPPED);
      assertEquals(List.of("docs"), paused.place().items());
      engine.watch().pause("docs", false);
      await().atMost(LONG).until(() -> find(engine, InboxKind.WATCHER_STOPPED).isEmpty());

      Files.move(folder.resolve("docs"), folder.resolve("away"));
      await().atMost(LONG).until(() -> find(engine, InboxKind.WATCHER_STOPPED).isPresent());
      Files.move(folder.resolve("away"), folder.resolve("docs"));
      await()
          .atMost(LONG)
          .until(() -> only(engine, InboxKind.WATCHER_STOPPED).state() == State.RESOLVED);
    }
  }

  @Test
  @DisplayName("Writes that are refused are a row, which ends with a person's word")
  void refusedWrites() {
    try (Engine engine = Engine.open(adopted(), Engine.Role.KEEPER)) {
      engine.rooms.store.holdWrites(
          EngineException.of(Kind.REFUSED, "CHAIN_BROKEN", "Nothing is written: line 7 differs.")
              .with("The record is whole.", "Find out who changed the file, then acknowledge."));
      engine.bus().publish(new LogEvent.ChainBroken(7, "transitions.jsonl"));
      assertEquals(
          "Nothing is written: line 7 differs. Find out who changed the file, then acknowledge.",
          only(engine, InboxKind.WRITES_REFUSED).why());
      engine.rooms.store.releaseWrites();
      assertEquals(List.of(), engine.inbox().list().items());
    }
  }

  /** What an execution that updates docs/a.md does to a person who saves it twice just then. */
  private void saveTwiceDuring(Engine engine, FaultyFiles files) throws Exception {
    Path file = Files.createDirectories(folder.resolve("docs")).resolve("a.md");
    Files.writeString(file, "a");
    files.inject(new SavedTwice(file));
    ExecutionResult result = Insides.carryOut(engine, FileChange.update("docs/a.md", "a", "A"));
    files.heal();
    assertFalse(result.outcome().success());
  }

  @Test
  @DisplayName("A saved version that lies beside its file is an alarm and a row until it is gone")
  void keptEdit() throws Exception {
    adopted();
    FaultyFiles files = new FaultyFiles();
    Workspace workspace = Workspace.open(folder, files);
    String id = "edit-kept:docs/a (edit kept by Reeve).md";
    try (Engine engine = Engine.open(workspace, Engine.Role.KEEPER, true)) {
      List<EditKept> alarms = new CopyOnWriteArrayList<>();
      engine
          .bus()
          .subscribe(
              event -> {
                if (event instanceof EditKept kept) {
                  alarms.add(kept);
                }
              });
      saveTwiceDuring(engine, files);
      Path kept = folder.resolve("docs/a (edit kept by Reeve).md");
      assertEquals("saved first", Files.readString(kept));
      assertEquals("saved second", Files.readString(folder.resolve("docs/a.md")));
      assertEquals("docs/a.md", alarms.getFirst().edit().path().text());
      List<StoredEvent> record =
          new EventLog(engine.rooms.store, engine.clock(), engine.bus())
              .latest(Severity.WARNING, 5);
      assertEquals("edit_kept", record.getFirst().type());

      InboxItem row = only(engine, InboxKind.EDIT_KEPT);
      assertEquals(id, row.id());
      assertEquals("A saved version of docs/a.md lies beside it", row.what());
      assertTrue(row.why().contains("lies in 'docs/a (edit kept by Reeve).md'"), row.why());
      assertTrue(row.why().contains("delete the one that is not needed"), row.why());
      assertTrue(row.details().contains("kept as: docs/a (edit kept by Reeve).md"));
      assertEquals(State.OPEN, row.state());
    }
    try (Engine visitor = Engine.open(adopted(), Engine.Role.VISITOR)) {
      assertEquals(id, only(visitor, InboxKind.EDIT_KEPT).id());
      Files.delete(folder.resolve("docs/a (edit kept by Reeve).md"));
      assertEquals(Optional.empty(), find(visitor, InboxKind.EDIT_KEPT));
    }
  }

  /** 30 files were taken up; 25 of them went while nobody kept the workspace. */
  private Workspace withMostFilesGone() throws Exception {
    Workspace workspace = adopted();
    for (int i = 0; i < 30; i++) {
      Files.writeString(folder.resolve("f" + i + ".txt"), "f" + i);
    }
    try (Engine engine = Engine.open(workspace, Engine.Role.KEEPER, true)) {
      engine.start();
      await().atMost(LONG).until(() -> engine.registry().rows().size() == 30);
      assertTrue(engine.awaitIdle(LONG));
    }
    for (int i = 0; i < 25; i++) {
      Files.delete(folder.resolve("f" + i + ".txt"));
    }
    return workspace;
  }

  @Test
  @DisplayName("A plan that is held counts what the newest look found: mark, inbox and question")
  void heldPlanCountsWhatWasFoundLast() throws Exception {
    Workspace workspace = withMostFilesGone();
    try (Engine engine = Engine.open(workspace, Engine.Role.KEEPER, true)) {
      engine.start();
      assertTrue(engine.awaitIdle(LONG));
      assertEquals(25, engine.heldPlans().getFirst().differences());
    }
    Files.writeString(folder.resolve("f0.txt"), "f0");
    try (Engine engine = Engine.open(workspace, Engine.Role.KEEPER, true)) {
      HeldPlan before = engine.heldPlans().getFirst();
      ReconcileReport report =
          engine.registryActions().compare(ReconcileProgress.NONE, () -> false);
      HeldPlan held = engine.heldPlans().getFirst();
      assertEquals(24, report.items().size());
      assertEquals(24, held.differences());
      assertEquals(before.planId(), held.planId());
      assertEquals(before.since(), held.since());
      await()
          .atMost(LONG)
          .until(
              () ->
                  only(engine, InboxKind.PLAN_HELD)
                      .what()
                      .equals("24 differences wait in the workspace"));
      engine.registryActions().compare(ReconcileProgress.NONE, () -> true);
      assertEquals(24, engine.heldPlans().getFirst().differences(), "one that was stopped");
    }
  }

  @Test
  @DisplayName("A plan held for mass removal is a row until a person allows it")
  void heldPlan() throws Exception {
    Workspace workspace = withMostFilesGone();
    try (Engine engine = Engine.open(workspace, Engine.Role.KEEPER, true)) {
      engine.start();
      assertTrue(engine.awaitIdle(LONG));
      InboxItem held = only(engine, InboxKind.PLAN_HELD);
      assertEquals("25 differences wait in the workspace", held.what());
      assertTrue(held.why().startsWith("MASS_REMOVAL_HELD"), held.why());

      String plan = engine.heldPlans().getFirst().planId();
      engine
          .registryActions()
          .reconcile(
              ReconcileRequest.of(List.of(".")).confirming(plan),
              ReconcileProgress.NONE,
              () -> false);
      assertEquals(Optional.empty(), find(engine, InboxKind.PLAN_HELD));
    }
  }
}
