package dev.reeve.console.executions;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ExecutionDetail.Step;
import dev.reeve.engine.change.ExecutionEvidence;
import dev.reeve.engine.change.ExecutionEvidence.Check;
import dev.reeve.engine.change.GovernanceDecision;
import dev.reeve.engine.change.Replay.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
      return List.of(new Line(Kind.PLAIN, Texts.get("executions.plan.none")));
    }
    List<Line> lines = new ArrayList<>();
    part(lines, Texts.get("executions.plan.intent"), List.of(plan.intent()));
    part(lines, Texts.get("executions.plan.objective"), List.of(plan.objective()));
    part(lines, Texts.get("executions.plan.rationale"), List.of(plan.rationale()));
    String proposed = ExecutionsRow.riskWord(plan.riskProposed().code());
    GovernanceDecision decision = evidence.decision();
    boolean raised = decision != null && decision.riskEffective() != plan.riskProposed();
    part(
        lines,
        Texts.get("executions.fact.risk"),
        List.of(
            raised && decision != null
                ? Texts.get(
                    "executions.risk.raised",
                    proposed,
                    ExecutionsRow.riskWord(decision.riskEffective().code()))
                : proposed,
            plan.riskReason() == null ? "" : plan.riskReason()));
    part(lines, Texts.get("executions.plan.paths"), plan.affectedPaths());
    part(lines, Texts.get("executions.plan.rollback"), List.of(plan.rollbackPlan()));
    part(lines, Texts.get("executions.plan.verification"), List.of(plan.verificationPlan()));
    part(lines, Texts.get("executions.plan.created-by"), List.of(plan.createdBy()));
    return lines;
  }

  /** The gate's answer in full. */
  static List<Line> gate(ExecutionEvidence evidence) {
    GovernanceDecision decision = evidence.decision();
    if (decision == null) {
      return List.of(new Line(Kind.PLAIN, Texts.get("executions.gate.none")));
    }
    List<Line> lines = new ArrayList<>();
    part(
        lines,
        Texts.get("executions.gate.verdict"),
        List.of(ExecutionsRow.gateWord(decision.verdict().code())));
    part(lines, Texts.get("executions.fact.reasons"), decision.reasons());
    part(lines, Texts.get("executions.gate.violated"), decision.violatedPolicies());
    part(lines, Texts.get("executions.gate.required"), decision.requiredActions());
    part(lines, Texts.get("executions.gate.policy"), List.of(decision.policySnapshotHash()));
    return lines;
  }

  /** The log of one step under its head. */
  static List<Line> log(ExecutionEvidence evidence, Step step) {
    String name = String.format(Locale.ROOT, "%02d_%s", step.number(), step.name());
    Map<String, LogText> logs = evidence.stepLogs();
    LogText log = logs.get(name);
    return log == null
        ? List.of()
        : log.text().lines().map(line -> new Line(Kind.PLAIN, line)).toList();
  }

  private static void part(List<Line> lines, String head, List<String> texts) {
    List<String> said = texts.stream().filter(text -> !text.isBlank()).toList();
    if (!said.isEmpty()) {
      lines.add(new Line(Kind.HEAD, head));
      said.forEach(text -> lines.add(new Line(Kind.PLAIN, text)));
    }
  }
}
