package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.EdgeQuality;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.registry.edge.EdgeChange;
import dev.reeve.engine.registry.edge.EdgeFilter;
import dev.reeve.engine.registry.edge.EdgeRow;
import dev.reeve.engine.registry.edge.ImportChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve registry edges ...}: relations between records and what founds them. */
@Command(
    name = "edges",
    description = "Relations between records, with their evidence.",
    subcommands = {
      EdgesCommand.ListEdges.class,
      EdgesCommand.Quality.class,
      EdgesCommand.Age.class,
      EdgesCommand.Imports.class
    })
final class EdgesCommand {

  @Command(
      name = "list",
      description = "Edges in file order, without those set aside or of low confidence.")
  static final class ListEdges extends EngineCommand {
    @Option(names = "--all", description = "Also what is set aside, deleted or of low confidence.")
    boolean all;

    @Option(names = "--of", paramLabel = "ENTITY", description = "Only edges of this entity_id.")
    @Nullable String entity;

    @Option(names = "--type", paramLabel = "REL", description = "Such as IMPORTS.")
    @Nullable String type;

    @Option(names = "--limit", defaultValue = "1000", description = "At most so many rows.")
    int limit;

    @Override
    int run(Output output) {
      int most = positive("--limit", limit);
      try (Engine engine = visit()) {
        EdgeFilter filter =
            new EdgeFilter(all, entity, type == null ? null : type.toUpperCase(Locale.ROOT));
        List<EdgeRow> rows = engine.edges().edges(filter).stream().limit(most).toList();
        long hidden = all ? 0 : engine.edges().hidden();
        output.show(
            rows,
            () -> {
              output.table(
                  List.of("ID", "TYPE", "STATUS", "CONF", "METHOD", "FROM", "TO", "FLAGS", "AGE"),
                  rows.stream().map(ListEdges::cells).toList());
              if (hidden > 0) {
                output.line(hidden + " more are set aside or of low confidence; --all shows them.");
              }
            });
      }
      return Exit.DONE;
    }

    private static List<String> cells(EdgeRow row) {
      String from = row.sourcePath() == null ? row.source() : row.sourcePath();
      String to = row.targetPath() == null ? row.target() : row.targetPath();
      return List.of(
          row.id(),
          row.relType(),
          row.status(),
          Output.text(row.confidence()),
          Output.text(row.method()),
          from,
          to,
          String.join(",", row.flags()),
          row.days() == null ? "-" : row.days() + " d " + row.ageing());
    }
  }

  @Command(
      name = "quality",
      description = "How well the edges are founded; exit 1 when a gate is missed.")
  static final class Quality extends EngineCommand {
    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        EdgeQuality.Figures figures = engine.edges().quality();
        output.show(figures, () -> print(output, figures));
        return figures.missed().isEmpty() ? Exit.DONE : Exit.PROBLEMS;
      }
    }

    private static void print(Output output, EdgeQuality.Figures figures) {
      output.line(
          "%d edges: %d high, %d medium, %d low; %d quarantined, %d stale, %d dangling"
              .formatted(
                  figures.edges(),
                  figures.high(),
                  figures.medium(),
                  figures.low(),
                  figures.quarantined(),
                  figures.stale(),
                  figures.dangling()));
      for (EdgeQuality.Missed gate : figures.missed()) {
        output.line(
            "%s %s: %d %% (%s %d %%)"
                .formatted(
                    gate.alert() ? "ALERT" : "missed",
                    gate.what(),
                    gate.percent(),
                    gate.what().equals("high") ? "at least" : "at most",
                    gate.limit()));
      }
    }
  }

  @Command(
      name = "age",
      description = "Says what age and ended targets ask of edges; with --execute writes it.")
  static final class Age extends EngineCommand {
    @Option(names = "--execute", description = "Do it, in one patch.")
    boolean execute;

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        List<EdgeChange> changes = engine.edges().ageing();
        WriteResult result = execute ? engine.registryActions().ageEdges() : null;
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("changes", changes);
        document.put("write", result);
        output.show(document, () -> print(output, changes, result));
        return result == null || result.success() ? Exit.DONE : Exit.PROBLEMS;
      }
    }

    private void print(Output output, List<EdgeChange> changes, @Nullable WriteResult result) {
      changes.forEach(
          change ->
              output.line(change.id() + "  " + change.action().code() + "  " + change.reason()));
      if (result != null) {
        output.line(result.code() + ": " + result.message());
      } else if (execute) {
        output.line("Nothing was to be written.");
      } else {
        output.line(
            changes.isEmpty()
                ? "Nothing is to be done."
                : "Nothing was changed; --execute writes it.");
      }
    }
  }

  @Command(
      name = "imports",
      description = "Says which edges the imports of files ask for; with --execute writes them.")
  static final class Imports extends EngineCommand {
    @Option(names = "--execute", description = "Do it.")
    boolean execute;

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        List<ImportChange> changes = engine.registryActions().importEdges();
        WriteResult result = execute ? engine.registryActions().linkImports() : null;
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("changes", changes);
        document.put("write", result);
        output.show(document, () -> print(output, changes, result));
        return result == null || result.success() ? Exit.DONE : Exit.PROBLEMS;
      }
    }

    private void print(Output output, List<ImportChange> changes, @Nullable WriteResult result) {
      changes.forEach(
          change ->
              output.line(
                  change.edge() == null
                      ? "add  " + change.locator() + "  " + change.name() + "  " + change.target()
                      : "end  " + change.edge() + "  its import is gone"));
      if (result != null) {
        output.line(result.code() + ": " + result.message());
      } else {
        output.line(
            changes.isEmpty() || execute
                ? "Nothing is to be done."
                : "Nothing was changed; --execute writes it.");
      }
    }
  }
}
