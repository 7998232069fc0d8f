package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.Engine;
import dev.reeve.engine.TestEngines;
import dev.reeve.engine.change.Proposal.Standing;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaving files out of a change, and going through it without writing, on a real workspace. */
class ExclusionsTest {
  @TempDir Path folder;
  private final SettableClock clock = new SettableClock("2026-03-10T10:00:00Z");
  @AutoClose private Engine engine;

  @BeforeEach
  void open() throws Exception {
    Files.writeString(folder.resolve("a.md"), "one\n");
    engine = TestEngines.adopting(folder, clock);
  }

  private Proposal handIn(FileChange... changes) {
    List<String> paths = Stream.of(changes).map(FileChange::path).toList();
    ChangePlan plan = ChangePlan.internal("Tidy", "Because", paths, "ann", clock.now());
    return engine
        .approvals()
        .handIn(plan, ChangeSet.of(plan.id(), List.of(changes), "ann", clock.now()), "ann");
  }

  private Proposal three() {
    return handIn(
        FileChange.update("a.md", "one\n", "1\n2\n"),
        FileChange.create("b.md", "new\n"),
        FileChange.create("run.sh", "echo\n"));
  }

  private static String id(Proposal of) {
    return Objects.requireNonNull(of.decisionId());
  }

  private static List<String> paths(List<Proposal.Item> items) {
    return items.stream().map(Proposal.Item::path).toList();
  }

  private static String code(Runnable act) {
    return assertThrows(EngineException.class, act::run).code();
  }

  private List<TrailLine> trail(String type) {
    return engine.trail().list(TrailFilter.all(), 1000).stream()
        .filter(line -> line.type().equals(type))
        .toList();
  }

  @Test
  @DisplayName("What is left is judged anew; considering it stores nothing")
  void consideredThenLeftOut() {
    Proposal whole = three();
    assertEquals(Risk.HIGH, whole.risk());
    assertNull(whole.whole());
    Proposal seen = engine.approvals().consider(id(whole), Set.of("run.sh"), "bea");
    assertEquals(Standing.PREVIEW, seen.standing());
    assertEquals(Risk.LOW, seen.risk());
    assertEquals(List.of("a.md", "b.md"), paths(seen.items()));
    assertEquals(List.of("a.md", "b.md", "run.sh"), paths(seen.all()));
    assertEquals(Set.of("run.sh"), seen.leftOut());
    assertEquals(whole.subjectHash(), Objects.requireNonNull(seen.whole()).subjectHash());
    assertEquals(Standing.WAITING, engine.approvals().show(id(whole), "bea").standing());
    assertEquals(List.of(), trail("files_excluded"));

    Proposal left = engine.approvals().exclude(id(whole), Set.of("run.sh"), "bea");
    assertEquals(seen.subjectHash(), left.subjectHash(), "what was seen is what is approved");
    assertNotEquals(whole.subjectHash(), left.subjectHash());
    assertEquals(Standing.WAITING, left.standing());
    assertEquals(Standing.SUPERSEDED, engine.approvals().show(id(whole), "bea").standing());
    assertEquals(id(left), engine.approvals().show(id(whole), "bea").newerDecision());
    assertEquals(
        id(left),
        engine.approvals().exclude(id(left), Set.of("run.sh"), "carl").decisionId(),
        "the same again is not judged again");
  }

  @Test
  @DisplayName("An approval holds for what is left, and only that is done; the trail says by whom")
  void boundToWhatIsLeft() throws Exception {
    Proposal whole = three();
    Approval early = engine.approvals().approve(id(whole), "bea", "all of it");
    Proposal left = engine.approvals().exclude(id(whole), Set.of("run.sh", "b.md"), "carl");
    assertEquals(0, left.good());
    assertEquals("APPROVAL_REQUIRED", code(() -> engine.approvals().run(id(left), "bea")));
    ExecutionRow old = engine.approvals().run(id(whole), "bea");
    assertEquals("APPROVAL_INVALID", old.errorCode(), "the word for all of it is void");
    assertNotEquals(early.subjectHash(), left.subjectHash());

    engine.approvals().approve(id(left), "bea", "this one");
    ExecutionRow row = engine.approvals().run(id(left), "bea");
    assertEquals(ExecutionStatus.COMPLETED, row.status());
    assertEquals("1\n2\n", Files.readString(folder.resolve("a.md")));
    assertFalse(Files.exists(folder.resolve("b.md")));
    assertFalse(Files.exists(folder.resolve("run.sh")));
    assertTrue(engine.executions().evidence(row.id()).whole());

    TrailLine line = trail("files_excluded").getLast();
    assertEquals("carl", line.actor());
    assertEquals("[\"b.md\",\"run.sh\"]", line.json().path("excluded").toString());
    assertEquals(1, line.json().path("remaining").asInt());
    JsonNode set =
        Json.parse(
            Files.readString(folder.resolve(".reeve/executions/" + row.id() + "/changeset.json")));
    assertEquals("[\"b.md\",\"run.sh\"]", set.path("excluded").toString());
    assertTrue(set.path("derived_from").asText().startsWith("cs_"));
  }

  @Test
  @DisplayName("Taking everything in again returns to the first hash, by another decision")
  void takenInAgain() {
    Proposal whole = three();
    Proposal left = engine.approvals().exclude(id(whole), Set.of("b.md"), "bea");
    Proposal other = engine.approvals().exclude(id(left), Set.of("a.md"), "bea");
    assertEquals(List.of("b.md", "run.sh"), paths(other.items()), "counted from the whole");
    Proposal back = engine.approvals().exclude(id(other), Set.of("b.md"), "bea");
    assertEquals(left.subjectHash(), back.subjectHash());
    Proposal again = engine.approvals().exclude(id(back), Set.of(), "bea");
    assertEquals(whole.subjectHash(), again.subjectHash());
    assertEquals(Risk.HIGH, again.risk());
    assertNull(again.whole());
  }

  private List<Callable<Proposal>> claims(Proposal whole, String one, String other) {
    return List.of(
        () -> engine.approvals().exclude(id(whole), Set.of(one), "bea"),
        () -> engine.approvals().exclude(id(whole), Set.of(other), "bea"));
  }

  /** Both at the same moment: what each was answered. */
  private List<Object> together(List<Callable<Proposal>> claims) throws Exception {
    CyclicBarrier start = new CyclicBarrier(claims.size());
    try (ExecutorService threads = Executors.newFixedThreadPool(claims.size())) {
      List<Future<Object>> answers =
          claims.stream()
              .map(
                  claim ->
                      threads.submit(
                          () -> {
                            start.await();
                            try {
                              return (Object) claim.call().decisionId();
                            } catch (EngineException e) {
                              return e;
                            }
                          }))
              .toList();
      List<Object> out = new ArrayList<>();
      for (Future<Object> answer : answers) {
        out.add(answer.get());
      }
      return out;
    }
  }

  private long inForce(String type, String voided, Proposal of) {
    Predicate<TrailLine> own = line -> line.text("plan_id").equals(of.plan().id());
    return trail(type).stream().filter(own).count() - trail(voided).stream().filter(own).count();
  }

  @Test
  @DisplayName("Two claims at the same moment: one counts, the other is told; none is lost")
  void twoClaimsAtOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      Proposal whole = three();
      List<Object> answers = together(claims(whole, "run.sh", "b.md"));
      List<String> decided =
          answers.stream().filter(String.class::isInstance).map(String.class::cast).toList();
      assertEquals(1, decided.size(), answers.toString());
      EngineException other =
          answers.stream()
              .filter(EngineException.class::isInstance)
              .map(EngineException.class::cast)
              .findFirst()
              .orElseThrow();
      assertEquals("DECISION_STALE", other.code());
      assertEquals(decided.getFirst(), engine.approvals().show(id(whole), "bea").newerDecision());
      assertEquals(Standing.WAITING, engine.approvals().show(decided.getFirst(), "bea").standing());
      assertEquals(2, inForce("verdict", "verdict_void", whole));
      assertEquals(1, inForce("files_excluded", "exclusion_void", whole));
    }
  }

  @Test
  @DisplayName("The same claim twice at the same moment is one decision")
  void sameClaimTwiceAtOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      Proposal whole = three();
      List<Object> answers = together(claims(whole, "b.md", "b.md"));
      assertInstanceOf(String.class, answers.getFirst(), answers.toString());
      assertEquals(answers.getFirst(), answers.getLast());
      assertEquals(2, inForce("verdict", "verdict_void", whole));
    }
  }

  @Test
  @DisplayName("Without its forbidden file a denied change can be approved")
  void deniedForOneFile() {
    Proposal denied =
        handIn(FileChange.create("b.md", "new\n"), FileChange.create(".env", "A=1\n"));
    assertEquals(Standing.DENIED, denied.standing());
    assertEquals(Risk.CRITICAL, denied.risk());
    Proposal left = engine.approvals().exclude(id(denied), Set.of(".env"), "bea");
    assertEquals(Standing.WAITING, left.standing());
    assertEquals(Verdict.NEED_APPROVAL, left.verdict());
    assertEquals(Risk.LOW, left.risk());
  }

  @Test
  @DisplayName("Not everything, not what is not in it, not after a word that is final")
  void refused() {
    Proposal whole = three();
    assertEquals(
        "EMPTY_CHANGESET",
        code(() -> engine.approvals().exclude(id(whole), Set.of("a.md", "b.md", "run.sh"), "bea")));
    assertEquals(
        "INVALID_FIELD", code(() -> engine.approvals().consider(id(whole), Set.of("c.md"), "bea")));
    engine.approvals().reject(id(whole), "bea", "no");
    assertEquals(
        "DECISION_STALE", code(() -> engine.approvals().exclude(id(whole), Set.of("b.md"), "bea")));
    assertEquals(List.of(), trail("files_excluded"));
  }

  @Test
  @DisplayName(
      "CHG-A06 a dry run says what each step would do, before anybody approved, and writes nothing")
  void a06_dryRun() throws Exception {
    Proposal whole = three();
    DryRun run = engine.approvals().dryRun(id(whole), "bea");
    assertTrue(run.succeeds());
    assertEquals(
        List.of("lock", "validate", "checksum", "backup", "apply", "verify", "health", "finalize"),
        run.steps().stream().map(step -> step.step().name()).toList());
    assertTrue(lines(run, 0).contains("would lock a.md, b.md, run.sh"), lines(run, 0).toString());
    assertTrue(lines(run, 1).getFirst().startsWith("not approved yet: "), lines(run, 1).toString());
    assertTrue(lines(run, 3).contains("would keep 4 bytes of a.md"), lines(run, 3).toString());
    assertEquals(
        List.of(
            "would update a.md (4 bytes)",
            "would create b.md (4 bytes)",
            "would create run.sh (5 bytes)"),
        lines(run, 4));
    assertEquals("one\n", Files.readString(folder.resolve("a.md")));
    assertFalse(Files.exists(folder.resolve("b.md")));
    ExecutionRow row =
        engine.executions().list(ExecutionFilter.newest(20)).rows().stream()
            .filter(each -> each.id().equals(run.executionId()))
            .findFirst()
            .orElseThrow();
    assertTrue(row.dryRun());
    assertEquals(0, row.filesChanged());

    engine.approvals().approve(id(whole), "bea", "fine");
    assertEquals(ExecutionStatus.COMPLETED, engine.approvals().run(id(whole), "bea").status());
  }

  @Test
  @DisplayName("A dry run of what would be left hands nothing in: earlier words hold, no row waits")
  void dryRunOfAPart() throws Exception {
    Proposal whole = three();
    engine.approvals().approve(id(whole), "bea", "all of it");
    int waiting = engine.inbox().list().items().size();
    DryRun run = engine.approvals().dryRun(id(whole), Set.of("run.sh"), "bea");
    assertTrue(run.succeeds(), run.toString());
    assertEquals(
        List.of("would update a.md (4 bytes)", "would create b.md (4 bytes)"), lines(run, 4));
    assertEquals("one\n", Files.readString(folder.resolve("a.md")));
    assertEquals(List.of(), trail("files_excluded"));
    assertEquals(1, inForce("verdict", "verdict_void", whole), "judged for it alone");
    assertEquals(waiting, engine.inbox().list().items().size());
    Proposal still = engine.approvals().show(id(whole), "bea");
    assertEquals(Standing.APPROVED, still.standing());
    assertNull(still.newerDecision());

    ExecutionEvidence evidence = engine.executions().evidence(run.executionId());
    assertTrue(evidence.whole(), "its record has what was judged");
    assertEquals(2, Objects.requireNonNull(evidence.changes()).changes().size());
    assertEquals(Verdict.NEED_APPROVAL, Objects.requireNonNull(evidence.decision()).verdict());
    assertEquals(
        "INVALID_FIELD", code(() -> engine.approvals().dryRun(id(whole), Set.of("c.md"), "bea")));
    assertEquals(ExecutionStatus.COMPLETED, engine.approvals().run(id(whole), "bea").status());
  }

  @Test
  @DisplayName("A dry run names every file that stands in the way, and fails as the real one would")
  void dryRunThatFails() throws Exception {
    Proposal whole = three();
    Files.writeString(folder.resolve("a.md"), "edited\n");
    Files.writeString(folder.resolve("b.md"), "somebody's\n");
    DryRun run = engine.approvals().dryRun(id(whole), "bea");
    assertFalse(run.succeeds());
    assertEquals("PRECONDITION_FAILED", run.code());
    assertEquals(2, lines(run, 3).stream().filter(line -> line.startsWith("would fail: ")).count());
    assertEquals("edited\n", Files.readString(folder.resolve("a.md")));
  }

  private static List<String> lines(DryRun run, int number) {
    return run.steps().stream()
        .filter(step -> step.step().number() == number)
        .findFirst()
        .orElseThrow()
        .lines();
  }

  @Test
  @DisplayName("Each file shows what would become of it, and what stands in its way by now")
  void whatAPersonSees() throws Exception {
    Files.writeString(folder.resolve("d.md"), "d\n");
    Proposal seen =
        handIn(
            FileChange.update("a.md", "one\n", "1\n2\n"),
            FileChange.create("b.md", "new\n"),
            FileChange.delete("d.md", Sha256.of("d\n")));
    assertEquals(
        new Proposal.Item(
            "update",
            "a.md",
            null,
            Sha256.of("one\n"),
            Sha256.of("1\n2\n"),
            2,
            1,
            "--- a/a.md\n+++ b/a.md\n@@ -1,1 +1,2 @@\n-one\n+1\n+2\n",
            true,
            null,
            null),
        seen.items().get(0));
    Proposal.Item created = seen.items().get(1);
    assertEquals(List.of(1, 0), List.of(created.linesAdded(), created.linesRemoved()));
    assertNull(created.beforeHash());
    Proposal.Item deleted = seen.items().get(2);
    assertEquals(List.of(0, 1), List.of(deleted.linesAdded(), deleted.linesRemoved()));
    assertNull(deleted.afterHash());
    assertTrue(deleted.diff().endsWith("-d\n"), deleted.diff());
    assertEquals(List.of(), seen.refused());
    assertEquals(List.of(), seen.permanent());

    Files.writeString(folder.resolve("a.md"), "edited\n");
    Files.delete(folder.resolve("d.md"));
    Proposal now = engine.approvals().show(id(seen), "bea");
    assertEquals(List.of("a.md", "d.md"), paths(now.refused()));
    assertEquals("PRECONDITION_FAILED", now.items().get(0).code());
    assertEquals("Nothing is at d.md", now.items().get(2).problem());
    assertEquals("", now.items().get(2).diff(), "its former content is nowhere");
  }

  @Test
  @DisplayName("How a proposal stands follows the words, their time, the policy and what was done")
  void standings() throws Exception {
    Proposal first = handIn(FileChange.create("b.md", "new\n"));
    assertEquals(1, first.needed());
    assertEquals(0, first.good());
    engine.approvals().approve(id(first), "bea", "fine");
    Proposal approved = engine.approvals().show(id(first), "ann");
    assertEquals(Standing.APPROVED, approved.standing());
    assertEquals(1, approved.good());
    assertEquals(List.of("fine"), approved.words().stream().map(Approval::notes).toList());
    clock.advance(Duration.ofHours(24));
    Proposal expired = engine.approvals().show(id(first), "ann");
    assertEquals(Standing.WAITING, expired.standing());
    assertEquals(0, expired.good());
    engine.approvals().approve(id(first), "bea", "still");
    ExecutionRow row = engine.approvals().run(id(first), "ann");
    Proposal done = engine.approvals().show(id(first), "ann");
    assertEquals(Standing.EXECUTED, done.standing());
    assertEquals(row.id(), done.executionId());
    assertEquals(List.of(), done.refused(), "what is done is not looked at as if it were to be");

    Proposal second = handIn(FileChange.create("c.md", "new\n"));
    engine.approvals().reject(id(second), "bea", "no");
    assertEquals(Standing.REJECTED, engine.approvals().show(id(second), "ann").standing());
    Proposal third = handIn(FileChange.create("d.md", "new\n"));
    Files.writeString(folder.resolve(".reeve/policy.yaml"), "# edited\n");
    Proposal old = engine.approvals().show(id(third), "ann");
    assertEquals(Standing.POLICY_CHANGED, old.standing());
    assertNotEquals(old.policyHash(), old.policyNow());
  }

  @Test
  @DisplayName("Who may not approve is told why, and why the gate finds more risk")
  void mayNotApprove() {
    Proposal high = three();
    assertTrue(high.raised());
    assertTrue(
        Objects.requireNonNull(high.riskReason()).startsWith("Risk escalated"), high.riskReason());
    assertEquals(
        "You handed it in: who handed in a change of high risk cannot approve it.",
        engine.approvals().show(id(high), "ann").mayNotApprove());
    assertNull(engine.approvals().show(id(high), "bea").mayNotApprove());
    Proposal low = handIn(FileChange.create("b.md", "new\n"));
    assertFalse(low.raised());
    assertNull(low.riskReason());
  }
}
