package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.links.triage.Triage;
import dev.reeve.engine.links.triage.TriagePreview;
import dev.reeve.engine.links.triage.TriageResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve links triage apply}. */
@Command(
    name = "apply",
    description =
        "Shows what the staged decisions would write; with --execute writes it, as one execution"
            + " that can be undone. Exit 0 when all of it is done or could be, 1 when some or"
            + " none, 5 when somebody else holds the documents.")
final class LinksTriageApplyCommand extends TriageBase {
  @Option(names = "--execute", description = "Write it.")
  boolean execute;

  @Option(
      names = "--leave-out",
      paramLabel = "ID|FILE",
      description = "A decision, or all that change this file, stay staged; may be repeated.")
  List<String> leftOut = new ArrayList<>();

  @Override
  int run(Output output, Engine engine, Triage triage) {
    scan(engine, triage);
    Set<String> out = new HashSet<>(leftOut);
    Map<String, Set<String>> byFile =
        leftOut.isEmpty() ? Map.of() : triage.preview(Set.of()).decisionsByFile();
    leftOut.forEach(each -> out.addAll(byFile.getOrDefault(each, Set.of())));
    if (!execute) {
      TriagePreview preview = triage.preview(out);
      output.show(
          TriageTexts.preview(preview),
          () -> {
            print(output, preview);
            preview.files().forEach(file -> output.line(file.diff()));
            output.line("Nothing was written; --execute writes it.");
          });
      return preview.conflicts().isEmpty() ? Exit.DONE : Exit.PROBLEMS;
    }
    TriageResult result = triage.apply(out, engine.operator());
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("execution_id", result.executionId());
    document.put("rollback_execution_id", result.rollbackId());
    document.put("code", result.code());
    document.put("applied", result.applied());
    document.putAll(TriageTexts.preview(result.done()));
    document.put("now", progress(result.now()));
    output.show(
        document,
        () -> {
          print(output, result.done());
          if (result.executionId() != null) {
            output.line("Execution " + result.executionId() + ".");
          }
          if (!result.message().isEmpty()) {
            output.line(Output.plain(result.message()));
          }
          output.line(progressLine(result.now()));
        });
    return result.complete() ? Exit.DONE : Exit.PROBLEMS;
  }

  private static void print(Output output, TriagePreview preview) {
    for (TriagePreview.Item item : preview.items()) {
      output.line(
          Output.plain(
              item.file()
                  + (item.line() > 0 ? ":" + item.line() : "")
                  + "  "
                  + (item.code() != null
                      ? item.code() + ": " + item.message()
                      : item.before() == null
                          ? item.decision().choice().code().replace('_', ' ')
                              + " for "
                              + item.decision().link().sourceFile()
                              + ":"
                              + item.decision().link().line()
                          : item.before() + " -> " + item.after())
                  + (item.headingMissing() ? " (the heading is not there)" : "")));
    }
    preview
        .byChoice()
        .forEach((choice, count) -> output.line(choice.replace('_', ' ') + ": " + count));
    if (!preview.conflicts().isEmpty()) {
      output.line("not possible: " + preview.conflicts().size());
    }
  }
}
