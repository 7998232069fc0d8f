package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.registry.legacy.ImportItem;
import dev.reeve.engine.registry.legacy.ImportReport;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve registry import}: registries of earlier programs, brought into this one. */
@Command(
    name = "import",
    description =
        "Shows what older registries would bring, rule by rule; with --execute brings it, as one"
            + " patch. Exit 1 when the registry refuses it, 4 when rows are left out for you to"
            + " decide.")
final class ImportCommand extends EngineCommand {
  private static final int SHOWN = 20;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "An allocation registry, a file list, a unified registry, or an audit log (.jsonl). They"
              + " are only read; about one id the first one stands.")
  List<Path> files = List.of();

  @Option(names = "--execute", description = "Do it.")
  boolean execute;

  @Option(
      names = "--no-tree-check",
      description = "Do not look for the files; else rows without a file are quarantined.")
  boolean noTreeCheck;

  @Override
  int run(Output output) {
    try (Engine engine = visit()) {
      ImportReport report = engine.registryActions().importLegacy(files, !noTreeCheck, execute);
      output.show(report, () -> print(output, report));
      WriteResult write = report.write();
      if (write != null && !write.success()) {
        return RegistryCommand.exit(write);
      }
      return report.leftOut() == 0 ? Exit.DONE : Exit.HELD;
    }
  }

  private static void print(Output output, ImportReport report) {
    report
        .sources()
        .forEach(
            source ->
                output.line(
                    Output.plain(source.name())
                        + ": "
                        + source.form()
                        + " "
                        + source.version()
                        + ", "
                        + source.rows()
                        + " rows"));
    output.table(
        List.of("CASES", "RULE"),
        report.counts().entrySet().stream()
            .map(count -> List.of(count.getValue().toString(), count.getKey()))
            .toList());
    List<ImportItem> remarkable =
        report.items().stream().filter(item -> item.rule().remarkable()).toList();
    remarkable.stream().limit(SHOWN).forEach(item -> output.line(words(item)));
    if (remarkable.size() > SHOWN) {
      output.line(
          "and " + (remarkable.size() - SHOWN) + " more; --json gives every case of every rule");
    }
    output.line(
        report.activePaths()
            + " active paths, "
            + report.records()
            + " records to add, "
            + report.leftOut()
            + " rows left out");
    output.line(end(report));
  }

  private static String words(ImportItem item) {
    return Output.plain(
        item.rule().code() + "  " + item.id() + "  " + item.path() + "  " + item.message());
  }

  private static String end(ImportReport report) {
    WriteResult write = report.write();
    if (write == null) {
      return "There is nothing to import; the registry is as before.";
    }
    if (!write.success()) {
      return "Refused as a whole: " + write.code() + ": " + write.message();
    }
    return report.executed()
        ? write.message()
        : "The registry would take it. Nothing was changed; --execute imports it.";
  }
}
