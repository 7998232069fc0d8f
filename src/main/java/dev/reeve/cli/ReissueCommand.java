package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.ReissuePlan;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve registry reissue}: another id for a file that carries one of another. */
@Command(
    name = "reissue",
    description =
        "Shows which id a file would get in place of one that another file has, and what would"
            + " change in it; with --confirm gives it, as an execution that can be reverted. Exit 1"
            + " when nothing is given.")
final class ReissueCommand extends EngineCommand {
  @Parameters(paramLabel = "PATH", description = "The file that is to get another id.")
  String path = "";

  @Option(
      names = "--confirm",
      paramLabel = "PLAN",
      description = "Give it: only as the plan of this id says.")
  @Nullable String confirm;

  @Override
  int run(Output output) {
    try (Engine engine = visit()) {
      String seen = confirm;
      if (seen == null) {
        ReissuePlan plan = engine.reissues().plan(path);
        output.show(plan, () -> print(output, plan));
        return Exit.DONE;
      }
      ExecutionRow row = engine.reissues().carryOut(path, seen, engine.operator(), "");
      boolean done = row.status() == ExecutionStatus.COMPLETED;
      output.show(
          row, () -> output.line(Output.execution(row) + (done ? "; its record follows" : "")));
      return done ? Exit.DONE : Exit.PROBLEMS;
    }
  }

  private static void print(Output output, ReissuePlan plan) {
    output.line(Output.plain(plan.path() + "  " + plan.oldId() + " -> " + plan.newId()));
    plan.keptBy()
        .forEach(other -> output.line(Output.plain(plan.oldId() + " stays with " + other)));
    if (!plan.to().equals(plan.path())) {
      output.line(Output.plain("renamed to " + plan.to()));
    }
    if (!plan.diff().isEmpty()) {
      output.line(plan.diff().stripTrailing());
    }
    output.line("Nothing was changed. Carry it out with --confirm " + plan.planId());
  }
}
