package dev.reeve.cli;

import picocli.CommandLine.Command;

/** {@code reeve links}: what the documents refer to. */
@Command(
    name = "links",
    description = "Links of the documents: which lead nowhere, and mending them.",
    subcommands = {LinksCheckCommand.class, LinksFixCommand.class, LinkRulesCommand.class},
    synopsisSubcommandLabel = "COMMAND")
final class LinksCommand {
  private LinksCommand() {}
}
