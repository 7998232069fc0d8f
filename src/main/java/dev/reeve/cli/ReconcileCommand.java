package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.ReconcileProgress;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.registry.ReconcileRequest;
import dev.reeve.engine.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve registry reconcile}: where disk and registry disagree, and mending it. */
@Command(
    name = "reconcile",
    description =
        "Compares the folder with the registry. Without --apply it only reports; exit 1 when they"
            + " differ, 4 when the plan waits for a person.")
final class ReconcileCommand extends EngineCommand {
  private static final int SHOWN = 50;

  @Option(
      names = "--scope",
      paramLabel = "FOLDER",
      description = "Only this folder; may be repeated.")
  List<String> scope = List.of();

  @Option(names = "--deep", description = "Hash every file, also those that look untouched.")
  boolean deep;

  @Option(
      names = "--apply",
      description = "Queue the repairs, and carry them out when nobody else keeps the workspace.")
  boolean apply;

  @Option(
      names = "--live",
      description = "With --apply: even where the configuration says observe.")
  boolean live;

  @Option(names = "--confirm", paramLabel = "PLAN", description = "Allow the held plan of this id.")
  @Nullable String confirm;

  @Override
  int run(Output output) throws InterruptedException {
    Workspace workspace = apply ? workspace() : workspace().inMode(false);
    ReconcileRequest request =
        new ReconcileRequest(
            scope.isEmpty() ? workspace.config().watch().roots() : scope, deep, confirm);
    try (Engine engine =
        Engine.open(
            workspace, apply ? Engine.Role.KEEPER_IF_FREE : Engine.Role.VISITOR, apply && live)) {
      ReconcileReport report =
          engine
              .registryActions()
              .reconcile(request, ReconcileProgress.NONE, Thread.currentThread()::isInterrupted);
      if (apply && engine.keeps()) {
        engine.startQueue();
        engine.awaitIdle(null);
      }
      output.show(report, () -> print(output, report));
      return switch (report.status()) {
        case COMPLETED, OBSERVED ->
            report.items().isEmpty() && report.unreadable().isEmpty() ? Exit.DONE : Exit.PROBLEMS;
        case HELD, CANCELLED -> Exit.HELD;
        case ABORTED -> Exit.PROBLEMS;
      };
    }
  }

  private static String also(int number, String words) {
    return number == 0 ? "" : ", " + number + " " + words;
  }

  private void print(Output output, ReconcileReport report) {
    report.items().stream()
        .limit(SHOWN)
        .forEach(
            item ->
                output.line(
                    Output.plain(item.kind() + "  " + item.path() + "  " + item.message())));
    if (report.items().size() > SHOWN) {
      output.line("and " + (report.items().size() - SHOWN) + " more; --json gives all of them");
    }
    report
        .unreadable()
        .forEach(
            file ->
                output.line(Output.plain("UNREADABLE  " + file.path() + "  " + file.message())));
    report.lostRoots().forEach(root -> output.line("LOST ROOT  " + root));
    report.counts().forEach((kind, count) -> output.line(kind + ": " + count));
    output.line(
        report.status()
            + ": "
            + report.filesScanned()
            + " files, "
            + report.registryRecords()
            + " records, "
            + report.items().size()
            + " differences, "
            + report.repairsQueued()
            + " queued"
            + also(report.repairsPending(), "in the queue already")
            + also(report.leftToPeople(), "left for a person")
            + also(report.repairsGivenUp(), "of them given up in the queue"));
    if (!report.reason().isEmpty()) {
      output.line(report.reason());
    }
    if (report.status() == ReconcileReport.Status.HELD) {
      output.line(
          "Allow this plan with --apply --confirm " + report.planId() + (live ? " --live" : ""));
    } else if (apply && report.status() == ReconcileReport.Status.OBSERVED) {
      output.line(
          "The workspace is in observe mode: nothing was changed. --live writes all the same.");
    }
  }
}
