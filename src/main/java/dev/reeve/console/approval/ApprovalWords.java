package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.GateFinding;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Item;
import dev.reeve.engine.change.Proposal.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the approval dialog says about a change. */
final class ApprovalWords {
  private static final String DOT = " \u00b7 ";
  private static final Duration OLD = Duration.ofHours(24);

  private ApprovalWords() {}

  /**
   * All of it.
   *
   * @param replaced the decision whose place it took, or null
   */
  static ApprovalContent content(Proposal now, @Nullable Proposal replaced, Instant at) {
    boolean other =
        now.standing() == Standing.POLICY_CHANGED || now.standing() == Standing.SUPERSEDED;
    return new ApprovalContent(
        now.plan().intent(),
        replaced == null ? identity(now, at) : replaced(replaced, now) + DOT + identity(now, at),
        now.judgedAt().plus(OLD).isBefore(at),
        totals(now),
        standing(now),
        Texts.get("approval.risk.line", risk(now)),
        riskWhy(now),
        now.raised(),
        needs(now),
        facts(now),
        now.items().stream().map(ApprovalWords::shown).toList(),
        sentence(now),
        now.permanent().stream().map(item -> operation(item) + " " + path(item)).toList(),
        validity(now, at),
        wanted(now),
        notesLabel(now),
        other ? mismatchTitle(now) : "",
        mismatch(now),
        now.standing() == Standing.SUPERSEDED,
        rejectable(now),
        now.standing() == Standing.WAITING,
        isOpen(now));
  }

  private static ApprovalItem shown(Item item) {
    return new ApprovalItem(
        operation(item), path(item), lines(item), state(item), wayBack(item), item(item));
  }

  private static String notesLabel(Proposal now) {
    return ApprovalViewModel.needsNotes(now)
        ? Texts.get("approval.notes.needed", ApprovalViewModel.LEAST_NOTES)
        : Texts.get("approval.notes.optional");
  }

  /** Whether something can still be done with it. */
  static boolean isOpen(Proposal now) {
    return switch (now.standing()) {
      case PREVIEW, WAITING, APPROVED, ALLOWED -> true;
      default -> false;
    };
  }

  /** "472d 2dd4 3d34 · judged 12 min ago · policy 51d0 …". */
  private static String identity(Proposal now, Instant at) {
    String id =
        now.subjectHash() == null
            ? Texts.get("approval.identity.not-handed-in")
            : Formats.hash(now.subjectHash());
    return String.join(
        DOT,
        id,
        Texts.get("approval.identity.judged", Formats.age(now.judgedAt(), at)),
        Texts.get("approval.identity.policy", Formats.hash(now.policyHash())),
        Texts.get("approval.identity.looked", Formats.clock(now.lookedAt())));
  }

  /** "3 files · +4 −4 lines · 3 can be undone · 0 permanent". */
  private static String totals(Proposal now) {
    int permanent = now.permanent().size();
    int refused = now.refused().size();
    return Stream.of(
            Texts.get("approval.totals.files", now.items().size()),
            Texts.get(
                "approval.totals.lines",
                Formats.count(now.items().stream().mapToLong(Item::linesAdded).sum()),
                Formats.count(now.items().stream().mapToLong(Item::linesRemoved).sum())),
            Texts.get("approval.totals.restorable", now.items().size() - permanent),
            Texts.get("approval.totals.permanent", permanent),
            refused == 0 ? "" : Texts.get("approval.totals.refused", refused))
        .filter(part -> !part.isEmpty())
        .collect(java.util.stream.Collectors.joining(DOT));
  }

  private static Badge standing(Proposal now) {
    return switch (now.standing()) {
      case PREVIEW -> Badge.of(0, Texts.get("approval.standing.preview"), Icon.EYE, Hue.IDLE);
      case WAITING ->
          Badge.of(0, Texts.get("approval.standing.waiting"), Icon.HAND, Hue.NEED).in(Form.SOLID);
      case APPROVED -> Badge.of(0, Texts.get("approval.standing.approved"), Icon.CHECK, Hue.OK);
      case REJECTED -> Badge.of(0, Texts.get("approval.standing.rejected"), Icon.NO_ENTRY, Hue.BAD);
      case EXECUTED -> Badge.of(0, Texts.get("approval.standing.executed"), Icon.CHECK, Hue.OK);
      case SUPERSEDED ->
          Badge.of(0, Texts.get("approval.standing.superseded"), Icon.UNEQUAL, Hue.BAD);
      case POLICY_CHANGED ->
          Badge.of(0, Texts.get("approval.standing.policy"), Icon.UNEQUAL, Hue.BAD);
      case DENIED -> Badge.of(0, Texts.get("approval.standing.denied"), Icon.NO_ENTRY, Hue.BAD);
      case ALLOWED -> Badge.of(0, Texts.get("approval.standing.allowed"), Icon.CHECK, Hue.OK);
    };
  }

  /** "Medium → High". */
  private static String risk(Proposal now) {
    return RiskWords.of(now.plan().riskProposed().code(), now.risk().code());
  }

  /** Why the risk is what it is. */
  private static String riskWhy(Proposal now) {
    if (!now.raised()) {
      return Texts.get("approval.risk.as-proposed");
    }
    return now.riskReason() == null ? Texts.get("approval.risk.raised") : now.riskReason();
  }

  /** Whose word it needs, and what has been given. */
  static String needs(Proposal now) {
    return switch (now.standing()) {
      case WAITING, PREVIEW ->
          now.needed() == 0
              ? Texts.get("approval.needs.nobody")
              : Texts.get("approval.needs.people", now.needed(), now.good());
      case APPROVED -> Texts.get("approval.needs.run", names(now), until(now));
      case ALLOWED -> Texts.get("approval.needs.nobody");
      case REJECTED -> Texts.get("approval.needs.rejected", names(now));
      case EXECUTED -> Texts.get("approval.needs.executed", Formats.orNone(now.executionId()));
      case SUPERSEDED -> Texts.get("approval.needs.superseded");
      case POLICY_CHANGED -> Texts.get("approval.needs.policy");
      case DENIED -> Texts.get("approval.needs.denied");
    };
  }

  private static String names(Proposal now) {
    return String.join(", ", now.words().stream().map(Approval::approvedBy).distinct().toList());
  }

  private static String until(Proposal now) {
    return now.words().stream()
        .filter(word -> word.usedByExecutionId() == null)
        .map(Approval::expiresAt)
        .min(Instant::compareTo)
        .map(Formats::stamp)
        .orElse(Formats.NONE);
  }

  /** The evidence: what it is for, and what the gate found. */
  private static List<Fact> facts(Proposal now) {
    List<Fact> facts = new ArrayList<>();
    fact(facts, "approval.fact.objective", now.plan().objective());
    fact(facts, "approval.fact.rationale", now.plan().rationale());
    fact(facts, "approval.fact.by", by(now));
    fact(facts, "approval.fact.reasons", String.join("\n", now.reasons()));
    fact(
        facts,
        "approval.fact.findings",
        String.join("\n", now.findings().stream().map(ApprovalWords::finding).toList()));
    fact(facts, "approval.fact.required", String.join("\n", now.requiredActions()));
    fact(facts, "approval.fact.suggestions", String.join("\n", now.suggestions()));
    fact(facts, "approval.fact.verification", now.plan().verificationPlan());
    fact(facts, "approval.fact.way-back", now.plan().rollbackPlan());
    fact(
        facts,
        "approval.fact.words",
        String.join("\n", now.words().stream().map(ApprovalWords::word).toList()));
    fact(facts, "approval.fact.decision", Formats.orNone(now.decisionId()));
    return facts;
  }

  private static void fact(List<Fact> facts, String key, String value) {
    if (!value.isBlank()) {
      facts.add(Fact.of(Texts.get(key), value));
    }
  }

  private static String by(Proposal now) {
    String account = now.plan().submittedBy();
    String author = now.plan().createdBy();
    return account == null || account.equals(author)
        ? author
        : Texts.get("approval.fact.by-for", author, account);
  }

  private static String finding(GateFinding found) {
    return found.code()
        + ": "
        + found.message()
        + (found.path() == null ? "" : " (" + found.path() + ")");
  }

  private static String word(Approval word) {
    return Texts.get(
        word.action() == Approval.Action.APPROVE
            ? "approval.word.approved"
            : "approval.word.rejected",
        word.approvedBy(),
        Formats.stamp(word.approvedAt()),
        Formats.orNone(word.notes()));
  }

  private static String operation(Item item) {
    return switch (item.operation()) {
      case "create" -> Texts.get("approval.operation.create");
      case "delete" -> Texts.get("approval.operation.delete");
      case "move" -> Texts.get("approval.operation.move");
      default -> Texts.get("approval.operation.update");
    };
  }

  private static String path(Item item) {
    return item.to() == null ? item.path() : item.path() + " \u2192 " + item.to();
  }

  private static String lines(Item item) {
    return "+" + item.linesAdded() + " \u2212" + item.linesRemoved();
  }

  private static Badge state(Item item) {
    return item.code() == null
        ? Badge.of(1, Texts.get("approval.state.as-expected"), Icon.CHECK, Hue.OK)
        : Badge.of(0, item.code(), Icon.UNEQUAL, Hue.BAD);
  }

  private static String wayBack(Item item) {
    return item.restorable()
        ? Texts.get("approval.way-back.vault")
        : Texts.get("approval.way-back.none");
  }

  /** What is known of one file: why it cannot be done, both hashes, the difference. */
  private static List<Line> item(Item item) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(Line.Kind.HEAD, operation(item) + " " + path(item)));
    if (item.problem() != null) {
      lines.add(new Line(Line.Kind.REMOVED, item.code() + ": " + item.problem()));
    }
    if (item.beforeHash() != null || item.afterHash() != null) {
      lines.add(
          new Line(
              Line.Kind.PLAIN,
              Formats.hash(item.beforeHash()) + " \u2192 " + Formats.hash(item.afterHash())));
    }
    if (item.diff().isBlank()) {
      lines.add(
          new Line(
              Line.Kind.PLAIN,
              item.to() == null
                  ? Texts.get("executions.change.no-diff")
                  : Texts.get("approval.item.moved")));
    } else {
      lines.addAll(DiffWords.unified(item.diff()));
    }
    return lines;
  }

  /** "Change 1 file, create 1 and delete 1, for …". */
  private static String sentence(Proposal now) {
    return Texts.get(
        "approval.sentence",
        count(now, "update"),
        count(now, "create"),
        count(now, "delete"),
        count(now, "move"));
  }

  private static long count(Proposal now, String operation) {
    return now.items().stream().filter(item -> item.operation().equals(operation)).count();
  }

  /** Until when a word given now can be used. */
  private static String validity(Proposal now, Instant at) {
    return switch (now.standing()) {
      case WAITING ->
          Texts.get(
              "approval.validity",
              Formats.span(now.validFor()),
              Formats.stamp(at.plus(now.validFor())));
      case APPROVED -> Texts.get("approval.validity.given", until(now));
      default -> Texts.get("approval.validity.at-once");
    };
  }

  /** What the main button does. */
  static String verb(@Nullable Proposal now) {
    if (now == null) {
      return Texts.get("approval.action.approve");
    }
    return switch (now.standing()) {
      case PREVIEW -> Texts.get("approval.action.revert");
      case APPROVED, ALLOWED -> Texts.get("approval.action.run");
      default -> Texts.get("approval.action.approve");
    };
  }

  /** Why it cannot be approved, undone or carried out; empty when it can. */
  static String whyNot(Proposal now) {
    if (!isOpen(now)) {
      return needs(now);
    }
    if (now.problem() != null) {
      return now.problem();
    }
    if (!now.refused().isEmpty()) {
      return Texts.get("approval.why-not.refused", now.refused().size());
    }
    String mayNot = now.mayNotApprove();
    boolean asksForWord = now.standing() == Standing.WAITING || now.standing() == Standing.PREVIEW;
    return mayNot != null && asksForWord ? mayNot : "";
  }

  /** Whether a rejection would still mean something. */
  static boolean rejectable(Proposal now) {
    return now.decisionId() != null
        && (now.standing() == Standing.WAITING
            || now.standing() == Standing.APPROVED
            || now.standing() == Standing.POLICY_CHANGED);
  }

  static Question rejection(Proposal now) {
    return new Question(
        Texts.get("approval.reject.title", now.plan().intent()),
        Texts.get("approval.reject.text"),
        List.of(),
        Texts.get("approval.reject.reason"),
        Texts.get("approval.reject.verb"),
        true);
  }

  /** What must be typed before something is lost for good; empty when nothing is. */
  static String wanted(Proposal now) {
    int lost = now.permanent().size();
    if (lost == 0) {
      return "";
    }
    boolean deletes = now.permanent().stream().anyMatch(item -> item.operation().equals("delete"));
    return deletes
        ? Texts.get("approval.typed.delete", lost)
        : Texts.get("approval.typed.overwrite", lost);
  }

  /** Why the decision is no longer the one that holds; empty while it is. */
  private static List<String> mismatch(Proposal now) {
    return switch (now.standing()) {
      case POLICY_CHANGED ->
          List.of(
              Texts.get("approval.mismatch.judged-policy", Formats.hash(now.policyHash())),
              Texts.get("approval.mismatch.policy-now", Formats.hash(now.policyNow())));
      case SUPERSEDED ->
          List.of(
              Texts.get("approval.mismatch.this", Formats.orNone(now.decisionId())),
              Texts.get("approval.mismatch.newest", Formats.orNone(now.newerDecision())));
      default -> List.of();
    };
  }

  private static String mismatchTitle(Proposal now) {
    return now.standing() == Standing.POLICY_CHANGED
        ? Texts.get("approval.mismatch.policy-title")
        : Texts.get("approval.mismatch.title");
  }

  /** Both ids, when this judgement took another's place. */
  private static String replaced(Proposal was, Proposal now) {
    return Texts.get(
        "approval.identity.replaced",
        Formats.hash(was.subjectHash()),
        Formats.hash(now.subjectHash()));
  }

  /** How a run ended, and what is so now. */
  static String ended(ExecutionRow row) {
    return switch (row.status()) {
      case COMPLETED -> Texts.get("approval.ended.completed", row.id(), row.filesChanged());
      case ROLLED_BACK ->
          Texts.get("approval.ended.rolled-back", row.id(), Formats.orNone(row.error()));
      case NEEDS_ATTENTION ->
          Texts.get("approval.ended.attention", row.id(), Formats.orNone(row.error()));
      default -> Texts.get("approval.ended.failed", row.id(), Formats.orNone(row.error()));
    };
  }

  /** How it ended, whether or not it was carried out. */
  static String ended(ApprovalViewModel.Ending ending) {
    ExecutionRow row = ending.execution();
    return row != null ? ended(row) : needs(ending.proposal());
  }

  static Badge endBadge(ApprovalViewModel.Ending ending) {
    ExecutionRow row = ending.execution();
    if (row == null) {
      return standing(ending.proposal());
    }
    return switch (row.status()) {
      case COMPLETED -> Badge.of(0, Texts.get("executions.status.completed"), Icon.CHECK, Hue.OK);
      case ROLLED_BACK ->
          Badge.of(0, Texts.get("executions.status.rolled-back"), Icon.BACK, Hue.WAIT);
      case NEEDS_ATTENTION ->
          Badge.of(0, Texts.get("executions.status.attention"), Icon.HAND, Hue.NEED).in(Form.SOLID);
      default -> Badge.of(0, Texts.get("executions.status.failed"), Icon.OCTAGON, Hue.BAD);
    };
  }

  /** One step of a run, with how it ended. */
  static Line step(ExecutionDetail.Step step) {
    String took =
        step.durationSeconds() == null
            ? Formats.NONE
            : Formats.took(
                Duration.ofMillis(
                    Math.round(Objects.requireNonNull(step.durationSeconds()) * 1000)));
    return new Line(
        step.error() == null ? Line.Kind.PLAIN : Line.Kind.REMOVED,
        Texts.get("executions.step.line", step.number(), step.name(), step.status(), took)
            + (step.error() == null ? "" : DOT + step.error()));
  }
}
