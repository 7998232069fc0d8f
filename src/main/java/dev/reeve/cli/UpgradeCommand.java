package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.UpgradePlan;
import dev.reeve.engine.registry.WriteResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve registry upgrade}: from an older version of the file to this program's. */
@Command(
    name = "upgrade",
    description =
        "Shows what bringing an older registry to this program's version would change; with"
            + " --execute does it, as one patch with a backup. Exit 1 when the write is refused.")
final class UpgradeCommand extends EngineCommand {
  @Option(names = "--execute", description = "Write the version.")
  boolean execute;

  private record Report(UpgradePlan plan, @Nullable WriteResult write) {}

  @Override
  int run(Output output) {
    try (Engine engine = visit()) {
      UpgradePlan plan = engine.registryRecovery().planUpgrade();
      WriteResult write =
          execute && plan.needed() ? engine.registryRecovery().upgrade(plan.registryHash()) : null;
      output.show(new Report(plan, write), () -> print(output, plan, write));
      return write == null ? Exit.DONE : RegistryCommand.exit(write);
    }
  }

  private static void print(Output output, UpgradePlan plan, @Nullable WriteResult write) {
    if (!plan.needed()) {
      output.line("The registry has version " + plan.from() + "; there is nothing to upgrade.");
      return;
    }
    output.line("meta/version  " + plan.from() + " -> " + plan.to());
    output.line(
        plan.columns().size()
            + " columns may be written afterwards, for "
            + plan.files()
            + " active files:");
    plan.columns().forEach(column -> output.line("  " + column));
    if (write == null) {
      output.line("Nothing was changed. Do it with --execute.");
    } else {
      output.line(write.code() + ": " + write.message());
      write.validationErrors().forEach(f -> output.line(RegistryCommand.words(f)));
      output.line(
          write.changed()
              ? "Fill the columns with: reeve registry reconcile"
              : "The registry is as before.");
    }
  }
}
