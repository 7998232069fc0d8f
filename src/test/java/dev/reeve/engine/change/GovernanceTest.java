package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GovernanceTest {
  @TempDir Path root;
  @AutoClose private ChangeRoom room;

  @BeforeEach
  void open() {
    room = new ChangeRoom(root);
  }

  private Submission note(String content) {
    return room.submission(Risk.LOW, FileChange.create("docs/a.md", content));
  }

  @Test
  @DisplayName("a submission is kept with its decision and the policy's exact bytes")
  void keepsEverything() throws Exception {
    Files.writeString(room.workspace.own("policy.yaml"), "a: 1\r\n");
    Governance.Judged judged = room.governance().submit(note("x"), "ann");
    Governance.FullRecord full = room.governance().fullRecord(judged.submission().plan().id());
    assertEquals("ann", full.plan().submittedBy());
    assertEquals(Optional.of(judged.submission().changeSet()), full.changeSet());
    assertEquals(Optional.of(judged.decision()), full.decision());
    assertEquals(List.of(), full.approvals());
    PolicySnapshot policy =
        room.store
            .read(tx -> room.governanceDao.policy(tx, judged.decision().policySnapshotHash()))
            .orElseThrow();
    assertEquals("a: 1\r\n", new String(policy.bytes(), java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(judged, room.governance().judged(judged.decision().id()));
  }

  @Test
  @DisplayName("an edited policy makes another subject")
  void policyIsPartOfTheSubject() throws Exception {
    Governance.Judged first = room.governance().submit(note("x"), "ann");
    Files.writeString(room.workspace.own("policy.yaml"), "a: 1\n");
    Governance.Judged again =
        room.governance()
            .evaluate(first.submission().plan().id(), first.submission().changeSet().id());
    assertNotEquals(first.decision().subjectHash(), again.decision().subjectHash());
  }

  @Test
  @DisplayName("governance records refuse every update and delete, replacing included")
  void appendOnly() {
    Governance.Judged judged = room.governance().submit(note("x"), "ann");
    Approval approval = room.approvals().approve(judged.decision().id(), "bea", "");
    room.write(tx -> room.governanceDao.useApproval(tx, approval.id(), "exec_1", room.clock.now()));
    for (String table :
        List.of(
            "governance_plans",
            "governance_changesets",
            "governance_policies",
            "governance_decisions",
            "governance_approvals",
            "governance_approval_uses")) {
      assertThrows(
          EngineException.class, () -> room.write(tx -> tx.update("DELETE FROM " + table)), table);
      assertThrows(
          EngineException.class,
          () -> room.write(tx -> tx.update("UPDATE " + table + " SET rowid = rowid + 1")),
          table);
      assertThrows(
          EngineException.class,
          () ->
              room.write(
                  tx -> tx.update("INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table)),
          table);
    }
    assertEquals(judged, room.governance().judged(judged.decision().id()));
  }

  @Test
  @DisplayName("a bad plan or set leaves nothing behind")
  void a07_nothingIsStored() {
    Submission empty = room.submission(Risk.LOW);
    assertEquals(
        "EMPTY_CHANGESET",
        assertThrows(EngineException.class, () -> room.governance().submit(empty, "ann")).code());
    assertEquals(List.of(), room.governance().plans(null, null, 50));
  }

  @Test
  @DisplayName("an id that names something else is a conflict")
  void idsAreNotReused() {
    Submission note = note("x");
    room.governance().submit(note, "ann");
    ChangeSet other =
        new ChangeSet(
            note.changeSet().id(),
            note.plan().id(),
            note("y").changeSet().changes(),
            note("y").changeSet().checksum(),
            "t",
            room.clock.now(),
            null,
            java.util.Map.of());
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                room.governance()
                    .submit(new Submission(note.plan(), other, ChangeKind.CHANGES), "ann"));
    assertEquals(Kind.CONFLICT, e.kind());
  }

  @Test
  @DisplayName("plans that wait for each other are refused")
  void cycles() {
    ChangePlan b = room.plan(Risk.LOW);
    ChangePlan a = dependingOn(room.plan(Risk.LOW), b.id());
    ChangePlan bOnA = dependingOn(b, a.id());
    room.governance().submit(with(a, "a"), "ann");
    EngineException e =
        assertThrows(EngineException.class, () -> room.governance().submit(with(bOnA, "b"), "ann"));
    assertEquals(Kind.INVALID, e.kind());
  }

  private Submission with(ChangePlan plan, String content) {
    return new Submission(
        plan,
        ChangeSet.of(
            plan.id(), List.of(FileChange.create("docs/x.md", content)), "t", room.clock.now()),
        ChangeKind.CHANGES);
  }

  private static ChangePlan dependingOn(ChangePlan plan, String id) {
    var json = plan.toJson();
    json.putArray("dependencies").add(id);
    return ChangePlan.fromJson(json);
  }

  @Test
  @DisplayName("lists are newest first, filtered, and refuse unknown values")
  void lists() {
    Governance governance = room.governance();
    Governance.Judged allowed =
        governance.submit(
            new Submission(
                room.plan(Risk.LOW).submittedBy(null),
                registryPatch().changeSet(),
                ChangeKind.REGISTRY),
            null);
    assertEquals(Verdict.DENY, allowed.decision().verdict(), "it belongs to another plan");
    Governance.Judged asked = governance.submit(note("x"), "ann");
    assertEquals(List.of(asked.decision()), governance.decisions("need_approval", 50));
    assertEquals(2, governance.decisions(null, 500).size());
    assertEquals(asked.decision(), governance.decisions(null, 1).getFirst());
    assertEquals(2, governance.plans("t", "low", 50).size());
    assertEquals(List.of(), governance.plans("t", "high", 50));
    assertEquals(List.of(asked.decision()), governance.waiting());
    for (Runnable bad :
        List.<Runnable>of(
            () -> governance.decisions("maybe", 50),
            () -> governance.plans(null, "none", 50),
            () -> governance.decisions(null, 501),
            () -> governance.decisions(null, 0))) {
      assertEquals(Kind.INVALID, assertThrows(EngineException.class, bad::run).kind());
    }
    assertTrue(
        String.valueOf(
                assertThrows(EngineException.class, () -> governance.fullRecord("plan_x"))
                    .getMessage())
            .contains("id"));
  }

  private Submission registryPatch() {
    return room.submission(
        Risk.LOW,
        FileChange.updateFromVault("UNIFIED_SSOT_REGISTRY.json", "a".repeat(64), "b".repeat(64)));
  }

  @Test
  @DisplayName(
      "what people said of a decision is kept in order, and the newest word of all is known")
  void words() {
    Governance governance = room.governance();
    GovernanceDecision asked = governance.submit(note("x"), "ann").decision();
    final GovernanceDecision other = governance.submit(note("y"), "ann").decision();
    assertEquals(List.of(), governance.words(asked.id()));
    assertEquals(Optional.empty(), governance.newestWord());
    Approval yes = room.approvals().approve(asked.id(), "bea", "fine");
    Approval no = room.approvals().reject(asked.id(), "carl", "not fine");
    assertEquals(List.of(yes, no), governance.words(asked.id()));
    assertEquals(List.of(yes, no), governance.fullRecord(asked.planId()).approvals());
    assertEquals(Optional.of(no), governance.newestWord());
    assertEquals(List.of(), governance.words(other.id()));
    assertEquals(List.of(), governance.fullRecord(other.planId()).approvals());
    assertEquals(List.of(other), governance.waiting(), "the rejected one waits for nobody");
  }

  @Test
  @DisplayName("of a plan that was handed in again with other contents the newest set is shown")
  void handedInAgain() {
    Governance governance = room.governance();
    Submission first = note("x");
    governance.submit(first, "ann");
    ChangeSet set =
        ChangeSet.of(
            first.plan().id(), List.of(FileChange.create("docs/a.md", "z")), "t", room.clock.now());
    GovernanceDecision second =
        governance.submit(new Submission(first.plan(), set, ChangeKind.CHANGES), "ann").decision();
    Governance.FullRecord full = governance.fullRecord(first.plan().id());
    assertEquals(Optional.of(set), full.changeSet());
    assertEquals(Optional.of(second), full.decision());
    assertEquals(set, governance.changeSet(set.id()));
    assertEquals(List.of(full.plan()), governance.plans(null, null, 500));
    assertEquals(List.of(), governance.plans("nobody", null, 500));
    ChangePlan newer = governance.submit(note("y"), "ann").submission().plan();
    assertEquals(List.of(newer), governance.plans(null, null, 1));
    assertEquals(List.of(newer, full.plan()), governance.plans("t", null, 2));
  }

  @Test
  @DisplayName("the trail says what was judged and how")
  void verdictOnTheTrail() {
    GovernanceDecision judged = room.governance().submit(note("x"), "ann").decision();
    TrailLine line = room.realTrail.list(TrailFilter.all(), 1).getFirst();
    assertEquals("verdict", line.type());
    assertEquals(judged.evaluator(), line.actor());
    assertEquals(
        List.of(
            judged.id(),
            judged.planId(),
            judged.changeSetId(),
            "changes",
            "need_approval",
            "low",
            judged.subjectHash()),
        List.of(
            line.text("decision_id"),
            line.text("plan_id"),
            line.text("changeset_id"),
            line.text("kind"),
            line.text("verdict"),
            line.text("risk"),
            line.text("subject_hash")));
  }

  @Test
  @DisplayName("what is not stored is said to be unknown, by its id")
  void unknown() {
    Governance governance = room.governance();
    Submission stored = governance.submit(note("x"), "ann").submission();
    String plan = "plan_0000000000ff";
    String set = "cs_0000000000ff";
    for (Map.Entry<String, Runnable> asked :
        Map.<String, Runnable>of(
                plan,
                () -> governance.fullRecord(plan),
                set,
                () -> governance.changeSet(set),
                "dec_0000000000ff",
                () -> governance.judged("dec_0000000000ff"))
            .entrySet()) {
      EngineException e = assertThrows(EngineException.class, asked.getValue()::run);
      assertEquals("NOT_FOUND", e.code());
      assertEquals("There is no " + asked.getKey() + ".", e.getMessage());
    }
    for (Runnable half :
        List.<Runnable>of(
            () -> governance.evaluate(plan, stored.changeSet().id()),
            () -> governance.evaluate(stored.plan().id(), set))) {
      assertEquals("NOT_FOUND", assertThrows(EngineException.class, half::run).code());
    }
    EngineException limit =
        assertThrows(EngineException.class, () -> governance.plans(null, null, 501));
    assertEquals("Nothing was listed: the limit is 1 to 500.", limit.getMessage());
  }
}
