package dev.reeve.cli;

import dev.reeve.engine.Adoption;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve adopt [DIR]}: makes {@code .reeve} in a folder, in observe mode. */
@Command(
    name = "adopt",
    description = "Takes a folder into care, in observe mode: creates .reeve and nothing else.")
final class AdoptCommand extends EngineCommand {
  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder (default: this one).")
  @Nullable Path target;

  @Option(names = "--dry-run", description = "Only list what would be created.")
  boolean dryRun;

  @Override
  int run(Output output) {
    Path chosen = target != null ? target : folder != null ? folder : Path.of("");
    Workspace workspace = open(chosen.toAbsolutePath());
    List<String> created = dryRun ? Adoption.plan(workspace) : Adoption.adopt(workspace);
    output.show(
        Map.of("workspace", workspace.root(), "created", created, "dry_run", dryRun),
        () -> {
          if (created.isEmpty()) {
            output.line(workspace.root() + " is adopted already; nothing was changed.");
          } else {
            output.line((dryRun ? "Would create in " : "Created in ") + workspace.root() + ":");
            created.forEach(path -> output.line("  " + path));
          }
        });
    return Exit.DONE;
  }
}
