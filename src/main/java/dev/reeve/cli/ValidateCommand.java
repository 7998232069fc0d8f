package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.Finding;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve registry validate}: the contracts over all records. */
@Command(name = "validate", description = "Runs the contracts over all records; exit 1 on errors.")
final class ValidateCommand extends EngineCommand {
  @Option(names = "--strict", description = "Every contract; also says what a write would change.")
  boolean strict;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write the result there: Markdown when it ends with .md, else JSON.")
  @Nullable Path report;

  @Option(names = "--force", description = "With --report: even over a file that is no report.")
  boolean force;

  @Override
  int run(Output output) {
    if (report != null) {
      ReportFile.requireFree(report, force);
    }
    try (Engine engine = visit()) {
      List<Finding> findings = engine.registry().validate(strict);
      long errors = findings.stream().filter(finding -> !finding.warning()).count();
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("strict", strict);
      document.put("errors", errors);
      document.put("findings", findings);
      if (report != null) {
        ReportFile.write(report, engine, document, findings, force);
      }
      output.show(
          document,
          () -> {
            findings.forEach(finding -> output.line(RegistryCommand.words(finding)));
            output.line(errors + " errors, " + (findings.size() - errors) + " warnings");
          });
      return errors == 0 ? Exit.DONE : Exit.PROBLEMS;
    }
  }
}
