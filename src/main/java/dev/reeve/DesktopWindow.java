package dev.reeve;

import dev.reeve.cli.ConsoleCommand;
import dev.reeve.cli.Exit;
import dev.reeve.console.ConsoleApp;
import dev.reeve.console.ConsoleOptions;
import dev.reeve.console.EngineSession;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens the console's window, or does without one where there is no display. */
final class DesktopWindow implements ConsoleCommand.Window {

  @Override
  public int open(@Nullable Path workspace, boolean sample, boolean headless) {
    try {
      if (headless || !hasDisplay()) {
        return withoutDisplay(workspace, sample);
      }
      DesktopWorkspaces workspaces = new DesktopWorkspaces();
      Supplier<EngineSession> first =
          sample ? workspaces::sample : workspace == null ? null : () -> workspaces.open(workspace);
      ConsoleApp.launch(
          first, workspaces, ConsoleOptions.remembering(RecentWorkspaces.userFolder()));
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

  private static int withoutDisplay(@Nullable Path workspace, boolean sample)
      throws IOException, InterruptedException {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("java.awt.headless", "true");
    if (sample || workspace == null) {
      return HeadlessConsole.run(DesktopWorkspaces.openSample(), System.out);
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
