package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.DecisionExport;
import dev.reeve.engine.links.triage.DecisionImport;
import dev.reeve.engine.links.triage.Triage;
import dev.reeve.engine.links.triage.TriageGroup;
import dev.reeve.engine.links.triage.TriagePreview;
import dev.reeve.engine.links.triage.TriageResult;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageSnapshot;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.HandedOut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve links triage ...}: what people decide about links that nothing mends by itself. */
@Command(
    name = "triage",
    description =
        "Decides about the links that lead nowhere, and carries the decisions out as one"
            + " execution.",
    subcommands = {
      LinksTriageCommand.Status.class,
      LinksTriageCommand.ListRows.class,
      LinksTriageDecideCommand.class,
      LinksTriageCommand.Undo.class,
      LinksTriageCommand.Apply.class,
      LinksTriageCommand.Export.class,
      LinksTriageCommand.Import.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class LinksTriageCommand {
  private LinksTriageCommand() {}

  @Command(
      name = "status",
      description = "How far the work is; exit 1 while something is left to decide.")
  static final class Status extends TriageBase {
    @Override
    int run(Output output, Engine engine, Triage triage) {
      TriageSnapshot now = scan(engine, triage);
      output.show(
          progress(now),
          () -> {
            output.line(
                now.rows().size()
                    + " broken links to "
                    + now.groups().size()
                    + " targets in "
                    + now.documents()
                    + " documents.");
            output.line(progressLine(now));
            now.gone().stream()
                .map(
                    each ->
                        each.link().sourceFile()
                            + ":"
                            + each.link().line()
                            + "  "
                            + TriageTexts.words(each)
                            + ": the link is not broken any more")
                .forEach(line -> output.line(Output.plain(line)));
            now.warnings().forEach(warning -> output.line(Output.plain(warning)));
          });
      return now.progress().left() == 0 ? Exit.DONE : Exit.PROBLEMS;
    }
  }

  @Command(
      name = "list",
      description = "The broken links by what they lead to, with candidates and decisions.")
  static final class ListRows extends TriageBase {
    @Option(names = "--state", description = "Only undecided, later, staged or regressed ones.")
    TriageRow.@Nullable State state;

    @Option(
        names = "--target",
        paramLabel = "TEXT",
        description = "Only those whose broken target holds this text.")
    @Nullable String target;

    @Override
    int run(Output output, Engine engine, Triage triage) {
      TriageSnapshot now = scan(engine, triage);
      List<TriageRow> rows =
          now.rows().stream()
              .filter(row -> state == null || row.state() == state)
              .filter(row -> target == null || row.group().contains(target))
              .toList();
      Map<String, Object> document = new LinkedHashMap<>(progress(now));
      document.put("rows", rows.stream().map(TriageTexts::row).toList());
      output.show(document, () -> print(output, now, new HashSet<>(rows)));
      return Exit.DONE;
    }

    private static void print(Output output, TriageSnapshot now, Set<TriageRow> shown) {
      for (TriageGroup group : now.groups()) {
        List<TriageRow> rows = group.rows().stream().filter(shown::contains).toList();
        if (rows.isEmpty()) {
          continue;
        }
        TriageRow first = rows.getFirst();
        output.line(
            Output.plain(
                group.target()
                    + "  "
                    + first.finding().reason().code()
                    + ", "
                    + group.rows().size()
                    + (group.rows().size() == 1 ? " link" : " links")));
        for (int i = 0; i < first.finding().suggestions().size(); i++) {
          output.line(TriageTexts.line(i + 1, first.finding().suggestions().get(i)));
        }
        rows.forEach(row -> output.line(TriageTexts.line(row)));
      }
      output.line(progressLine(now));
    }
  }

  @Command(name = "undo", description = "Takes the newest decision back that is still staged.")
  static final class Undo extends TriageBase {
    @Override
    int run(Output output, Engine engine, Triage triage) {
      scan(engine, triage);
      TriageSnapshot now = triage.undo(engine.operator());
      output.show(progress(now), () -> output.line(progressLine(now)));
      return Exit.DONE;
    }
  }

  @Command(
      name = "apply",
      description =
          "Shows what the staged decisions would write; with --execute writes it, as one execution"
              + " that can be undone. Exit 0 when all of it is done or could be, 1 when some or"
              + " none, 5 when somebody else holds the documents.")
  static final class Apply extends TriageBase {
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

  enum Form {
    JSON,
    CSV,
    MARKDOWN,
    REPORT
  }

  @Command(
      name = "export",
      description =
          "Gives the decisions as JSON, CSV or a Markdown table, or the report of what is broken"
              + " with what history says of it.")
  static final class Export extends TriageBase {
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
          new HandedOut(engine.workspace(), out, force)
              .write(text.getBytes(StandardCharsets.UTF_8));
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

  @Command(
      name = "import",
      description =
          "Stages the decisions of an export about links that are broken here; exit 1 when some"
              + " could not be taken.")
  static final class Import extends TriageBase {
    @Parameters(paramLabel = "FILE", description = "JSON or CSV, as export writes it.")
    Path file = Path.of("");

    @Override
    int run(Output output, Engine engine, Triage triage) {
      List<Decision> decisions = DecisionExport.read(read(file));
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
      return outcome.refused().isEmpty() && outcome.unmatched().isEmpty()
          ? Exit.DONE
          : Exit.PROBLEMS;
    }
  }

  /** The text of a file that somebody named. */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw EngineException.of(
              EngineException.Kind.NOT_FOUND,
              "PATH_NOT_FOUND",
              "Nothing was read: " + file + " cannot be read as text.")
          .with("Nothing was changed.", "Name a file of UTF-8 text.")
          .causedBy(e);
    }
  }
}
