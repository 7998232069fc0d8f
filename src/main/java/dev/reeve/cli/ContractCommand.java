package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.contract.ContractReport;
import dev.reeve.engine.registry.contract.Enforcement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve registry contract}: what lies in a folder, and what its contract says. */
@Command(
    name = "contract",
    description =
        "Compares folders with their contracts in .reeve/config.toml: what is missing, unexpected,"
            + " misplaced or forbidden; exit 1 when something is. With --enforce moves files that"
            + " nothing allows into the quarantine; exit 3 when no contract is in enforce mode, 4"
            + " when the plan is not the confirmed one.")
final class ContractCommand extends EngineCommand {
  @Option(
      names = "--enforce",
      description = "Set files aside, where the contract's mode is enforce; it can be undone.")
  boolean enforce;

  @Option(names = "--confirm", paramLabel = "PLAN", description = "The plan of this id.")
  @Nullable String confirm;

  @Override
  int run(Output output) {
    if (confirm != null && !enforce) {
      throw usage("--confirm allows a plan to be carried out: it needs --enforce");
    }
    try (Engine engine = visit()) {
      if (enforce) {
        Enforcement.Result result =
            engine
                .registryActions()
                .enforceContracts(confirm, Thread.currentThread()::isInterrupted);
        output.show(result, () -> print(output, result));
        if (result.held()) {
          return Exit.HELD;
        }
        return result.reason().isEmpty() ? Exit.DONE : Exit.PROBLEMS;
      }
      ContractReport report =
          engine.registryActions().contracts(Thread.currentThread()::isInterrupted);
      output.show(report, () -> print(output, report));
      return report.clean() ? Exit.DONE : Exit.PROBLEMS;
    }
  }

  private static void print(Output output, ContractReport report) {
    output.table(
        List.of("MODULE", "MODE", "CANONICAL", "GENERATED", "ARTIFACTS", "FOLDER"),
        report.modules().stream()
            .map(
                module ->
                    List.of(
                        module.moduleId(),
                        module.mode(),
                        Integer.toString(module.canonical()),
                        Integer.toString(module.generated()),
                        Integer.toString(module.runArtifacts()),
                        module.root()))
            .toList());
    report
        .items()
        .forEach(
            item ->
                output.line(
                    Output.plain(item.problem() + "  " + item.path() + "  " + item.message())));
    report
        .unreadable()
        .forEach(
            place ->
                output.line(Output.plain("UNREADABLE  " + place.path() + "  " + place.message())));
    if (report.modules().isEmpty()) {
      output.line("No folder has a contract: add a [[contract]] to .reeve/config.toml.");
    } else if (report.moves().isEmpty()) {
      output.line(report.items().size() + " differences; nothing to set aside.");
    } else {
      output.line(
          report.items().size()
              + " differences. Nothing was changed. Set "
              + report.moves().size()
              + " files aside with --enforce --confirm "
              + report.planId());
    }
  }

  private static void print(Output output, Enforcement.Result result) {
    result
        .report()
        .moves()
        .forEach(move -> output.line(Output.plain(move.path() + "  ->  " + move.to())));
    if (result.held()) {
      output.line(result.reason());
      output.line(
          "Nothing was changed. Carry it out with --enforce --confirm " + result.report().planId());
    } else if (result.executionId() == null) {
      output.line("Nothing is to be set aside.");
    } else {
      output.line("Set aside by " + result.executionId() + ", which can be undone.");
      if (!result.reason().isEmpty()) {
        output.line("Their records do not say so yet: " + result.reason());
      }
    }
  }
}
