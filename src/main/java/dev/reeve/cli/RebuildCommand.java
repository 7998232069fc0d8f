package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.change.HistoryRebuild;
import picocli.CommandLine.Command;

/** {@code reeve executions rebuild}: the history anew, after the database was lost. */
@Command(
    name = "rebuild",
    description =
        "Makes missing rows of the history anew from the folders of evidence and the trail; what"
            + " exists stays as it is. Nobody else may keep the workspace meanwhile. Exit 1 when a"
            + " piece could not be used.")
final class RebuildCommand extends EngineCommand {
  @Override
  int run(Output output) {
    try (Engine engine = Engine.open(workspace(), Engine.Role.KEEPER)) {
      HistoryRebuild.Report report = engine.evidence().rebuildHistory();
      output.show(report, () -> print(output, report));
      return report.problems().isEmpty() ? Exit.DONE : Exit.PROBLEMS;
    }
  }

  private static void print(Output output, HistoryRebuild.Report report) {
    output.line(report.added() + " executions are in the history again.");
    report.ended().forEach(id -> output.line("had been cut off, and is ended now: " + id));
    report.problems().forEach(output::line);
  }
}
