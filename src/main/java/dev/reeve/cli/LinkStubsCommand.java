package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.links.triage.StubRow;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code reeve links stubs ...}: documents at old paths that lead on to new ones. */
@Command(
    name = "stubs",
    description = "Redirects: small documents at old paths that lead on to new ones.",
    subcommands = {LinkStubsCommand.ListStubs.class, LinkStubsCommand.Remove.class},
    synopsisSubcommandLabel = "COMMAND")
final class LinkStubsCommand {
  private LinkStubsCommand() {}

  @Command(
      name = "list",
      description = "The redirects, and what leads to them; exit 1 when one is broken.")
  static final class ListStubs extends EngineCommand {
    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        List<StubRow> stubs = engine.links().triage().stubs();
        output.show(
            Map.of("stubs", stubs),
            () ->
                output.table(
                    List.of("REDIRECT", "LEADS TO", "STATE", "LINKED FROM"),
                    stubs.stream()
                        .map(
                            each ->
                                List.of(
                                    each.path(),
                                    each.target(),
                                    each.whole() ? "ok" : "stub_broken",
                                    Integer.toString(each.referrers().size())))
                        .toList()));
        return stubs.stream().allMatch(StubRow::whole) ? Exit.DONE : Exit.PROBLEMS;
      }
    }
  }

  @Command(
      name = "remove",
      description = "Removes a redirect that nothing leads to any more, as an execution.")
  static final class Remove extends EngineCommand {
    @Parameters(paramLabel = "PATH", description = "As the list shows it.")
    String path = "";

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        String execution = engine.links().triage().removeStub(path, engine.operator());
        output.show(
            Map.of("execution_id", execution), () -> output.line("Execution " + execution + "."));
      }
      return Exit.DONE;
    }
  }
}
