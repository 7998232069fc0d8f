package dev.reeve.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeve console}: opens the window, or does the same without a display. */
@Command(
    name = "console",
    description =
        "Opens the window. With --sample it opens a throwaway sample workspace; without a display"
            + " it keeps that for 20 seconds, prints how it stands and writes a picture of every"
            + " pane.",
    mixinStandardHelpOptions = true)
public final class ConsoleCommand implements Callable<Integer> {

  /** What opens the window; the program's main class knows it, the command line does not. */
  public interface Window {
    /**
     * Opens it and returns when it is closed.
     *
     * @param workspace the workspace to open, null for the welcome page
     * @param sample open a throwaway sample instead
     * @param headless do without a display
     * @return the exit code
     */
    int open(@Nullable Path workspace, boolean sample, boolean headless);
  }

  private final Window window;

  @Spec @Nullable CommandSpec spec;

  @Option(names = "--workspace", paramLabel = "DIR", description = "The workspace to open.")
  @Nullable Path workspace;

  @Option(names = "--sample", description = "Open a throwaway sample workspace.")
  boolean sample;

  @Option(names = "--headless", description = "Do without a display even where there is one.")
  boolean headless;

  ConsoleCommand(Window window) {
    this.window = window;
  }

  @Override
  public Integer call() {
    return window.open(workspace, sample, headless);
  }

  /** {@code reeve} without anything: the nearest adopted workspace, or the welcome page. */
  int openHere() {
    return window.open(EngineCommand.nearestAdopted(), false, false);
  }
}
