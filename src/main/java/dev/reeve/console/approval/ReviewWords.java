package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.GateFinding;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Item;
import dev.reeve.engine.change.Proposal.Standing;
import dev.reeve.engine.inbox.GateReasons;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the first stage says: identity, totals, risk, evidence, and what no longer holds. */
final class ReviewWords {
  private static final String DOT = " \u00b7 ";
  private static final Duration OLD = Duration.ofHours(24);

  private ReviewWords() {}

  /** Whether it was judged so long ago that it deserves a second look. */
  static boolean old(Proposal now, Instant at) {
    return now.judgedAt().plus(OLD).isBefore(at);
  }

  /** Whether it is about records of the registry, and touches none of the files they are of. */
  static boolean ofRecords(Proposal now) {
    return now.kind().equals("registry") && now.standing() == Standing.PREVIEW;
  }

  /** Whether files can be left out of it as it stands. */
  static boolean divisible(Proposal now) {
    return now.kind().equals("changes")
        && switch (now.standing()) {
          case PREVIEW, WAITING, APPROVED, DENIED, POLICY_CHANGED -> true;
          default -> false;
        };
  }

  /** "19 excluded: 472d 2dd4 3d34 → 9c1e 07aa 51d0"; empty when nothing is left out. */
  static String leftOut(Proposal now) {
    Proposal.Whole whole = now.whole();
    return whole == null
        ? ""
        : Texts.get(
            "approval.left-out",
            now.leftOut().size(),
            Formats.hash(whole.subjectHash()),
            Formats.hash(now.subjectHash()));
  }

  /** "Change ID 472d 2dd4 3d34 · judged 12 min ago · policy 51d0 …". */
  static String identity(Proposal now, @Nullable Proposal replaced, Instant at) {
    String id =
        now.subjectHash() == null
            ? Texts.get("approval.identity.not-handed-in")
            : Texts.get("approval.identity.id", Formats.hash(now.subjectHash()));
    String undone =
        UndoWords.undone(now.plan().intent())
            .map(execution -> DOT + Texts.get("approval.identity.undoes", execution))
            .orElse("");
    return String.join(
        DOT,
        (replaced == null ? id : replaced(replaced, now) + DOT + id) + undone,
        Texts.get("approval.identity.judged", Formats.age(now.judgedAt(), at)),
        PolicyWords.of(now.policyHash()),
        Texts.get("approval.identity.looked", Formats.clock(now.lookedAt())));
  }

  /** "3 files · +4 −4 lines · 3 can be reverted · 0 permanent". */
  static String totals(Proposal now) {
    int permanent = now.permanent().size();
    int refused = now.refused().size();
    return Stream.of(
            ofRecords(now)
                ? Texts.get("approval.totals.records", now.items().size())
                : now.whole() == null
                    ? Texts.get("approval.totals.files", now.items().size())
                    : Texts.get("approval.totals.part", now.items().size(), now.all().size()),
            Texts.get("approval.totals.lines", lines(now)),
            Texts.get("approval.totals.restorable", now.items().size() - permanent),
            Texts.get("approval.totals.permanent", permanent),
            refused == 0 ? "" : Texts.get("approval.totals.refused", refused))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(DOT));
  }

  /** "+4 −4". */
  static String lines(Proposal now) {
    return "+"
        + Formats.count(now.items().stream().mapToLong(Item::linesAdded).sum())
        + " \u2212"
        + Formats.count(now.items().stream().mapToLong(Item::linesRemoved).sum());
  }

  static Badge standing(Proposal now) {
    return switch (now.standing()) {
      case PREVIEW ->
          Badge.of(
              0,
              now.whole() == null
                  ? Texts.get("approval.standing.preview")
                  : Texts.get("approval.standing.part"),
              Icon.EYE,
              Hue.IDLE);
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
  static String risk(Proposal now) {
    return RiskWords.of(now.plan().riskProposed().code(), now.risk().code());
  }

  /** "because: Control file 'build.sh'", or that nothing more was found than was proposed. */
  static String riskWhy(Proposal now) {
    if (!now.raised()) {
      return Texts.get("approval.risk.as-proposed");
    }
    String reason = now.riskReason();
    return reason == null
        ? Texts.get("approval.risk.raised")
        : Texts.get(
            "approval.risk.because",
            GateReasons.counted(reason.replaceFirst("^Risk escalated to \\w+: ", "")));
  }

  /** Whose word it needs, and what has been given. */
  static String needs(Proposal now) {
    return switch (now.standing()) {
      case WAITING, PREVIEW ->
          now.needed() == 0
              ? Texts.get("approval.needs.nobody")
              : enoughByOneself(now)
                  ? isPart(now)
                      ? Texts.get("approval.needs.part", Texts.get("approval.action.next"))
                      : Texts.get("approval.needs.yours")
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

  /** Whether handing it in is the one word it needs, so that it is carried out with that. */
  private static boolean enoughByOneself(Proposal now) {
    return now.standing() == Standing.PREVIEW && now.needed() == 1 && now.mayNotApprove() == null;
  }

  /** Whether it is what is left of a change, of which going on from the review makes a decision. */
  private static boolean isPart(Proposal now) {
    return now.standing() == Standing.PREVIEW && now.whole() != null;
  }

  private static String names(Proposal now) {
    return String.join(", ", now.words().stream().map(Approval::approvedBy).distinct().toList());
  }

  static String until(Proposal now) {
    return now.words().stream()
        .filter(word -> word.usedByExecutionId() == null)
        .map(Approval::expiresAt)
        .min(Instant::compareTo)
        .map(Formats::stamp)
        .orElse(Formats.NONE);
  }

  /** The evidence: what it is for, and what the gate found. */
  static List<Fact> facts(Proposal now) {
    List<Fact> facts = new ArrayList<>();
    String objective = now.plan().objective(); // mostly it is the title
    if (!objective.equals(now.plan().intent())) {
      fact(facts, "approval.fact.objective", UndoWords.of(objective));
    }
    fact(facts, "approval.fact.rationale", now.plan().rationale());
    fact(facts, "approval.fact.by", by(now));
    fact(facts, "approval.fact.reasons", String.join("\n", GateReasons.sentences(now.reasons())));
    fact(
        facts,
        "approval.fact.findings",
        String.join("\n", now.findings().stream().map(ReviewWords::finding).toList()));
    fact(facts, "approval.fact.required", String.join("\n", now.requiredActions()));
    fact(facts, "approval.fact.suggestions", String.join("\n", now.suggestions()));
    fact(facts, "approval.fact.verification", now.plan().verificationPlan());
    fact(facts, "approval.fact.way-back", now.plan().rollbackPlan());
    fact(
        facts,
        "approval.fact.words",
        String.join("\n", now.words().stream().map(ReviewWords::word).toList()));
    String decision = now.decisionId();
    fact(
        facts,
        "approval.fact.decision",
        decision != null
            ? decision
            : Texts.get(
                isPart(now) ? "approval.fact.decision.part" : "approval.fact.decision.none"));
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

  /** Both ids, when this judgement took another's place. */
  private static String replaced(Proposal was, Proposal now) {
    return Texts.get(
        "approval.identity.replaced",
        Formats.hash(was.subjectHash()),
        Formats.hash(now.subjectHash()));
  }
}
