package dev.reeve.cli;

import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.LinkSettingsFile;
import dev.reeve.engine.links.RuleImport;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve links rules import}: shows the rules that another tool's patterns become. */
@Command(
    name = "import",
    description =
        "Turns an ignore configuration of another checker into rules and prints them as the text of"
            + " "
            + LinkSettings.FILE
            + "; writes nothing.")
final class LinkRulesImportCommand extends EngineCommand {
  @Option(names = "--author", required = true, description = "Who stands behind the rules.")
  String author = "";

  @Parameters(paramLabel = "FILE", description = "The configuration, a JSON file.")
  Path file = Path.of("");

  @Override
  int run(Output output) {
    RuleImport.Imported imported;
    try {
      imported = RuleImport.of(Files.readString(file), author, EngineClock.system().now());
    } catch (IOException e) {
      throw EngineException.of(
              EngineException.Kind.NOT_FOUND,
              "PATH_NOT_FOUND",
              "Nothing was imported: " + file + " cannot be read.")
          .with("Nothing was changed.", "Name a JSON file.")
          .causedBy(e);
    }
    imported.warnings().forEach(warning -> err().println(Output.plain(warning)));
    spec.commandLine().getOut().print(LinkSettingsFile.text(imported.rules()));
    spec.commandLine().getOut().flush();
    return Exit.DONE;
  }
}
