package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.change.ExecutionRow;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve executions pin}: evidence that retention must not remove. */
@Command(
    name = "pin",
    description =
        "Keeps the evidence of an execution for good, whatever retention says; without an id, lists"
            + " what is pinned.")
final class PinCommand extends EngineCommand {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ID",
      description = "exec_ and 12 hex digits.")
  @Nullable String id;

  @Option(names = "--off", description = "Let retention have it again.")
  boolean off;

  @Override
  int run(Output output) {
    String execution = id;
    if (execution == null && off) {
      throw usage("--off needs the id of an execution");
    }
    try (Engine engine = visit()) {
      if (execution == null) {
        List<ExecutionRow> pinned = engine.evidence().pinned();
        output.show(pinned, () -> print(output, pinned));
      } else {
        engine.evidence().pin(execution, !off);
        output.show(
            Map.of("id", execution, "pinned", !off),
            () -> output.line((off ? "No longer pinned: " : "Pinned: ") + execution));
      }
    }
    return Exit.DONE;
  }

  private static void print(Output output, List<ExecutionRow> pinned) {
    output.table(
        List.of("TIME", "ID", "STATUS", "INTENT"),
        pinned.stream()
            .map(
                row ->
                    List.of(
                        Output.time(row.startedAt()), row.id(), row.status().code(), row.intent()))
            .toList());
  }
}
