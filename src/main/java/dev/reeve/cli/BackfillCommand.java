package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.BackfillPlan;
import dev.reeve.engine.registry.BackfillResult;
import dev.reeve.engine.registry.WriteResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve registry backfill}: ids for all files that have none. */
@Command(
    name = "backfill",
    description =
        "Shows which file without a record would get which id; with --execute gives them, as one"
            + " patch. Exit 1 when some get none, 4 when the plan waits for a person.")
final class BackfillCommand extends EngineCommand {
  @Option(
      names = "--scope",
      paramLabel = "FOLDER",
      description = "Only this folder; may be repeated.")
  List<String> scope = List.of();

  @Option(names = "--execute", description = "Issue the ids and write the records.")
  boolean execute;

  @Option(
      names = "--confirm",
      paramLabel = "PLAN",
      description = "With --execute: only the plan of this id, however large it is.")
  @Nullable String confirm;

  @Override
  int run(Output output) {
    if (confirm != null && !execute) {
      throw usage("--confirm allows a plan to be carried out: it needs --execute");
    }
    try (Engine engine = visit()) {
      List<String> folders = scope.isEmpty() ? engine.workspace().config().watch().roots() : scope;
      BackfillResult result =
          engine
              .registryActions()
              .backfill(folders, execute, confirm, Thread.currentThread()::isInterrupted);
      output.show(result, () -> print(output, result));
      WriteResult write = result.write();
      return switch (result.status()) {
        case HELD -> Exit.HELD;
        case REFUSED -> write == null ? Exit.PROBLEMS : RegistryCommand.exit(write);
        case PLANNED, DONE -> result.plan().refused().isEmpty() ? Exit.DONE : Exit.PROBLEMS;
      };
    }
  }

  private static void print(Output output, BackfillResult result) {
    BackfillPlan plan = result.plan();
    output.table(
        List.of("DOC ID", "STREAM", "PATH"),
        plan.rows().stream()
            .map(row -> List.of(row.docId(), row.carried() ? "carried" : row.stream(), row.path()))
            .toList());
    plan.refused()
        .forEach(
            file ->
                output.line(
                    Output.plain(
                        "no id  " + file.code() + "  " + file.path() + "  " + file.message())));
    output.line(end(result));
  }

  private static String end(BackfillResult result) {
    BackfillPlan plan = result.plan();
    String size = plan.rows().size() + " files without a record, plan " + plan.planId();
    WriteResult write = result.write();
    return switch (result.status()) {
      case PLANNED ->
          plan.rows().isEmpty()
              ? "Every file has a record."
              : size
                  + "\nNothing was changed. Carry it out with --execute --confirm "
                  + plan.planId();
      case HELD ->
          size + "\n" + result.reason() + " Carry it out with --execute --confirm " + plan.planId();
      case DONE -> write == null ? "Every file has a record." : write.message();
      case REFUSED -> write == null ? "" : write.code() + ": " + write.message();
    };
  }
}
