package dev.reeve.cli;

import dev.reeve.engine.workspace.EngineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeve tour}: a picture of every part of the console, without a display. */
@Command(
    name = "tour",
    description =
        "Walks through the console on a throwaway sample workspace, without a display, and writes a"
            + " picture of every pane, tab, drawer tab and dialog, light and dark, at each size,"
            + " and of each pane while it is empty, loading, failed or stale; with a list of them"
            + " in index.html and README.md. Takes up to four minutes when nothing is left out.",
    mixinStandardHelpOptions = true)
public final class TourCommand implements Callable<Integer> {

  /** What walks; the program's main class knows it, the command line does not. */
  public interface Guide {
    /**
     * Walks and returns when the pictures are written.
     *
     * @throws dev.reeve.engine.workspace.EngineException when they cannot be
     */
    Found walk(Wish wish);
  }

  /**
   * What is to be seen.
   *
   * @param out folder for the pictures
   * @param only names, or their beginnings with a star, all when empty
   * @param theme light or dark, null for both
   * @param size name of a size, null for all
   */
  public record Wish(Path out, List<String> only, @Nullable String theme, @Nullable String size) {}

  /**
   * What was seen.
   *
   * @param folder where it lies
   * @param pictures each with name, says, look and file
   * @param missed each with name, look and why
   */
  public record Found(
      Path folder, List<Map<String, String>> pictures, List<Map<String, String>> missed) {}

  private final Guide guide;

  @SuppressWarnings("NullAway.Init") // set by the command line before it runs
  @Spec
  CommandSpec spec;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where they go.")
  Path out = Path.of("");

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Only what has this name, or begins with it: NAME*. May be repeated.")
  List<String> only = new ArrayList<>();

  @Option(names = "--theme", paramLabel = "light|dark", description = "Only this theme.")
  @Nullable String theme;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "Only 1280x800, 1280x640 or text-200 (twice the text).")
  @Nullable String size;

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  boolean json;

  TourCommand(Guide guide) {
    this.guide = guide;
  }

  @Override
  public Integer call() {
    Output output = new Output(spec.commandLine().getOut(), json);
    Found found;
    try {
      found = guide.walk(new Wish(out, List.copyOf(only), theme, size));
    } catch (EngineException e) {
      output.failure(e, spec.commandLine().getErr());
      return Exit.of(e);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("folder", found.folder());
    document.put("pictures", found.pictures());
    document.put("missed", found.missed());
    output.show(document, () -> print(output, found));
    return found.missed().isEmpty() ? Exit.DONE : Exit.PROBLEMS;
  }

  private static void print(Output output, Found found) {
    output.line(found.pictures().size() + " pictures in " + found.folder());
    found
        .missed()
        .forEach(
            each ->
                output.line(
                    "not seen: %s, %s: %s"
                        .formatted(each.get("name"), each.get("look"), each.get("why"))));
  }
}
