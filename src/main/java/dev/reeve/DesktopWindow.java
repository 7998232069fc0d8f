package dev.reeve;

import dev.reeve.cli.ConsoleCommand;
import dev.reeve.cli.Exit;
import dev.reeve.console.ConsoleApp;
import dev.reeve.console.ConsoleOptions;
import dev.reeve.console.fx.Drawing;
import dev.reeve.console.fx.ScreenThread;
import dev.reeve.console.welcome.WelcomeViewModel;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/** Opens the console's window, or does without one where there is no display. */
final class DesktopWindow implements ConsoleCommand.Window {
  private static final Duration LONGEST_RAISE = Duration.ofSeconds(5);
  private static final AtomicBoolean STARTED = new AtomicBoolean();
  private static final CompletableFuture<@Nullable Void> TOOLKIT = new CompletableFuture<>();

  @Override
  public int open(@Nullable Path workspace, boolean sample, boolean headless) {
    try {
      if (headless || !hasDisplay()) {
        return withoutDisplay(workspace, sample);
      }
      awaitToolkit();
      DesktopWorkspaces workspaces = new DesktopWorkspaces();
      Consumer<WelcomeViewModel> first =
          sample
              ? WelcomeViewModel::sample
              : workspace == null ? none -> {} : welcome -> welcome.openOrLook(workspace);
      ConsoleApp.launch(first, workspaces, options());
      workspaces.tidy(SampleFolders.ofSystem());
      return Exit.DONE;
    } catch (EngineException e) {
      System.err.println(
          e.getMessage() + " " + e.safe() + " " + e.remedy() + " [" + e.code() + "]");
      return Exit.of(e);
    } catch (IOException e) {
      System.err.println("The pictures were not written: " + e);
      return Exit.PROBLEMS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Exit.INTERRUPTED;
    }
  }

  /** Whether the command line opens the window and says nothing else that could be wrong. */
  static boolean isAskedFor(String[] args) {
    boolean console = args.length == 0 || args[0].equals("console");
    boolean plain =
        args.length < 2
            || args.length == 2 && args[1].equals("--sample")
            || args.length == 3 && args[1].equals("--workspace");
    return console && plain && hasDisplay();
  }

  /**
   * Shows the empty window and returns when it has been drawn: whatever is loaded meanwhile would
   * only make it later. One that does not come is told of by {@link #open}.
   */
  static void raise() {
    CompletableFuture<@Nullable Void> drawn = new CompletableFuture<>();
    startToolkit();
    TOOLKIT
        .thenRunAsync(
            () -> ConsoleApp.raise(options(), () -> drawn.complete(null)), ScreenThread.executor())
        .exceptionally(
            failure -> {
              drawn.complete(null);
              return null;
            });
    drawn.completeOnTimeout(null, LONGEST_RAISE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  private static void startToolkit() {
    if (STARTED.compareAndSet(false, true)) {
      Drawing.direct();
      Thread.ofPlatform()
          .daemon()
          .name("toolkit start")
          .start(
              () -> {
                try {
                  Platform.startup(() -> TOOLKIT.complete(null));
                } catch (RuntimeException | LinkageError e) {
                  TOOLKIT.completeExceptionally(e);
                }
              });
    }
  }

  private static ConsoleOptions options() {
    return ConsoleOptions.remembering(RecentWorkspaces.userFolder());
  }

  /** A toolkit that failed once would be waited for in vain. */
  private static void awaitToolkit() {
    startToolkit();
    try {
      TOOLKIT.join();
    } catch (CompletionException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              "NO_WINDOW",
              "The window did not open: " + Objects.requireNonNull(e.getCause()).getMessage() + ".")
          .with(
              "Nothing was changed.",
              "See whether the display is there (DISPLAY, WAYLAND_DISPLAY), or add --headless.")
          .causedBy(e);
    }
  }

  private static int withoutDisplay(@Nullable Path workspace, boolean sample)
      throws IOException, InterruptedException {
    Drawing.withoutDisplay();
    if (sample || workspace == null) {
      return HeadlessConsole.run(DesktopSample.open(), System.out);
    }
    return HeadlessConsole.run(
        (DesktopSession) new DesktopWorkspaces().open(workspace), System.out);
  }

  /** Windows and macOS always have one; elsewhere a display server says where it is. */
  private static boolean hasDisplay() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows") || system.startsWith("mac")) {
      return true;
    }
    return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
  }

  private static boolean isSet(String variable) {
    String value = System.getenv(variable);
    return value != null && !value.isBlank();
  }
}
