package dev.reeve.engine;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.GovernanceDecision;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Risk;
import dev.reeve.engine.change.TestPlans;
import dev.reeve.engine.inbox.InboxDeed;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxKind;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has happened to what a row of the inbox is about, on a real workspace. */
class InboxPastTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock("2026-03-10T10:00:00Z");
  @AutoClose private Engine engine;

  private String handIn() throws Exception {
    Files.writeString(folder.resolve("a.md"), "one\n");
    engine = TestEngines.adopting(folder, clock);
    ChangePlan plan =
        TestPlans.plan("Tidy", List.of("*.md"), "ann", Risk.LOW, "restore", clock.now());
    ChangeSet set =
        ChangeSet.of(
            plan.id(),
            List.of(
                FileChange.update("a.md", "one\n", "1\n"),
                FileChange.create("b.md", "two\n"),
                FileChange.create("c.md", "three\n")),
            "ann",
            clock.now());
    return engine.approvals().handIn(plan, set, "ann").decisionId();
  }

  private InboxItem only(InboxKind kind) {
    return engine.inbox().list().items().stream()
        .filter(item -> item.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private List<String> told(InboxItem item) {
    return engine.inbox().past(item).stream().map(deed -> deed.kind() + " " + deed.id()).toList();
  }

  @Test
  @DisplayName(
      "Files left out are counted where it was judged again; what was used up says by what")
  void leftOutAndCarriedOut() throws Exception {
    String first = handIn();
    clock.advance(Duration.ofMinutes(1));
    Proposal rest = engine.approvals().exclude(first, Set.of("b.md", "c.md"), "bea");
    clock.advance(Duration.ofMinutes(1));
    engine.approvals().approve(rest.decisionId(), "bea", "the rest can wait");
    InboxItem unused = only(InboxKind.APPROVAL_UNUSED);
    clock.advance(Duration.ofMinutes(1));
    Instant used = clock.now();
    ExecutionRow row = engine.approvals().run(rest.decisionId(), "bea");

    assertEquals(
        List.of(
            "HANDED_IN " + rest.plan().id(),
            "JUDGED " + first,
            "JUDGED " + rest.decisionId(),
            "APPROVED " + rest.decisionId(),
            "CARRIED_OUT " + row.id()),
        told(unused));
    List<InboxDeed> past = engine.inbox().past(unused);
    assertEquals(List.of(0, 0, 2, 0, 0), past.stream().map(InboxDeed::leftOut).toList());
    assertEquals(first, past.get(2).inPlaceOf());
    assertEquals(used, past.getLast().at());
  }

  @Test
  @DisplayName("A decision that nobody knows has no past, and it is said where to look")
  void unknown() throws Exception {
    handIn();
    EngineException unknown =
        assertThrows(
            EngineException.class, () -> engine.rooms.changes.planPast().of("dec_0000000000ff"));
    assertEquals("NOT_FOUND", unknown.code());
    assertEquals("Look for it in the list of this workspace.", unknown.remedy());
  }

  @Test
  @DisplayName("A change that the gate refuses when it judges again was denied")
  void denied() throws Exception {
    String first = handIn();
    InboxItem waits = only(InboxKind.APPROVAL_NEEDED);
    clock.advance(Duration.ofMinutes(1));
    Files.writeString(folder.resolve(".reeve/policy.yaml"), "risk: [no list of rules]\n");
    GovernanceDecision before = engine.rooms.changes.governance().judged(first).decision();
    String again =
        engine
            .rooms
            .changes
            .governance()
            .evaluate(before.planId(), before.changeSetId())
            .decision()
            .id();
    assertEquals(
        List.of("HANDED_IN " + before.planId(), "JUDGED " + first, "DENIED " + again), told(waits));
    InboxDeed denied = engine.inbox().past(waits).getLast();
    assertEquals(first, denied.inPlaceOf());
    assertTrue(denied.text().startsWith("The policy file cannot be understood"), denied.text());
  }

  @Test
  @DisplayName("What waits for nobody's word began once, and ended by itself")
  void beganAndEnded() throws Exception {
    Path docs = Files.createDirectories(folder.resolve("docs"));
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
    Files.writeString(folder.resolve(".reeve/config.toml"), "[watch]\nroots = [\"docs\"]\n");
    engine = Engine.open(Workspace.open(folder, new DiskFileLayer()), Engine.Role.KEEPER);
    engine.start();
    assertTrue(engine.awaitIdle(LONG));
    Files.move(docs, folder.resolve("away"));
    await()
        .atMost(LONG)
        .until(() -> engine.inbox().list().items().toString().contains("WATCHER_STOPPED"));
    InboxItem stopped = only(InboxKind.WATCHER_STOPPED);
    assertEquals(List.of("BEGAN "), told(stopped));
    Files.move(folder.resolve("away"), docs);
    await()
        .atMost(LONG)
        .until(() -> only(InboxKind.WATCHER_STOPPED).state() == InboxItem.State.RESOLVED);
    InboxItem ended = only(InboxKind.WATCHER_STOPPED);
    assertEquals(List.of("BEGAN ", "ENDED "), told(ended));
    assertEquals(ended.since(), engine.inbox().past(ended).getFirst().at());
    assertEquals(ended.healedAt(), engine.inbox().past(ended).getLast().at());
  }
}
