package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.GovernanceDecision;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Standing;
import dev.reeve.engine.change.Risk;
import dev.reeve.engine.change.TestPlans;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's word on a real workspace: what is shown, what it binds, what carries it out. */
class PersonsWordTest {
  @TempDir Path folder;
  private final SettableClock clock = new SettableClock("2026-03-10T10:00:00Z");
  @AutoClose private Engine engine;

  @BeforeEach
  void open() throws Exception {
    Files.writeString(folder.resolve("a.md"), "one\ntwo\n");
    Files.writeString(folder.resolve("gone.md"), "old\n");
    engine = TestEngines.adopting(folder, clock);
  }

  private String handIn(Risk risk) {
    ChangePlan plan = TestPlans.plan("Tidy", List.of("*.md"), "ann", risk, "restore", clock.now());
    ChangeSet set =
        ChangeSet.of(
            plan.id(),
            List.of(
                FileChange.update("a.md", "one\ntwo\n", "one\n2\n"),
                FileChange.create("b.md", "new\n"),
                FileChange.delete("gone.md", hash("old\n"))),
            "ann",
            clock.now());
    return engine.approvals().handIn(plan, set, "ann").decisionId();
  }

  private static String hash(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private String read(String name) throws Exception {
    return Files.readString(folder.resolve(name));
  }

  private static EngineException refused(Runnable act) {
    return assertThrows(EngineException.class, act::run);
  }

  @Test
  @DisplayName("It is shown with diffs computed from the files, and who must say yes")
  void shown() {
    Proposal seen = engine.approvals().show(handIn(Risk.LOW), "bea");
    assertEquals(Standing.WAITING, seen.standing());
    assertEquals(1, seen.needed());
    assertEquals(0, seen.good());
    assertNull(seen.mayNotApprove());
    assertEquals(Duration.ofHours(24), seen.validFor());
    assertEquals(
        List.of("update a.md +1 -1", "create b.md +1 -0", "delete gone.md +0 -1"),
        seen.items().stream()
            .map(
                item ->
                    "%s %s +%d -%d"
                        .formatted(
                            item.operation(), item.path(), item.linesAdded(), item.linesRemoved()))
            .toList());
    assertTrue(seen.items().getFirst().diff().contains("-two\n+2\n"));
    assertTrue(seen.items().getLast().diff().contains("-old\n"), "of the live file");
    assertEquals(List.of(), seen.refused());
    assertEquals(List.of(), seen.permanent());
    assertTrue(seen.raised());
    assertEquals("Risk escalated to medium: 1 file deletion(s)", seen.riskReason());
  }

  @Test
  @DisplayName("A file edited since is named before anybody approves")
  void editedSince() throws Exception {
    String decision = handIn(Risk.LOW);
    Files.writeString(folder.resolve("gone.md"), "edited\n");
    Files.writeString(folder.resolve("b.md"), "somebody's\n");
    Proposal seen = engine.approvals().show(decision, "bea");
    assertEquals(
        List.of("TARGET_EXISTS", "PRECONDITION_FAILED"),
        seen.refused().stream().map(Proposal.Item::code).toList());
  }

  @Test
  @DisplayName("Nothing runs before it is approved; then it runs once, and can be undone")
  void approvedThenRun() throws Exception {
    String decision = handIn(Risk.LOW);
    assertEquals(
        "APPROVAL_REQUIRED", refused(() -> engine.approvals().run(decision, "bea")).code());
    assertEquals("one\ntwo\n", read("a.md"));

    engine.approvals().approve(decision, "bea", "looks right");
    assertEquals(Standing.APPROVED, engine.approvals().show(decision, "bea").standing());
    ExecutionRow row = engine.approvals().run(decision, "bea");
    assertEquals(ExecutionStatus.COMPLETED, row.status());
    assertEquals("bea", row.approvedBy());
    assertEquals("low", row.riskProposed());
    assertEquals("one\n2\n", read("a.md"));
    assertFalse(Files.exists(folder.resolve("gone.md")));
    Proposal after = engine.approvals().show(decision, "bea");
    assertEquals(Standing.EXECUTED, after.standing());
    assertEquals(row.id(), after.executionId());
    assertEquals(row.id(), engine.approvals().run(decision, "bea").id(), "answered, not repeated");

    Proposal undo = engine.executions().previewRevert(row.id(), "bea");
    assertEquals(Standing.PREVIEW, undo.standing());
    assertNull(undo.decisionId());
    assertEquals(
        List.of("create gone.md", "delete b.md", "update a.md"),
        undo.items().stream().map(item -> item.operation() + " " + item.path()).toList());
    assertTrue(undo.items().getFirst().diff().contains("+old\n"), "out of the vault");
    assertEquals("one\n2\n", read("a.md"), "a preview changes nothing");
    assertEquals(
        1, engine.rooms.changes.governance().decisions(null, 10).size(), "and stores nothing");

    assertEquals(
        undo.subjectHash(),
        engine.executions().previewRevert(row.id(), "bea").subjectHash(),
        "looked at again it is the same");

    ExecutionRow undone =
        engine.executions().revert(row.id(), "bea", "it broke the index", undo.subjectHash());
    assertEquals(ExecutionStatus.COMPLETED, undone.status());
    GovernanceDecision recorded = engine.executions().evidence(undone.id()).decision();
    assertEquals(undo.subjectHash(), recorded.subjectHash(), "what was shown is what is on record");
    assertEquals(undo.plan().id(), recorded.planId());
    assertEquals("one\ntwo\n", read("a.md"));
    assertEquals("old\n", read("gone.md"));
    String decided = engine.executions().evidence(undone.id()).decision().id();
    assertEquals(
        "it broke the index", engine.rooms.changes.governance().words(decided).getFirst().notes());
    assertEquals(
        List.of("it broke the index"),
        engine.executions().evidence(undone.id()).approvals().stream()
            .map(Approval::notes)
            .toList(),
        "the word that it used up");
  }

  @Test
  @DisplayName("Who handed in a change of high risk is told beforehand; critical needs two people")
  void whoMay() {
    String high = handIn(Risk.HIGH);
    assertTrue(engine.approvals().show(high, "ann").mayNotApprove().startsWith("You handed it in"));
    assertNull(engine.approvals().show(high, "bea").mayNotApprove());

    String critical = handIn(Risk.CRITICAL);
    engine.approvals().approve(critical, "bea", "fine");
    Proposal seen = engine.approvals().show(critical, "bea");
    assertEquals(Standing.WAITING, seen.standing());
    assertEquals(2, seen.needed());
    assertEquals(1, seen.good());
    assertTrue(seen.mayNotApprove().contains("second person"));
    engine.approvals().approve(critical, "carl", "fine");
    assertEquals(Standing.APPROVED, engine.approvals().show(critical, "bea").standing());
    assertEquals(ExecutionStatus.COMPLETED, engine.approvals().run(critical, "carl").status());
  }

  @Test
  @DisplayName("CHG-A16 a policy edited since asks for another judgement, which voids the old one")
  void policyEdited() throws Exception {
    String decision = handIn(Risk.LOW);
    engine.approvals().approve(decision, "bea", "fine");
    Files.writeString(folder.resolve(".reeve/policy.yaml"), "# stricter\n");
    Proposal stale = engine.approvals().show(decision, "bea");
    assertEquals(Standing.POLICY_CHANGED, stale.standing());
    assertNotEquals(stale.policyHash(), stale.policyNow());
    assertEquals("DECISION_STALE", engine.approvals().run(decision, "bea").errorCode());

    Proposal again = engine.approvals().judgeAgain(decision, "bea");
    assertEquals(Standing.WAITING, again.standing());
    assertNotEquals(decision, again.decisionId());
    Proposal old = engine.approvals().show(decision, "bea");
    assertEquals(Standing.SUPERSEDED, old.standing());
    assertEquals(again.decisionId(), old.newerDecision());
  }

  private ExecutionRow ran() {
    String decision = handIn(Risk.LOW);
    engine.approvals().approve(decision, "bea", "fine");
    return engine.approvals().run(decision, "bea");
  }

  @Test
  @DisplayName("CHG-A16 an undo shown under another policy is not done under the one of now")
  void policyEditedSinceTheUndoWasShown() throws Exception {
    ExecutionRow row = ran();
    Proposal shown = engine.executions().previewRevert(row.id(), "bea");
    Files.writeString(folder.resolve(".reeve/policy.yaml"), "# stricter\n");
    EngineException stale =
        assertThrows(
            EngineException.class,
            () -> engine.executions().revert(row.id(), "bea", "no", shown.subjectHash()));
    assertEquals("REVERT_STALE", stale.code());
    assertEquals("one\n2\n", read("a.md"));

    Proposal now = engine.executions().previewRevert(row.id(), "bea");
    assertNotEquals(shown.subjectHash(), now.subjectHash());
    refused(() -> engine.executions().revert(row.id(), "bea", "no", shown.subjectHash()));
    ExecutionRow undone = engine.executions().revert(row.id(), "bea", "no", now.subjectHash());
    assertEquals(
        now.subjectHash(), engine.executions().evidence(undone.id()).decision().subjectHash());
  }

  @Test
  @DisplayName("CHG-A16 who was shown no undo is bound to none that somebody looked at before")
  void undoneWithoutALook() throws Exception {
    ExecutionRow row = ran();
    Proposal setAside = engine.executions().previewRevert(row.id(), "bea");
    Files.writeString(folder.resolve(".reeve/policy.yaml"), "# stricter\n");
    ExecutionRow undone = engine.executions().revert(row.id(), "bea");
    assertEquals(ExecutionStatus.COMPLETED, undone.status());
    assertNotEquals(
        setAside.subjectHash(), engine.executions().evidence(undone.id()).decision().subjectHash());
  }

  @Test
  @DisplayName("A rejection is final")
  void rejected() {
    String decision = handIn(Risk.LOW);
    engine.approvals().reject(decision, "bea", "not now");
    assertEquals(Standing.REJECTED, engine.approvals().show(decision, "bea").standing());
    refused(() -> engine.approvals().approve(decision, "carl", "but"));
    refused(() -> engine.approvals().run(decision, "carl"));
  }

  @Test
  @DisplayName("Where no evidence is kept, what is overwritten or deleted cannot come back")
  void withoutEvidence() throws Exception {
    engine.close();
    Files.writeString(folder.resolve(".reeve/config.toml"), "[keep]\nexecutions = 0\ndays = 0\n");
    engine =
        Engine.open(Workspace.open(folder, new DiskFileLayer()), Engine.Role.KEEPER, true, clock);
    Proposal seen = engine.approvals().show(handIn(Risk.LOW), "bea");
    assertEquals(
        List.of("a.md", "gone.md"), seen.permanent().stream().map(Proposal.Item::path).toList());
  }
}
