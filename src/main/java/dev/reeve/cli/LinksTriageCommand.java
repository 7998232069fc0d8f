package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.links.triage.Triage;
import dev.reeve.engine.links.triage.TriageGroup;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageSnapshot;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
      LinksTriageApplyCommand.class,
      LinksTriageExportCommand.class,
      LinksTriageImportCommand.class
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
