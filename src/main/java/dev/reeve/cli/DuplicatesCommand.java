package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.DuplicateId;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code reeve registry duplicates}: ids that several files or records claim, and what to do. */
@Command(
    name = "duplicates",
    description =
        "Ids that several files claim and paths that several records claim, each with what to do;"
            + " exit 1 when there are any.")
final class DuplicatesCommand extends EngineCommand {
  @Override
  int run(Output output) {
    try (Engine engine = visit()) {
      List<DuplicateId> found =
          engine.registryActions().duplicates(Thread.currentThread()::isInterrupted);
      output.show(
          found,
          () -> {
            for (DuplicateId each : found) {
              output.line(Output.plain(each.kind() + "  " + each.id() + "  " + each.message()));
              each.claims()
                  .forEach(
                      claim ->
                          output.line(
                              Output.plain(
                                  "  "
                                      + (claim.keeps() ? "keep    " : "change  ")
                                      + claim.path()
                                      + "  "
                                      + Output.time(claim.modified())
                                      + "  "
                                      + claim.advice())));
            }
            output.line(found.size() + " found; nothing was changed.");
          });
      return found.isEmpty() ? Exit.DONE : Exit.PROBLEMS;
    }
  }
}
