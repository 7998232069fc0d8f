package dev.reeve.cli;

import picocli.CommandLine.Command;

/** {@code reeve links rules}: what was decided about targets that lead nowhere. */
@Command(
    name = "rules",
    description = "Rules about targets that lead nowhere on purpose.",
    subcommands = LinkRulesImportCommand.class,
    synopsisSubcommandLabel = "COMMAND")
final class LinkRulesCommand {
  private LinkRulesCommand() {}
}
