package dev.reeve.cli;

import dev.reeve.engine.workspace.EngineException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What the command line says when a command was not understood or ended by an error of its own: the
 * same one JSON document as any other failure where {@code --json} is given.
 */
final class Failures {
  private Failures() {}

  /** A wrong use of a command's options. */
  static RuntimeException misuse(CommandSpec command, String message) {
    return new ParameterException(command.commandLine(), message);
  }

  static void handleOn(CommandLine line) {
    line.setParameterExceptionHandler((failure, args) -> misused(failure, List.of(args)));
    line.setExecutionExceptionHandler(
        (failure, failed, parsed) ->
            own(failure, output(failed, parsed.originalArgs()), failed.getErr()));
  }

  /** A command ended by an error of its own; gives the exit code. */
  static int own(Exception failure, Output output, PrintWriter err) {
    failure.printStackTrace(err);
    output.failure(ownError(failure), err);
    return Exit.PROBLEMS;
  }

  private static int misused(ParameterException failure, List<String> args) {
    CommandLine misused = failure.getCommandLine();
    PrintWriter err = misused.getErr();
    if (args.contains("--json")) {
      output(misused, args).failure(usage(failure), err);
      return Exit.USAGE;
    }
    err.println(failure.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      misused.usage(err);
    }
    err.flush();
    return Exit.USAGE;
  }

  private static EngineException usage(ParameterException failure) {
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    return EngineException.of(
            EngineException.Kind.INVALID, "USAGE", String.valueOf(failure.getMessage()))
        .with("Nothing was changed.", command + " --help lists what can be said.")
        .causedBy(failure);
  }

  private static EngineException ownError(Exception failure) {
    return EngineException.of(
            EngineException.Kind.UNAVAILABLE,
            "INTERNAL_ERROR",
            "The command ended by an error of Reeve itself: " + failure + ".")
        .with("", "Report it with the lines above.")
        .causedBy(failure);
  }

  private static Output output(CommandLine line, List<String> args) {
    return new Output(line.getOut(), args.contains("--json"));
  }
}
