package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.DescriptorPreview;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code reeve registry describe}: what is in a file, and what the registry would say of it. */
@Command(
    name = "describe",
    description =
        "Reads what is in a registered file and shows its descriptor and the columns that would"
            + " change; writes nothing. Exit 1 when the content cannot be parsed.")
final class DescribeCommand extends EngineCommand {
  @Parameters(paramLabel = "KEY", description = "Relative path or doc_id.")
  String key = "";

  @Override
  int run(Output output) {
    try (Engine engine = visit()) {
      DescriptorPreview.Preview found = engine.registryActions().describe(key);
      output.show(found, () -> show(output, found));
      return found.firstError() == null ? Exit.DONE : Exit.PROBLEMS;
    }
  }

  private static void show(Output output, DescriptorPreview.Preview found) {
    output.line(found.path() + "  " + found.docId() + "  " + found.status());
    if (found.firstError() != null) {
      output.line(found.firstError());
    }
    if (found.descriptor() != null) {
      output.line(found.descriptor().toPrettyString());
    }
    if (found.promotion().isEmpty()) {
      output.line("The record says all that already.");
    } else {
      output.line(
          found.withheld()
              ? "Held back until the registry is upgraded:"
              : "Columns that would change:");
      output.line(found.promotion().toPrettyString());
    }
  }
}
