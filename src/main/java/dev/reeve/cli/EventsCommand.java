package dev.reeve.cli;

import dev.reeve.engine.Engine;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve events ...}: the log of what happened, beside the trail of what was done. */
@Command(
    name = "events",
    description = "The event log.",
    subcommands = {EventsCommand.Acknowledge.class})
final class EventsCommand {

  @Command(
      name = "acknowledge",
      description =
          "Lets writing go on after the event log was found edited; the break stays on record.")
  static final class Acknowledge extends EngineCommand {
    @Option(names = "--reason", required = true, description = "Why it is safe to go on.")
    String reason = "";

    @Override
    int run(Output output) {
      try (Engine engine = Engine.open(workspace(), Engine.Role.KEEPER)) {
        engine.acknowledgeBrokenChain(reason);
        output.show(Map.of("acknowledged", true), () -> output.line("Acknowledged."));
      }
      return Exit.DONE;
    }
  }
}
