package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.change.TrailCheck;
import dev.reeve.engine.change.TrailFilter;
import dev.reeve.engine.change.TrailLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve trail ...}: the hash-chained record of everything that was done. */
@Command(
    name = "trail",
    description = "The trail.",
    subcommands = {TrailCommand.Verify.class, TrailCommand.ListLines.class})
final class TrailCommand {

  @Command(name = "verify", description = "Checks the whole chain; exit 1 names the first break.")
  static final class Verify extends EngineCommand {
    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        return switch (engine.trail().verify()) {
          case TrailCheck.Whole whole -> {
            output.show(
                Map.of("whole", true, "lines", whole.lines()),
                () -> output.line("The chain is whole: " + whole.lines() + " lines."));
            yield Exit.DONE;
          }
          case TrailCheck.Broken broken -> {
            output.show(
                Map.of(
                    "whole", false,
                    "file", broken.file(),
                    "line", broken.line(),
                    "reason", broken.reason()),
                () ->
                    output.line(
                        "The chain is broken at "
                            + broken.file()
                            + " line "
                            + broken.line()
                            + ": "
                            + broken.reason()));
            yield Exit.PROBLEMS;
          }
        };
      }
    }
  }

  @Command(name = "list", description = "The newest lines, oldest first; filters combine.")
  static final class ListLines extends EngineCommand {
    @Option(names = "--tail", defaultValue = "50", description = "At most so many lines.")
    int tail;

    @Option(names = "--type", description = "Such as commit_intent or committed.")
    @Nullable String type;

    @Option(names = "--actor", description = "Who did it.")
    @Nullable String actor;

    @Option(names = "--execution", description = "Lines of one execution.")
    @Nullable String execution;

    @Option(names = "--path", description = "Lines about one file.")
    @Nullable String path;

    @Option(names = "--since", description = "UTC time.")
    @Nullable Instant since;

    @Option(names = "--until", description = "UTC time.")
    @Nullable Instant until;

    @Override
    int run(Output output) {
      TrailFilter filter = new TrailFilter(type, actor, execution, path, since, until);
      try (Engine engine = visit()) {
        List<TrailLine> lines = engine.trail().list(filter, positive("--tail", tail));
        output.show(
            lines.stream().map(TrailLine::json).toList(),
            () ->
                output.table(
                    List.of("SEQ", "TIME", "TYPE", "ACTOR", "EXECUTION", "PATH"),
                    lines.stream().map(ListLines::row).toList()));
      }
      return Exit.DONE;
    }

    private static List<String> row(TrailLine line) {
      return List.of(
          Long.toString(line.seq()),
          line.time(),
          line.type(),
          line.actor(),
          line.json().path("execution_id").asText("-"),
          line.json().path("path").asText("-"));
    }
  }
}
