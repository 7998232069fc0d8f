package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Utc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalsTest {
  @TempDir Path root;
  @AutoClose private ChangeRoom room;
  private Approvals approvals;

  @BeforeEach
  void open() {
    room = new ChangeRoom(root);
    approvals = room.approvals();
  }

  private GovernanceDecision judged(Risk risk) {
    return room.governance()
        .submit(room.submission(risk, FileChange.create("docs/a.md", "x")), "ann")
        .decision();
  }

  private ApprovalCheck check(GovernanceDecision decision, @Nullable String approvalId) {
    return room.store.read(tx -> approvals.check(tx, decision, approvalId, decision.subjectHash()));
  }

  private void use(ApprovalCheck check, String executionId) {
    ApprovalCheck.Granted granted = assertInstanceOf(ApprovalCheck.Granted.class, check);
    room.write(tx -> approvals.use(tx, granted, executionId));
  }

  private EngineException refused(Runnable act) {
    return assertThrows(EngineException.class, act::run);
  }

  @Test
  @DisplayName("CHG-A21 an approval is good for one execution, then only for that one's result")
  void a21_singleUse() {
    GovernanceDecision decision = judged(Risk.LOW);
    assertInstanceOf(ApprovalCheck.Missing.class, check(decision, null));
    Approval approval = approvals.approve(decision.id(), "bea", "fine");
    use(check(decision, approval.id()), "exec_000000000001");
    assertEquals(new ApprovalCheck.Used("exec_000000000001"), check(decision, approval.id()));
    ApprovalCheck.Granted twice = new ApprovalCheck.Granted(List.of(approval));
    refused(() -> room.write(tx -> approvals.use(tx, twice, "exec_000000000002")));
    assertEquals(new ApprovalCheck.Used("exec_000000000001"), check(decision, approval.id()));
    assertEquals(Kind.CONFLICT, refused(() -> approvals.approve(decision.id(), "eve", "")).kind());
  }

  @Test
  void theApproverSaysHowLongItIsGood() {
    for (Duration each : Approvals.CHOICES) {
      GovernanceDecision decision = judged(Risk.MEDIUM);
      Approval given = approvals.approve(decision.id(), "bea", "fine", each);
      assertEquals(room.clock.now().plus(each), given.expiresAt());
      TrailLine line = room.realTrail.list(TrailFilter.all(), 1).getFirst();
      assertEquals(Utc.format(given.expiresAt()), line.text("expires_at"));
      assertEquals(
          given, approvals.approve(decision.id(), "bea", "fine", Duration.ofHours(1)), "said once");
    }
    String open = judged(Risk.MEDIUM).id();
    assertEquals(
        "INVALID_FIELD",
        refused(() -> approvals.approve(open, "bea", "", Duration.ofDays(8))).code());
  }

  @Test
  @DisplayName("the same person's word again is the first record")
  void repeatedWord() {
    GovernanceDecision decision = judged(Risk.LOW);
    Approval first = approvals.approve(decision.id(), "bea", "fine");
    assertEquals(first, approvals.approve(decision.id(), "BEA", "again"));
    room.clock.advance(Duration.ofHours(25));
    assertNotEquals(first.id(), approvals.approve(decision.id(), "bea", "still fine").id());
  }

  @Test
  @DisplayName("CHG-A22 one byte more voids the approval, for the new set and for the old")
  void a22_resubmittedSet() {
    Submission first = room.submission(Risk.LOW, FileChange.create("docs/a.md", "x"));
    GovernanceDecision old = room.governance().submit(first, "ann").decision();
    Approval approval = approvals.approve(old.id(), "bea", "");
    ChangeSet more =
        ChangeSet.of(
            first.plan().id(),
            List.of(FileChange.create("docs/a.md", "xy")),
            "t",
            room.clock.now());
    GovernanceDecision now =
        room.governance()
            .submit(new Submission(first.plan(), more, ChangeKind.CHANGES), "ann")
            .decision();
    assertInstanceOf(ApprovalCheck.Invalid.class, check(now, approval.id()));
    assertInstanceOf(ApprovalCheck.Invalid.class, check(old, approval.id()));
    assertEquals("DECISION_STALE", refused(() -> approvals.approve(old.id(), "eve", "")).code());
  }

  @Test
  @DisplayName("CHG-A23 critical risk needs two different people")
  void a23_twoPeople() {
    GovernanceDecision decision = judged(Risk.CRITICAL);
    Approval first = approvals.approve(decision.id(), "bea", "");
    assertEquals(first, approvals.approve(decision.id(), "bea", "once more"));
    assertInstanceOf(ApprovalCheck.Missing.class, check(decision, first.id()));
    Approval second = approvals.approve(decision.id(), "carl", "");
    ApprovalCheck granted = check(decision, first.id());
    assertEquals(new ApprovalCheck.Granted(List.of(first, second)), granted);
    use(granted, "exec_000000000001");
    assertEquals(new ApprovalCheck.Used("exec_000000000001"), check(decision, second.id()));
  }

  @Test
  @DisplayName("who handed in a high-risk change cannot approve it; a low one they can")
  void selfApproval() {
    GovernanceDecision high = judged(Risk.HIGH);
    assertEquals(Kind.REFUSED, refused(() -> approvals.approve(high.id(), "Ann", "")).kind());
    approvals.approve(high.id(), "bea", "");
    approvals.approve(judged(Risk.MEDIUM).id(), "ann", "");
  }

  @Test
  @DisplayName("CHG-A24 denied, allowed, rejected and expired")
  void a24_refusals() {
    GovernanceDecision denied =
        room.governance()
            .submit(room.submission(Risk.LOW, FileChange.create("../x", "x")), "ann")
            .decision();
    EngineException deny = refused(() -> approvals.approve(denied.id(), "bea", ""));
    assertEquals(Kind.REFUSED, deny.kind());
    assertTrue(String.valueOf(deny.getMessage()).contains("denied plans cannot be approved"));

    Submission patch =
        room.submission(
            Risk.LOW,
            FileChange.updateFromVault(
                "UNIFIED_SSOT_REGISTRY.json", "a".repeat(64), "b".repeat(64)));
    GovernanceDecision allowed =
        room.governance()
            .submit(new Submission(patch.plan(), patch.changeSet(), ChangeKind.REGISTRY), null)
            .decision();
    assertEquals(Kind.CONFLICT, refused(() -> approvals.approve(allowed.id(), "bea", "")).kind());

    GovernanceDecision rejected = judged(Risk.LOW);
    Approval before = approvals.approve(rejected.id(), "bea", "");
    Approval no = approvals.reject(rejected.id(), "carl", "not now");
    assertInstanceOf(ApprovalCheck.Invalid.class, check(rejected, before.id()));
    assertInstanceOf(ApprovalCheck.Invalid.class, check(rejected, no.id()));
    assertEquals(Kind.REFUSED, refused(() -> approvals.approve(rejected.id(), "eve", "")).kind());
    assertEquals(no, approvals.reject(rejected.id(), "carl", "again"));

    GovernanceDecision expired = judged(Risk.LOW);
    Approval old = approvals.approve(expired.id(), "bea", "");
    room.clock.advance(Duration.ofHours(24));
    assertInstanceOf(ApprovalCheck.Invalid.class, check(expired, old.id()));
    assertEquals(
        Kind.NOT_FOUND, refused(() -> approvals.approve("dec_0000000000ff", "bea", "")).kind());
    assertEquals(Kind.INVALID, refused(() -> approvals.approve("dec_1; --", "bea", "")).kind());
  }

  private List<String> trail() {
    return room.realTrail.list(TrailFilter.all(), 100).stream()
        .map(line -> line.type() + " " + line.actor() + " " + line.text("verdict"))
        .map(String::strip)
        .toList();
  }

  @Test
  @DisplayName("Verdicts, approvals and rejections are on the trail; a repeated word is there once")
  void decisionsAreOnTheTrail() {
    GovernanceDecision decision = judged(Risk.HIGH);
    Approval given = approvals.approve(decision.id(), "bea", "");
    approvals.approve(decision.id(), "bea", "");
    approvals.reject(decision.id(), "carl", "");
    refused(() -> approvals.approve(decision.id(), "dora", ""));

    assertEquals(
        List.of(
            "verdict writegate_engine need_approval",
            "approval_approve bea",
            "approval_reject carl"),
        trail());
    TrailLine line = room.realTrail.list(TrailFilter.all(), 100).get(1);
    assertEquals(given.id(), line.text("approval_id"));
    assertEquals(decision.subjectHash(), line.text("subject_hash"));
    assertInstanceOf(TrailCheck.Whole.class, room.realTrail.verify());
  }

  @Test
  @DisplayName("A word that cannot be stored is void on the trail; without a trail none is stored")
  void aWordIsNeverInForceWithoutItsLine() throws Exception {
    GovernanceDecision decision = judged(Risk.HIGH);
    EngineException held = EngineException.of(Kind.REFUSED, "HELD", "Held.");
    room.store.holdWrites(held);
    assertEquals("HELD", refused(() -> approvals.approve(decision.id(), "bea", "")).code());
    room.store.releaseWrites();
    assertEquals("approval_void bea", trail().getLast());

    Path folder = room.workspace.own("trail");
    Files.move(folder, folder.resolveSibling("trail-kept"));
    Files.writeString(folder, "in the way");
    refused(() -> approvals.approve(decision.id(), "bea", ""));
    refused(() -> judged(Risk.LOW));
    assertEquals(List.of(), room.governance().fullRecord(decision.planId()).approvals());
  }
}
