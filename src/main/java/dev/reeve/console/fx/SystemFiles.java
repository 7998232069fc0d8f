package dev.reeve.console.fx;

import dev.reeve.console.fx.Notices.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hands files to the system's own programs. Starts a process, so never on the screen thread; throws
 * {@link NoSuchFileException} when there is nothing to show.
 */
public final class SystemFiles {
  private static final String SYSTEM = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

  /** What may be done with a file; {@link SystemFiles} does it. */
  @FunctionalInterface
  public interface Act {
    /** Does it. */
    void on(Path file) throws IOException;
  }

  private SystemFiles() {}

  /** Opens the file with the program that is set for its kind. */
  public static void open(Path file) throws IOException {
    start(file, opening(file));
  }

  /** Shows the file selected in its folder, or the folder alone where that is all there is. */
  public static void reveal(Path file) throws IOException {
    start(file, revealing(file));
  }

  /**
   * Has it done in the background, and says on the screen what did not happen.
   *
   * @param name what the file is called to a person
   * @param problem what hears of another failure
   */
  public static void run(
      Screen screen, Act act, Path file, String name, Consumer<Problem> problem) {
    screen
        .work()
        .run(
            () -> tried(act, file, name),
            refused -> refused.ifPresent(why -> screen.notices().say(why.text(), why.ways())),
            problem);
  }

  /** What did not happen, and what can be done about it. */
  private record Refused(String text, List<Action> ways) {}

  private static Optional<Refused> tried(Act act, Path file, String name) {
    try {
      act.on(file);
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.of(new Refused(Texts.get("console.done.file-gone", name), List.of()));
    } catch (IOException e) {
      String path = file.toString();
      Action copy = new Action(Texts.get("console.action.copy-path"), () -> Copying.text(path));
      String why = String.valueOf(e.getMessage());
      return Optional.of(
          new Refused(Texts.get("console.done.file-not-opened", name, why, path), List.of(copy)));
    }
  }

  private static List<String> opening(Path file) {
    if (SYSTEM.startsWith("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler", file.toString());
    }
    return List.of(SYSTEM.startsWith("mac") ? "open" : "xdg-open", file.toString());
  }

  private static List<String> revealing(Path file) {
    if (SYSTEM.startsWith("windows")) {
      return List.of("explorer", "/select," + file);
    }
    return SYSTEM.startsWith("mac")
        ? List.of("open", "-R", file.toString())
        : List.of("xdg-open", String.valueOf(file.getParent()));
  }

  private static void start(Path file, List<String> command) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new IOException(Texts.get("console.done.no-opener", command.getFirst()), e);
    }
  }
}
