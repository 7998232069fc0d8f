package dev.reeve.console.executions;

import dev.reeve.console.approval.PolicyWords;
import dev.reeve.console.approval.RiskWords;
import dev.reeve.console.approval.StepWords;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionDetail.Step;
import dev.reeve.engine.change.ExecutionEvidence;
import dev.reeve.engine.change.ExecutionEvidence.Check;
import dev.reeve.engine.change.GovernanceDecision;
import dev.reeve.engine.change.LiveFile;
import dev.reeve.engine.change.Replay;
import dev.reeve.engine.change.Replay.LogText;
import dev.reeve.engine.change.Reversal;
import dev.reeve.engine.inbox.GateReasons;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the drawer says about what an execution was founded on, and whether that still holds. */
final class EvidenceWords {
  private EvidenceWords() {}

  /** One mark a piece; what differs shows both hashes. */
  static List<Badge> strip(ExecutionEvidence evidence) {
    List<Badge> strip =
        new ArrayList<>(evidence.checks().stream().map(EvidenceWords::mark).toList());
    if (!evidence.otherDamage().isEmpty()) {
      strip.add(
          Badge.of(
              0,
              Texts.get("executions.strip.other", String.join(", ", evidence.otherDamage())),
              Icon.UNEQUAL,
              Hue.BAD));
    }
    return strip;
  }

  private static Badge mark(Check check) {
    String piece =
        switch (check.piece()) {
          case "plan" -> Texts.get("executions.strip.plan");
          case "changeset" -> Texts.get("executions.strip.changeset");
          case "decision" -> Texts.get("executions.strip.decision");
          default -> Texts.get("executions.strip.execution");
        };
    return switch (check.state()) {
      case HOLDS -> Badge.of(0, piece, Icon.CHECK, Hue.OK);
      case DIFFERS ->
          Badge.of(
              0,
              Texts.get(
                  "executions.strip.differs",
                  piece,
                  Formats.hash(check.expected()),
                  Formats.hash(check.found())),
              Icon.UNEQUAL,
              Hue.BAD);
      case MISSING ->
          Badge.of(0, Texts.get("executions.strip.missing", piece), Icon.FILE_GONE, Hue.BAD);
      case NOT_KEPT ->
          Badge.of(0, Texts.get("executions.strip.open", piece), Icon.QUESTION, Hue.IDLE)
              .in(Form.OUTLINED);
    };
  }

  /** The plan as it was handed in. */
  static List<Line> plan(ExecutionEvidence evidence) {
    ChangePlan plan = evidence.plan();
    if (plan == null) {
      return List.of();
    }
    List<Line> lines = new ArrayList<>();
    part(lines, Texts.get("executions.plan.intent"), List.of(plan.intent()));
    if (!plan.objective().equals(plan.intent())) {
      part(lines, Texts.get("executions.plan.objective"), List.of(plan.objective()));
    }
    part(lines, Texts.get("executions.plan.rationale"), List.of(plan.rationale()));
    GovernanceDecision decision = evidence.decision();
    String proposed = plan.riskProposed().code();
    part(
        lines,
        Texts.get("executions.fact.risk"),
        List.of(
            RiskWords.of(proposed, decision == null ? proposed : decision.riskEffective().code()),
            plan.riskReason() == null ? "" : GateReasons.counted(plan.riskReason())));
    part(lines, Texts.get("executions.plan.paths"), plan.affectedPaths());
    part(lines, Texts.get("executions.plan.rollback"), List.of(plan.rollbackPlan()));
    part(lines, Texts.get("executions.plan.verification"), List.of(plan.verificationPlan()));
    part(lines, Texts.get("executions.plan.created-by"), List.of(plan.createdBy()));
    return lines;
  }

  /** The gate's answer in full. */
  static List<Line> gate(ExecutionDetail detail, ExecutionEvidence evidence) {
    GovernanceDecision decision = evidence.decision();
    List<Line> lines = new ArrayList<>();
    if (decision == null) {
      String verdict = ExecutionsRow.gateSigned(detail.row().verdict());
      part(lines, Texts.get("executions.gate.verdict"), List.of(verdict));
      part(lines, Texts.get("executions.fact.reasons"), GateReasons.counted(detail.reasons()));
      return lines;
    }
    part(
        lines,
        Texts.get("executions.gate.verdict"),
        List.of(ExecutionsRow.gateSigned(decision.verdict().code())));
    part(lines, Texts.get("executions.fact.reasons"), GateReasons.counted(decision.reasons()));
    part(lines, Texts.get("executions.gate.violated"), decision.violatedPolicies());
    part(lines, Texts.get("executions.gate.required"), decision.requiredActions());
    part(
        lines,
        Texts.get("executions.gate.policy"),
        List.of(PolicyWords.of(decision.policySnapshotHash())));
    return lines;
  }

  private static String logName(Step step) {
    return String.format(Locale.ROOT, "%02d_%s", step.number(), step.name());
  }

  /** The log of one step under its head. */
  static List<Line> log(ExecutionEvidence evidence, Step step) {
    Map<String, LogText> logs = evidence.stepLogs();
    LogText log = logs.get(logName(step));
    return log == null
        ? List.of()
        : log.text()
            .lines()
            .map(line -> LogLine.of("", false, line))
            .map(line -> new Line(Kind.PLAIN, (line.clock() + "  " + line.said()).strip()))
            .toList();
  }

  /**
   * One file with its rows.
   *
   * @param head what was done to it
   * @param nothing why there is nothing to compare, where there is no row
   */
  record FileSides(String head, List<SideBySide.Row> rows, String nothing) {
    @Override
    public String toString() {
      return head;
    }
  }

  /** Every file, before beside after. */
  static List<FileSides> sides(ExecutionDetail detail) {
    return detail.files().stream()
        .map(
            file ->
                new FileSides(
                    Texts.get(
                        "executions.change.head",
                        file.operation(),
                        Formats.pointing(file.path()),
                        file.linesAdded(),
                        file.linesRemoved()),
                    SideBySide.of(file.diff()),
                    ExecutionWords.noDifference(detail.row(), file)))
        .toList();
  }

  /** What every step logged, then what its commands wrote. */
  static List<LogLine> logs(
      ExecutionDetail detail, ExecutionEvidence evidence, Replay.View replay) {
    List<LogLine> lines = new ArrayList<>();
    evidence
        .stepLogs()
        .forEach(
            (name, log) -> {
              boolean failed =
                  detail.steps().stream()
                      .anyMatch(
                          step -> name.equals(logName(step)) && step.status().equals("failed"));
              log.text().lines().forEach(line -> lines.add(LogLine.of(source(name), failed, line)));
            });
    stream(lines, "stdout", replay.stdout());
    stream(lines, "stderr", replay.stderr());
    return List.copyOf(lines);
  }

  /** "Back up" of {@code 03_backup}. */
  private static String source(String log) {
    return StepWords.name(log.substring(log.indexOf('_') + 1));
  }

  private static void stream(List<LogLine> lines, String name, @Nullable LogText text) {
    if (text != null) {
      text.text().lines().forEach(line -> lines.add(LogLine.of(name, name.equals("stderr"), line)));
    }
  }

  /**
   * What reading the evidence again came to; nothing was run.
   *
   * @param revertedBy what took the execution back, or null
   */
  static List<Line> replay(Replay.View replay, @Nullable Reversal revertedBy) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(Kind.PLAIN, Texts.get("executions.replay.text")));
    lines.add(new Line(Kind.HEAD, Texts.get("executions.replay.evidence")));
    lines.add(check(Texts.get("executions.replay.checksum"), replay.checksumOk()));
    lines.add(check(Texts.get("executions.replay.subject"), replay.subjectOk()));
    lines.add(
        check(
            Texts.get(
                "executions.replay.verdict",
                replay.verdictAgain() == null
                    ? Formats.NONE
                    : ExecutionsRow.gateWord(replay.verdictAgain().code())),
            replay.verdictSame()));
    replay
        .missing()
        .forEach(
            piece ->
                lines.add(new Line(Kind.REMOVED, Texts.get("executions.replay.missing", piece))));
    replay
        .damaged()
        .forEach(
            piece ->
                lines.add(new Line(Kind.REMOVED, Texts.get("executions.replay.damaged", piece))));
    lines.add(new Line(Kind.HEAD, Texts.get("executions.replay.files", replay.files().size())));
    replay.files().forEach(file -> lines.add(file(file, revertedBy)));
    return lines;
  }

  private static Line check(String what, @Nullable Boolean holds) {
    if (holds == null) {
      return new Line(Kind.PLAIN, "? " + Texts.get("executions.replay.unknown", what));
    }
    return holds
        ? new Line(Kind.ADDED, Icon.CHECK.sign() + what)
        : new Line(Kind.REMOVED, "\u2260 " + Texts.get("executions.replay.differs", what));
  }

  /** After a revert nothing is expected to lie there as it was left. */
  private static Line file(LiveFile file, @Nullable Reversal revertedBy) {
    if (file.state() == LiveFile.State.UNCHANGED) {
      return new Line(
          Kind.ADDED, Icon.CHECK.sign() + Texts.get("executions.replay.unchanged", file.path()));
    }
    boolean gone = file.state() == LiveFile.State.MISSING;
    String found =
        Texts.get(gone ? "executions.replay.gone" : "executions.replay.drifted", file.path());
    return revertedBy == null
        ? new Line(Kind.REMOVED, (gone ? "\u2717 " : "\u2260 ") + found)
        : new Line(
            Kind.PLAIN,
            "\u2013 " + Texts.get("executions.replay.reverted", found, revertedBy.executionId()));
  }

  private static void part(List<Line> lines, String head, List<String> texts) {
    List<String> said = texts.stream().filter(text -> !text.isBlank()).toList();
    if (!said.isEmpty()) {
      lines.add(new Line(Kind.HEAD, head));
      said.forEach(text -> lines.add(new Line(Kind.PLAIN, text)));
    }
  }
}
