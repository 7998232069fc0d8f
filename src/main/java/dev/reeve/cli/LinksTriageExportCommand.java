package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.DecisionExport;
import dev.reeve.engine.links.triage.Triage;
import dev.reeve.engine.workspace.HandedOut;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve links triage export}. */
@Command(
    name = "export",
    description =
        "Gives the decisions as JSON, CSV or a Markdown table, or the report of what is broken"
            + " with what history says of it.")
final class LinksTriageExportCommand extends TriageBase {
  enum Form {
    JSON,
    CSV,
    MARKDOWN,
    REPORT
  }

  @Option(names = "--format", description = "json, csv, markdown or report (default: json).")
  Form form = Form.JSON;

  @Option(names = "--withdrawn", description = "Also decisions that were taken back or replaced.")
  boolean withdrawn;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to (default: standard output).")
  @Nullable Path out;

  @Option(names = "--force", description = "Replace a file that is there, outside the workspace.")
  boolean force;

  @Override
  int run(Output output, Engine engine, Triage triage) {
    String text = text(engine, triage);
    if (out == null) {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
      return Exit.DONE;
    }
    Path written =
        new HandedOut(engine.workspace(), out, force).write(text.getBytes(StandardCharsets.UTF_8));
    output.show(Map.of("file", written), () -> output.line("written: " + written));
    return Exit.DONE;
  }

  private String text(Engine engine, Triage triage) {
    if (form == Form.REPORT) {
      scan(engine, triage);
      return triage.report();
    }
    List<Decision> decisions =
        triage.decisions().stream()
            .filter(each -> withdrawn || each.standing() != Decision.Standing.WITHDRAWN)
            .toList();
    return switch (form) {
      case CSV -> DecisionExport.csv(decisions);
      case MARKDOWN -> DecisionExport.markdown(decisions);
      default -> DecisionExport.json(decisions);
    };
  }
}
