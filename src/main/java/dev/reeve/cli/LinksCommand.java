package dev.reeve.cli;

import picocli.CommandLine.Command;

/** {@code reeve links}: what the documents refer to. */
@Command(
    name = "links",
    description =
        "Links of the documents: which lead nowhere, mending them, and deciding about the rest.",
    subcommands = {
      LinksCheckCommand.class,
      LinksFixCommand.class,
      LinksTriageCommand.class,
      LinkRulesCommand.class,
      LinkStubsCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class LinksCommand {
  private LinksCommand() {}
}
