package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.DecisionExport;
import dev.reeve.engine.links.triage.DecisionImport;
import dev.reeve.engine.links.triage.Triage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code reeve links triage import}. */
@Command(
    name = "import",
    description =
        "Stages the decisions of an export about links that are broken here; exit 1 when some"
            + " could not be taken.")
final class LinksTriageImportCommand extends TriageBase {
  @Parameters(paramLabel = "FILE", description = "JSON or CSV, as export writes it.")
  Path file = Path.of("");

  @Override
  int run(Output output, Engine engine, Triage triage) {
    List<Decision> decisions = DecisionExport.read(LinksTriageCommand.read(file));
    scan(engine, triage);
    DecisionImport outcome = triage.take(decisions, engine.operator());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("staged", outcome.staged());
    document.put("known", outcome.known());
    document.put("unmatched", outcome.unmatched().stream().map(TriageTexts::decision).toList());
    document.put("refused", outcome.refused());
    output.show(
        document,
        () -> {
          output.line("staged: " + outcome.staged() + ", known: " + outcome.known());
          outcome
              .unmatched()
              .forEach(
                  each ->
                      output.line(
                          Output.plain(
                              "not broken here: "
                                  + each.link().sourceFile()
                                  + "  "
                                  + each.link().rawTarget())));
          outcome.refused().forEach(why -> output.line(Output.plain(why)));
        });
    return outcome.refused().isEmpty() && outcome.unmatched().isEmpty() ? Exit.DONE : Exit.PROBLEMS;
  }
}
