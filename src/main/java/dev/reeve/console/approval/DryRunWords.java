package dev.reeve.console.approval;

import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.DryRun;
import java.util.ArrayList;
import java.util.List;

/** What the dialog says about a dry run. */
final class DryRunWords {
  private static final String NO_LOCK = "a dry run takes no lock";

  private DryRunWords() {}

  /** "Dry run 14:02:11: it would be carried out · 90 ms". */
  static String ended(DryRun run) {
    String at = Formats.clock(run.at());
    return run.succeeds()
        ? Texts.get(
            approved(run) ? "approval.dry-run.well" : "approval.dry-run.well-once-approved",
            at,
            Formats.took(run.took()))
        : Texts.get(
            "approval.dry-run.badly",
            at,
            Formats.orNone(run.code()),
            Formats.orNone(run.problem()));
  }

  private static boolean approved(DryRun run) {
    return run.steps().stream()
        .flatMap(step -> step.lines().stream())
        .noneMatch(line -> line.startsWith("not approved yet: "));
  }

  /** Each step, and under it what it would do. */
  static List<Line> lines(DryRun run) {
    List<Line> lines = new ArrayList<>();
    for (DryRun.Step step : run.steps()) {
      boolean failed = step.step().status().equals("failed");
      lines.add(
          new Line(
              failed ? Line.Kind.REMOVED : Line.Kind.HEAD,
              Texts.get(
                      "approval.dry-run.step",
                      step.step().number() + 1,
                      StepWords.name(step.step()))
                  + (failed ? " \u00b7 " + Texts.get("approval.dry-run.stops") : "")));
      step.lines().stream()
          .filter(line -> !line.equals(NO_LOCK)) // said of each lock that it would take
          .map(DryRunWords::line)
          .forEach(lines::add);
    }
    return lines;
  }

  private static Line line(String text) {
    return new Line(
        text.startsWith("would fail: ") ? Line.Kind.REMOVED : Line.Kind.PLAIN,
        "    " + Formats.shortHashes(text));
  }
}
