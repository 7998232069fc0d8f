package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.export.ExportFormat;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve registry export}: the registry as a table for other programs. */
@Command(
    name = "export",
    description = "The whole registry as one table; CSV goes to standard output without --out.")
final class ExportCommand extends EngineCommand {
  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "csv or sqlite (default: ${DEFAULT-VALUE}).")
  ExportFormat format = ExportFormat.CSV;

  @Option(names = "--out", paramLabel = "FILE", description = "A file that does not exist yet.")
  @Nullable Path target;

  @Option(names = "--force", description = "Replace the file, where it lies outside the workspace.")
  boolean force;

  @Override
  int run(Output output) {
    if (target == null && (format == ExportFormat.SQLITE || json)) {
      throw usage("--out is needed for " + (json ? "--json" : format.code()));
    }
    try (Engine engine = visit()) {
      if (target == null) {
        spec.commandLine().getOut().print(engine.registryExport().csv());
        spec.commandLine().getOut().flush();
      } else {
        Path written = engine.registryExport().write(format, target, force);
        output.show(
            Map.of("format", format.code(), "file", written),
            () -> output.line("Written: " + written));
      }
    }
    return Exit.DONE;
  }
}
