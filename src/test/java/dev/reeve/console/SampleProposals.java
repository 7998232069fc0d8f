package dev.reeve.console;

import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.DryRun;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.GateFinding;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Item;
import dev.reeve.engine.change.Proposal.Standing;
import dev.reeve.engine.change.Risk;
import dev.reeve.engine.change.Verdict;
import dev.reeve.engine.workspace.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Changes that wait for a person, for tests; each test alters what it is about. */
public final class SampleProposals {
  public static final String POLICY = Sha256.of("policy 1.0");
  public static final Duration VALID = Duration.ofHours(24);

  private SampleProposals() {}

  /** Proposed with medium risk, found high, by somebody else; everything is as it expects. */
  public static Proposal waiting(String decisionId) {
    return of(
        decisionId,
        plan("Rename the ingest modules to British spelling", Risk.MEDIUM, "mira"),
        Risk.HIGH,
        "Risk escalated to high: Control file 'src/ingest/build.sh'",
        List.of(
            item("update", "src/ingest/normalise.py", true, null),
            item("create", "src/ingest/colour.py", true, null),
            item("delete", "src/ingest/color.py", true, null)),
        List.of(),
        1,
        Standing.WAITING,
        null);
  }

  /** The same with one file edited since it was handed in. */
  public static Proposal edited(String decisionId) {
    Proposal whole = waiting(decisionId);
    return with(
        whole,
        List.of(
            whole.items().getFirst(),
            whole.items().get(1),
            item("delete", "src/ingest/color.py", true, "PRECONDITION_FAILED")),
        whole.words(),
        whole.standing(),
        null,
        null);
  }

  /** The same where evidence is not kept, so that one file cannot come back. */
  public static Proposal permanent(String decisionId) {
    Proposal whole = waiting(decisionId);
    return with(
        whole,
        List.of(
            whole.items().get(1),
            item("delete", "src/ingest/color.py", false, null),
            item("delete", "src/ingest/gray.py", false, null)),
        whole.words(),
        whole.standing(),
        null,
        null);
  }

  /** The same of files that are written over. */
  public static Proposal overwriting(String decisionId) {
    Proposal whole = waiting(decisionId);
    return with(
        whole,
        List.of(
            item("update", "src/ingest/blue.py", true, null),
            item("update", "src/ingest/color.py", false, null),
            item("update", "src/ingest/gray.py", false, null),
            item("delete", "src/ingest/old.py", false, null)),
        whole.words(),
        whole.standing(),
        null,
        null);
  }

  /** Critical, so that it needs two people. */
  public static Proposal critical(String decisionId, Approval... words) {
    return of(
        decisionId,
        plan("Replace the policy thresholds for the portal", Risk.CRITICAL, "mira"),
        Risk.CRITICAL,
        null,
        List.of(item("update", "config/portal.yaml", true, null)),
        List.of(words),
        2,
        Standing.WAITING,
        null);
  }

  /** What undoing an execution would do. */
  public static Proposal undo(ExecutionDetail undone, String operator) {
    List<Item> items = new ArrayList<>();
    for (ExecutionDetail.FileEffect file : undone.files()) {
      items.add(
          new Item(
              file.operation().equals("create") ? "delete" : file.operation(),
              file.path(),
              null,
              file.afterHash(),
              file.beforeHash(),
              file.linesRemoved(),
              file.linesAdded(),
              file.diff(),
              true,
              null,
              null));
    }
    Proposal made =
        of(
            null,
            plan("Undo " + undone.row().id() + ": " + undone.row().intent(), Risk.LOW, operator),
            Risk.LOW,
            null,
            items,
            List.of(),
            1,
            Standing.PREVIEW,
            null);
    return made;
  }

  /** The same, as if it were about records of the registry. */
  public static Proposal ofRecords(Proposal was) {
    return like(
        was, "registry", was.subjectHash(), was.policyHash(), was.policyNow(), was.lookedAt());
  }

  /** Another id for one file, in place of one that another file has; not handed in. */
  public static Proposal anotherId(String path) {
    return like(
        of(
            null,
            plan("Give " + path + " the ID 2601180099000158", Risk.LOW, "dana"),
            Risk.LOW,
            null,
            List.of(item("update", path, true, null)),
            List.of(),
            1,
            Standing.PREVIEW,
            null),
        "header",
        Sha256.of("subject " + path),
        POLICY,
        POLICY,
        SampleData.NOW);
  }

  public static Approval approval(String by, Approval.Action action, Instant at) {
    return new Approval(
        "appr_" + Sha256.of(by).substring(0, 12),
        "plan_000000000001",
        "dec_000000000001",
        Sha256.of("subject"),
        action,
        by,
        at,
        "looked at every file",
        at.plus(VALID),
        null);
  }

  /** The same with another end. */
  public static Proposal standing(Proposal was, Standing standing, @Nullable String other) {
    return with(was, was.items(), was.words(), standing, other, was.mayNotApprove());
  }

  public static Proposal with(
      Proposal was,
      List<Item> items,
      List<Approval> words,
      Standing standing,
      @Nullable String other,
      @Nullable String mayNot) {
    int good =
        (int)
            words.stream()
                .filter(word -> word.action() == Approval.Action.APPROVE)
                .filter(word -> word.usedByExecutionId() == null)
                .count();
    return new Proposal(
        was.decisionId(),
        was.kind(),
        was.plan(),
        was.checksum(),
        was.subjectHash(),
        was.policyHash(),
        standing == Standing.POLICY_CHANGED ? Sha256.of("policy 1.1") : was.policyNow(),
        was.verdict(),
        was.risk(),
        was.riskReason(),
        was.reasons(),
        was.findings(),
        was.requiredActions(),
        was.suggestions(),
        was.judgedAt(),
        items,
        was.whole(),
        words,
        was.needed(),
        good,
        was.validFor(),
        standing,
        standing == Standing.EXECUTED ? other : null,
        standing == Standing.SUPERSEDED ? other : null,
        mayNot,
        was.problem(),
        was.problemCode(),
        was.lookedAt());
  }

  /** The same files with other content. */
  public static Proposal otherContent(Proposal was) {
    List<Item> items =
        was.items().stream()
            .map(
                item ->
                    new Item(
                        item.operation(),
                        item.path(),
                        item.to(),
                        Sha256.of("before " + item.path()),
                        Sha256.of("other " + item.path()),
                        item.linesAdded(),
                        item.linesRemoved(),
                        item.diff(),
                        item.restorable(),
                        item.code(),
                        item.problem()))
            .toList();
    return with(was, items, was.words(), was.standing(), null, was.mayNotApprove());
  }

  /** The same in a workspace that has no policy of its own. */
  public static Proposal byBuiltInPolicy(Proposal was) {
    String none = Sha256.of("");
    return like(was, was.kind(), was.subjectHash(), none, none, was.lookedAt());
  }

  /** The same, with its files looked at then. */
  public static Proposal lookedAt(Proposal was, Instant at) {
    return like(was, was.kind(), was.subjectHash(), was.policyHash(), was.policyNow(), at);
  }

  /** The same of another kind, under another hash, by another policy, looked at another time. */
  private static Proposal like(
      Proposal was,
      String kind,
      @Nullable String subjectHash,
      String policy,
      String policyNow,
      Instant lookedAt) {
    return new Proposal(
        was.decisionId(),
        kind,
        was.plan(),
        was.checksum(),
        subjectHash,
        policy,
        policyNow,
        was.verdict(),
        was.risk(),
        was.riskReason(),
        was.reasons(),
        was.findings(),
        was.requiredActions(),
        was.suggestions(),
        was.judgedAt(),
        was.items(),
        was.whole(),
        was.words(),
        was.needed(),
        was.good(),
        was.validFor(),
        was.standing(),
        was.executionId(),
        was.newerDecision(),
        was.mayNotApprove(),
        was.problem(),
        was.problemCode(),
        lookedAt);
  }

  /** What is left of it; without an id as it would be. */
  public static Proposal without(Proposal was, @Nullable String id, Set<String> leftOut) {
    List<Item> rest = was.all().stream().filter(item -> !leftOut.contains(item.path())).toList();
    boolean script = rest.stream().anyMatch(item -> item.path().equals("src/ingest/normalise.py"));
    String whole =
        was.whole() == null ? String.valueOf(was.subjectHash()) : was.whole().subjectHash();
    return new Proposal(
        id,
        was.kind(),
        was.plan(),
        Sha256.of("checksum " + leftOut),
        leftOut.isEmpty() ? whole : Sha256.of("subject " + new TreeSet<>(leftOut)),
        was.policyHash(),
        was.policyNow(),
        was.verdict(),
        script ? was.risk() : was.plan().riskProposed(),
        script ? was.riskReason() : null,
        was.reasons(),
        was.findings(),
        was.requiredActions(),
        was.suggestions(),
        was.judgedAt(),
        rest,
        leftOut.isEmpty() ? null : new Proposal.Whole(whole, was.all()),
        List.of(),
        was.needed(),
        0,
        was.validFor(),
        id == null ? Standing.PREVIEW : Standing.WAITING,
        null,
        null,
        null,
        was.problem(),
        was.problemCode(),
        was.lookedAt());
  }

  /** Every step as it would go; the files that are not as expected make it fail. */
  public static DryRun dryRun(Proposal of) {
    Item bad = of.refused().isEmpty() ? null : of.refused().getFirst();
    List<DryRun.Step> steps = new ArrayList<>();
    steps.add(step(0, "lock", "skipped", List.of("a dry run takes no lock")));
    steps.add(step(1, "validate", "completed", List.of("not approved yet: nobody has said yes")));
    steps.add(step(2, "checksum", "completed", List.of("checksum " + of.checksum())));
    steps.add(
        step(
            3,
            "backup",
            bad == null ? "completed" : "failed",
            of.items().stream()
                .map(
                    item ->
                        item.code() == null
                            ? "would keep 412 bytes of " + item.path()
                            : "would fail: " + item.code() + " " + item.problem())
                .toList()));
    if (bad == null) {
      steps.add(
          step(
              4,
              "apply",
              "skipped",
              of.items().stream()
                  .map(item -> "would " + item.operation() + " " + item.path())
                  .toList()));
      steps.add(step(7, "finalize", "completed", List.of("nothing was changed")));
    }
    return new DryRun(
        "exec_0d1e2f3a4b5c",
        SampleData.NOW,
        Duration.ofMillis(90),
        bad == null ? null : bad.code(),
        bad == null ? null : bad.problem(),
        steps);
  }

  private static DryRun.Step step(int number, String name, String status, List<String> lines) {
    return new DryRun.Step(new ExecutionDetail.Step(number, name, status, 0.01, null, null), lines);
  }

  private static ChangePlan plan(String intent, Risk risk, String by) {
    ChangePlan internal =
        ChangePlan.internal(
            intent,
            "The names differ from the handbook's, so searches find half of them.",
            List.of("src/ingest/**"),
            by,
            SampleData.NOW.minusSeconds(7_800));
    return new ChangePlan(
            internal.id(),
            internal.intent(),
            "One spelling in code and documents",
            internal.rationale(),
            internal.affectedPaths(),
            risk,
            internal.rollbackPlan(),
            "profile:smoke",
            null,
            internal.createdBy(),
            null,
            internal.createdAt(),
            9_000,
            List.of(),
            null,
            null,
            List.of(),
            List.of(),
            null,
            Map.of())
        .submittedBy(by);
  }

  private static Item item(
      String operation, String path, boolean restorable, @Nullable String code) {
    String diff =
        operation.equals("update")
            ? """
            --- a/%s
            +++ b/%s
            @@ -3,5 +3,5 @@
             from ingest import reader

            -def normalize(row, color="gray"):
            +def normalise(row, colour="grey"):
                 return reader.clean(row)
            """
                .formatted(path, path)
            : operation.equals("create")
                ? "@@ -0,0 +1,2 @@\n+GREY = 7\n+WHITE = 15\n"
                : "@@ -1,2 +0,0 @@\n-GRAY = 7\n-WHITE = 15\n";
    return new Item(
        operation,
        path,
        null,
        operation.equals("create") ? null : Sha256.of("old " + path),
        operation.equals("delete") ? null : Sha256.of("new " + path),
        operation.equals("delete") ? 0 : 2,
        operation.equals("create") ? 0 : 2,
        diff,
        restorable,
        code,
        code == null ? null : path + " was changed since it was handed in.");
  }

  private static Proposal of(
      @Nullable String decisionId,
      ChangePlan plan,
      Risk risk,
      @Nullable String riskReason,
      List<Item> items,
      List<Approval> words,
      int needed,
      Standing standing,
      @Nullable String mayNot) {
    return new Proposal(
        decisionId,
        decisionId == null ? "revert" : "changes",
        plan,
        Sha256.of("checksum"),
        decisionId == null ? null : Sha256.of("subject " + decisionId),
        POLICY,
        POLICY,
        Verdict.NEED_APPROVAL,
        risk,
        riskReason,
        List.of("A change of kind 'changes' needs a person's approval"),
        List.of(
            new GateFinding(
                "DIFF_MISMATCH",
                "review",
                "src/ingest/colour.py",
                null,
                "The declared diff is not that of the contents.")),
        List.of("Add health checks"),
        List.of(),
        SampleData.NOW.minusSeconds(720),
        items,
        null,
        words,
        needed,
        words.size(),
        VALID,
        standing,
        null,
        null,
        mayNot,
        null,
        null,
        SampleData.NOW);
  }
}
