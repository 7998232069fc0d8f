package dev.reeve.cli;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.sample.SampleWorkspace;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reeve sample DIR}: fills a new folder with the sample workspace. */
@Command(name = "sample", description = "Makes the sample workspace in a new or empty folder.")
final class SampleCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // set by the command line before it runs
  @Spec
  CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "New or empty folder.")
  Path target = Path.of("");

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  boolean json;

  @Override
  public Integer call() {
    Output output = new Output(spec.commandLine().getOut(), json);
    try {
      int files = SampleWorkspace.create(target);
      output.show(
          Map.of("workspace", target.toAbsolutePath(), "files", files),
          () -> output.line("Made " + files + " files in " + target.toAbsolutePath() + "."));
      return Exit.DONE;
    } catch (EngineException e) {
      output.failure(e, spec.commandLine().getErr());
      return Exit.of(e);
    } catch (FileAlreadyExistsException e) {
      return failed(output, "SAMPLE_NOT_EMPTY", target + " holds files already.", e);
    } catch (IOException e) {
      return failed(output, "SAMPLE_NOT_WRITTEN", e.toString(), e);
    }
  }

  private int failed(Output output, String code, String why, IOException cause) {
    output.failure(
        EngineException.of(
                EngineException.Kind.INVALID, code, "The sample workspace was not made: " + why)
            .with("Files that were there are as before.", "Name a new or empty folder.")
            .causedBy(cause),
        spec.commandLine().getErr());
    return Exit.USAGE;
  }
}
