package dev.reeve.cli;

import picocli.CommandLine.Command;

/** {@code reeve links}: what the documents refer to. Its commands are in {@link ReeveCommand}. */
@Command(
    name = "links",
    description =
        "Links of the documents: which lead nowhere, mending them, and deciding about the rest.",
    synopsisSubcommandLabel = "COMMAND")
final class LinksCommand {
  private LinksCommand() {}
}
