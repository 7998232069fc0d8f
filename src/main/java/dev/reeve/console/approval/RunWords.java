package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionProgress;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.Proposal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the last stages say: the steps of a run, and how it ended. */
final class RunWords {
  /** What the engine calls the steps of a run that goes well, in their order. */
  static final List<String> STEPS =
      List.of("lock", "validate", "checksum", "backup", "apply", "verify", "health", "finalize");

  private RunWords() {}

  /** What stands above while it runs, whatever it waited for before. */
  static Badge running() {
    return Badge.of(0, Texts.get("approval.standing.running"), Icon.ARC, Hue.RUN);
  }

  /** "Change ID 472d 2dd4 3d34 · being carried out": by what one knows it while it runs. */
  static String identity(Proposal now) {
    return Stream.of(id(now), Texts.get("approval.identity.running"))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" \u00b7 "));
  }

  private static String id(Proposal now) {
    return now.subjectHash() == null
        ? ""
        : Texts.get("approval.identity.id", Formats.hash(now.subjectHash()));
  }

  /** "472d 2dd4 3d34 · exec_… · ended 2026-03-01 14:02:11": what it was, and what came of it. */
  static String identity(ExecutionRow row, Proposal was) {
    Instant end = row.endedAt();
    return Stream.of(
            id(was),
            row.id(),
            end == null ? "" : Texts.get("approval.identity.ended", Formats.stamp(end)))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" \u00b7 "));
  }

  /** How a run ended, and what is so now. */
  private static String ended(ExecutionRow row, Proposal was, @Nullable Deed deed) {
    return switch (row.status()) {
      case COMPLETED ->
          deed == null
              ? Texts.get("approval.ended.completed", row.id(), row.filesChanged())
              : deed.ended(row, was);
      case ROLLED_BACK ->
          Texts.get("approval.ended.rolled-back", row.id(), Formats.orNone(row.error()));
      case NEEDS_ATTENTION ->
          Texts.get("approval.ended.attention", row.id(), Formats.orNone(row.error()));
      default -> Texts.get("approval.ended.failed", row.id(), Formats.orNone(row.error()));
    };
  }

  /**
   * How it ended, whether or not it was carried out.
   *
   * @param deed what was handed in with the word for it, null for a decision
   */
  static String ended(ApprovalState.Ending ending, @Nullable Deed deed) {
    ExecutionRow row = ending.execution();
    return row != null ? ended(row, ending.proposal(), deed) : ReviewWords.needs(ending.proposal());
  }

  static Badge endBadge(ApprovalState.Ending ending) {
    ExecutionRow row = ending.execution();
    if (row == null) {
      return ReviewWords.standing(ending.proposal());
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

  /**
   * "3.1 MB of 17.9 MB · 12 of 50 files · 4.2 MB/s · time left 5 s · 0 skipped · 0 failed": first
   * what the bar shows. Where nothing is written, files alone.
   */
  static String figures(ExecutionProgress now, String timeLeft, int leftOut) {
    double seconds = now.took().toNanos() / 1e9;
    long rate = seconds <= 0 ? 0 : Math.round(now.bytes() / seconds);
    return Texts.get(
        now.bytesOf() > 0 ? "approval.run.figures" : "approval.run.figures-files",
        Formats.count(now.done()),
        Formats.count(now.of()),
        Formats.size(now.bytes()),
        Formats.size(now.bytesOf()),
        Formats.size(rate),
        timeLeft,
        leftOut,
        Formats.count(now.failed()));
  }

  /**
   * The steps that began, and those that are still to come.
   *
   * @param runs whether others will come
   */
  static List<Line> steps(List<ExecutionDetail.Step> begun, boolean runs) {
    List<Line> lines = new ArrayList<>(StepWords.rows(begun).stream().map(Line::of).toList());
    boolean goesOn = runs && begun.stream().noneMatch(step -> step.error() != null);
    int next = begun.isEmpty() ? 0 : begun.getLast().number() + 1;
    for (int number = next; goesOn && number < STEPS.size(); number++) {
      lines.add(Line.of(StepWords.toCome(STEPS.get(number))));
    }
    return lines;
  }
}
