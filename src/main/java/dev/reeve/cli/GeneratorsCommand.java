package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.generate.BuildResult;
import dev.reeve.engine.registry.generate.GeneratorRow;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve registry generators ...}: the files made of the registry. */
@Command(
    name = "generators",
    description = "Files that are made of the registry: which are out of date, and building them.",
    subcommands = {GeneratorsCommand.ListGenerators.class, GeneratorsCommand.Run.class})
final class GeneratorsCommand {

  @Command(
      name = "list",
      description = "Generators and whether their outputs are up to date; exit 1 when one is not.")
  static final class ListGenerators extends EngineCommand {
    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        List<GeneratorRow> rows = engine.generators().generators();
        output.show(
            rows,
            () -> {
              output.table(
                  List.of("ID", "STATE", "KIND", "ROWS", "BUILT", "OUTPUT", "WHY"),
                  rows.stream().map(ListGenerators::cells).toList());
              rows.forEach(
                  row ->
                      row.leftOver()
                          .forEach(
                              path -> output.line(row.id() + " left over: " + Output.plain(path))));
            });
        return rows.stream().allMatch(ListGenerators::well) ? Exit.DONE : Exit.PROBLEMS;
      }
    }

    private static boolean well(GeneratorRow row) {
      return row.state() == GeneratorRow.State.CURRENT
          || row.state() == GeneratorRow.State.INACTIVE;
    }

    private static List<String> cells(GeneratorRow row) {
      return List.of(
          row.id(),
          row.state().name().toLowerCase(Locale.ROOT),
          row.kind(),
          Integer.toString(row.rows()),
          Output.text(row.lastBuild()),
          row.output(),
          row.reason());
    }
  }

  @Command(
      name = "run",
      description =
          "Says what would be built; with --execute builds it. Without ids: all that are out of"
              + " date. Exit 1 when one failed.")
  static final class Run extends EngineCommand {
    @Parameters(arity = "0..*", paramLabel = "ID", description = "Such as GEN-000001.")
    List<String> ids = List.of();

    @Option(names = "--execute", description = "Do it; each output written can be undone.")
    boolean execute;

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        List<BuildResult> results = engine.registryActions().generate(ids, execute);
        output.show(results, () -> print(output, results));
        return results.stream().allMatch(result -> result.code() == null)
            ? Exit.DONE
            : Exit.PROBLEMS;
      }
    }

    private void print(Output output, List<BuildResult> results) {
      for (BuildResult result : results) {
        String code = result.code() == null ? "" : " [" + result.code() + "]";
        output.line(
            result.id()
                + "  "
                + result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + ": "
                + Output.plain(result.message())
                + code);
        result.written().forEach(path -> output.line("  " + Output.plain(path)));
        result.kept().forEach(path -> output.line("  edited by hand: " + Output.plain(path)));
      }
      if (results.isEmpty()) {
        output.line("Everything is up to date.");
      } else if (!execute) {
        output.line("Nothing was changed; --execute builds them.");
      }
    }
  }
}
