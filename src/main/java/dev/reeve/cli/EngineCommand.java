package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What all commands share: which workspace, JSON or text, and how a failure becomes an exit code. A
 * command only says what to do with the open engine.
 */
abstract class EngineCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // set by the command line before it runs
  @Spec
  CommandSpec spec;

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      description = "The workspace (default: the nearest parent with .reeve, else this folder).")
  @Nullable Path folder;

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  boolean json;

  /** Where it writes when the command line was not read by the library; null else. */
  @Nullable Streams streams;

  /** Standard output and the error stream. */
  record Streams(PrintWriter out, PrintWriter err) {}

  /** Does the work; gives the exit code. */
  abstract int run(Output output) throws Exception;

  @Override
  public final Integer call() throws Exception {
    Output output = new Output(out(), json);
    try {
      return run(output);
    } catch (EngineException e) {
      output.failure(e, err());
      return Exit.of(e);
    }
  }

  PrintWriter out() {
    return streams == null ? spec.commandLine().getOut() : streams.out();
  }

  PrintWriter err() {
    return streams == null ? spec.commandLine().getErr() : streams.err();
  }

  /** A wrong use of the options, told like any other by the command line. */
  RuntimeException usage(String message) {
    return Failures.misuse(spec, message);
  }

  /** A number of rows to show: one at least. */
  int positive(String option, int number) {
    if (number < 1) {
      throw usage("Invalid value for option '" + option + "': " + number + " is less than 1");
    }
    return number;
  }

  /** The workspace meant by the options. */
  Workspace workspace() {
    return open(folder != null ? folder : nearest());
  }

  /** A workspace; what of its configuration is not used is told beside what the command says. */
  Workspace open(Path folder) {
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    for (String problem : workspace.config().problems()) {
      err().println(Output.plain("warning: " + workspace.own("config.toml") + ": " + problem));
    }
    err().flush();
    return workspace;
  }

  private static Path nearest() {
    Path adopted = nearestAdopted();
    return adopted != null ? adopted : Path.of("").toAbsolutePath();
  }

  /** The nearest parent of the current folder, or itself, that holds {@code .reeve}. */
  static @Nullable Path nearestAdopted() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(Workspace.OWN))) {
        return at;
      }
    }
    return null;
  }

  /** The engine beside whoever keeps the workspace: reads, and single changes under the locks. */
  Engine visit() {
    return Engine.open(workspace(), Engine.Role.VISITOR);
  }
}
