package dev.reeve.console.executions;

import dev.reeve.console.approval.DiffWords;
import dev.reeve.console.approval.RiskWords;
import dev.reeve.console.approval.StepWords;
import dev.reeve.console.approval.UndoWords;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Entry;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.fx.DrawerContent.Page;
import dev.reeve.console.fx.DrawerContent.Related;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.RunStep;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionDetail.FileEffect;
import dev.reeve.engine.change.ExecutionEvidence;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.Replay;
import dev.reeve.engine.change.Reversal;
import dev.reeve.engine.inbox.GateReasons;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the Executions pane says about one execution. */
final class ExecutionWords {
  private ExecutionWords() {}

  /** Why the execution is where it is, and what happens next, in one sentence. */
  static String why(ExecutionRow row, Instant now) {
    Reversal reversal = row.revertedBy();
    if (reversal != null) {
      return Texts.get("executions.why.reverted", reversedBy(reversal, now));
    }
    return switch (row.status()) {
      case COMPLETED ->
          row.dryRun()
              ? tried(row)
              : row.approvedBy() == null
                  ? Texts.get("executions.why.completed-policy", row.filesChanged())
                  : Texts.get(
                      "executions.why.completed-approved", row.filesChanged(), row.approvedBy());
      case FAILED ->
          Texts.get(
              "executions.why.failed",
              Formats.orNone(row.errorStep()),
              Formats.orNone(row.error()));
      case ROLLED_BACK ->
          Texts.get(
              "executions.why.rolled-back",
              Formats.orNone(row.errorStep()),
              Formats.orNone(row.error()));
      case NEEDS_ATTENTION ->
          row.settled()
              ? Texts.get("executions.why.settled", Formats.orNone(row.error()))
              : Texts.get("executions.why.attention", Formats.orNone(row.error()));
      case PENDING ->
          row.verdict().equals("need_approval")
              ? Texts.get("executions.why.approval")
              : Texts.get("executions.why.pending");
      case ROLLING_BACK -> Texts.get("executions.why.rolling-back");
      default -> Texts.get("executions.why.running", Formats.age(row.startedAt(), now));
    };
  }

  /** Nothing more happens to it; what may come is the run of what it tried. */
  private static String tried(ExecutionRow row) {
    return switch (row.verdict()) {
      case "need_approval" -> Texts.get("executions.why.dry-run.approval");
      case "deny" -> Texts.get("executions.why.dry-run.denied");
      default -> Texts.get("executions.why.dry-run");
    };
  }

  /** "exec_… at 14:02 (dana)". */
  private static String reversedBy(Reversal reversal, Instant now) {
    String by = reversal.by();
    String at = Formats.sameDay(reversal.at(), now);
    return by == null
        ? Texts.get("executions.reverted-by.unknown", reversal.executionId(), at)
        : Texts.get("executions.reverted-by", reversal.executionId(), at, by);
  }

  /** The executions that one has to do with, each once. */
  private static List<Related> related(ExecutionRow row, Consumer<String> open) {
    Map<String, String> words = new LinkedHashMap<>();
    Reversal reversal = row.revertedBy();
    if (reversal != null) {
      String by = reversal.executionId();
      words.put(by, Texts.get("executions.related.reverted-by", by));
    }
    String undone = row.reverts();
    if (undone != null) {
      words.put(undone, Texts.get("executions.related.reverts", undone));
    }
    String parent = row.parentId();
    if (parent != null) {
      words.putIfAbsent(parent, Texts.get("executions.related.parent", parent));
    }
    return words.entrySet().stream()
        .map(each -> new Related(each.getValue(), () -> open.accept(each.getKey())))
        .toList();
  }

  /** The drawer of one execution; the related ones open at the link goes to the given place. */
  static DrawerContent drawer(
      ExecutionDetail detail,
      ExecutionEvidence evidence,
      Replay.View replay,
      Consumer<String> openExecution) {
    ExecutionRow row = detail.row();
    return new DrawerContent(
        UndoWords.of(row.intent()),
        badges(detail, evidence),
        facts(detail, evidence),
        StepWords.rows(detail.steps()).stream().map(ExecutionWords::step).toList(),
        related(row, openExecution),
        pages(detail, evidence, replay));
  }

  /** Those that this kind of execution has; a single write keeps neither plan nor decision. */
  private static List<Page> pages(
      ExecutionDetail detail, ExecutionEvidence evidence, Replay.View replay) {
    List<Page> pages = new ArrayList<>();
    if (evidence.plan() != null) {
      pages.add(new Page(Texts.get("executions.page.plan"), EvidenceWords.plan(evidence)));
    }
    if (!detail.files().isEmpty()) {
      pages.add(new Page(Texts.get("executions.page.changes"), changes(detail)));
    }
    if (detail.integrity() != ExecutionDetail.Integrity.SMALL) {
      pages.add(new Page(Texts.get("executions.page.gate"), EvidenceWords.gate(detail, evidence)));
    }
    if (!detail.steps().isEmpty()) {
      pages.add(new Page(Texts.get("executions.page.steps"), steps(detail, evidence)));
    }
    pages.add(new Page(Texts.get("executions.page.audit"), audit(detail)));
    if (detail.integrity() != ExecutionDetail.Integrity.SMALL) {
      pages.add(
          new Page(
              Texts.get("executions.page.replay"),
              EvidenceWords.replay(replay, detail.row().revertedBy())));
    }
    return pages;
  }

  /** The state, and the integrity strip; where nothing is kept to compare, why not. */
  private static List<Badge> badges(ExecutionDetail detail, ExecutionEvidence evidence) {
    List<Badge> badges = new ArrayList<>();
    badges.add(ExecutionsRow.badge(detail.row()));
    switch (detail.integrity()) {
      case SMALL, PRUNED, MISSING -> badges.add(integrity(detail.integrity()));
      case OK, DAMAGED -> badges.addAll(EvidenceWords.strip(evidence));
    }
    return badges;
  }

  /** Whether the evidence is whole, as a mark. */
  static Badge integrity(ExecutionDetail.Integrity integrity) {
    return switch (integrity) {
      case OK -> Badge.of(0, Texts.get("executions.integrity.ok"), Icon.CHECK, Hue.OK);
      case DAMAGED -> Badge.of(0, Texts.get("executions.integrity.damaged"), Icon.UNEQUAL, Hue.BAD);
      case MISSING ->
          Badge.of(0, Texts.get("executions.integrity.missing"), Icon.FILE_GONE, Hue.BAD);
      case PRUNED ->
          Badge.of(0, Texts.get("executions.integrity.pruned"), Icon.ARCHIVE, Hue.IDLE)
              .in(Form.OUTLINED);
      case SMALL -> Badge.of(0, Texts.get("executions.integrity.small"), Icon.SAVE, Hue.IDLE);
    };
  }

  private static List<Fact> facts(ExecutionDetail detail, ExecutionEvidence evidence) {
    ExecutionRow row = detail.row();
    List<Fact> facts = new ArrayList<>(PlanWords.purpose(evidence));
    facts.add(Fact.of(Texts.get("executions.fact.id"), row.id()));
    facts.add(
        new Fact(
            Texts.get("executions.fact.time"),
            Formats.zoned(row.startedAt()),
            Formats.exact(row.startedAt())));
    facts.add(
        Fact.of(Texts.get("executions.fact.duration"), Formats.took(ExecutionsRow.took(row))));
    facts.add(Fact.of(Texts.get("executions.fact.kind"), KindWords.of(row.kind())));
    facts.add(
        Fact.of(Texts.get("executions.fact.risk"), RiskWords.of(row.riskProposed(), row.risk())));
    facts.add(Fact.of(Texts.get("executions.fact.gate"), ExecutionsRow.gateInFull(row)));
    if (!detail.reasons().isEmpty()) {
      facts.add(
          Fact.of(
              Texts.get("executions.fact.reasons"),
              String.join("\n", GateReasons.counted(detail.reasons()))));
    }
    facts.add(Fact.of(Texts.get("executions.fact.trigger"), KindWords.startedBy(row)));
    if (row.status() == ExecutionStatus.COMPLETED && !row.dryRun()) {
      facts.add(Fact.of(Texts.get("executions.fact.undo"), undo(detail)));
    }
    if (row.errorCode() != null) {
      facts.add(
          Fact.of(
              Texts.get("executions.fact.error"),
              row.errorCode() + ": " + Formats.orNone(row.error())));
    }
    PlanWords.paths(evidence).ifPresent(facts::add);
    return facts;
  }

  /** By the rule that the undo itself asks. */
  private static String undo(ExecutionDetail detail) {
    Reversal reversal = detail.row().revertedBy();
    if (reversal != null) {
      return Texts.get("executions.why-not.reverted", reversal.executionId());
    }
    return detail.revertible()
        ? Texts.get("executions.fact.undo.possible")
        : Texts.get("executions.fact.undo.not", Formats.orNone(detail.notRevertible()));
  }

  private static Entry step(RunStep step) {
    return new Entry(step.badge().called(step.name()), step.took(), step.note());
  }

  private static List<Line> changes(ExecutionDetail detail) {
    List<Line> lines = new ArrayList<>();
    for (FileEffect file : detail.files()) {
      lines.add(
          new Line(
              Kind.HEAD,
              Texts.get(
                  "executions.change.head",
                  file.operation(),
                  Formats.pointing(file.path()),
                  file.linesAdded(),
                  file.linesRemoved())));
      lines.add(
          new Line(
              Kind.PLAIN,
              Formats.hash(file.beforeHash()) + " \u2192 " + Formats.hash(file.afterHash())));
      if (file.diff().isBlank()) {
        lines.add(new Line(Kind.PLAIN, noDifference(detail.row(), file)));
      } else {
        lines.addAll(
            isRegistry(detail.row())
                ? DiffWords.ofRecords(file.diff())
                : DiffWords.unified(file.diff()));
      }
    }
    return lines;
  }

  private static boolean isRegistry(ExecutionRow row) {
    return row.kind().equals("registry");
  }

  /** Why there is nothing to compare of a file: the registry is text, and kept for a time. */
  static String noDifference(ExecutionRow row, FileEffect file) {
    if (file.path().contains(" -> ")) {
      return Texts.get("executions.change.moved");
    }
    if (file.beforeHash() != null && file.beforeHash().equals(file.afterHash())) {
      return Texts.get("executions.change.same");
    }
    return isRegistry(row)
        ? Texts.get("executions.change.no-states")
        : Texts.get("executions.change.no-diff");
  }

  /** Why no file of it can be shown side by side; empty when one can. */
  static String noSides(ExecutionDetail detail) {
    if (detail.files().isEmpty()) {
      return Texts.get("executions.change.no-files");
    }
    return detail.files().stream().anyMatch(file -> !file.diff().isBlank())
        ? ""
        : noDifference(detail.row(), detail.files().getFirst());
  }

  private static List<Line> steps(ExecutionDetail detail, ExecutionEvidence evidence) {
    List<Line> lines = new ArrayList<>();
    List<RunStep> rows = StepWords.rows(detail.steps());
    for (int i = 0; i < rows.size(); i++) {
      lines.add(Line.of(rows.get(i)));
      lines.addAll(EvidenceWords.log(evidence, detail.steps().get(i)));
    }
    return lines;
  }

  private static List<Line> audit(ExecutionDetail detail) {
    return detail.trail().stream().flatMap(line -> AuditWords.lines(line).stream()).toList();
  }
}
