package dev.reeve;

import dev.reeve.cli.ReeveCommand;
import dev.reeve.console.fx.Drawing;
import dev.reeve.console.tour.Stroll;
import dev.reeve.sample.SampleHistory;
import dev.reeve.sample.SampleWorkspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks a sample how it stands, as commands do, and opens the console on it, drawn into memory,
 * while {@link Rehearsal} has Java watch. Source: {@code docs/decisions/014-start.md}.
 */
final class ConsoleRehearsal {
  private static final List<List<String>> COMMANDS =
      List.of(List.of("status"), List.of("queue", "list", "--json"));

  private ConsoleRehearsal() {}

  /**
   * @param args a folder for the sample
   */
  public static void main(String[] args) throws IOException {
    Path sample = Path.of(args[0]).resolve("harbour-office");
    SampleWorkspace.create(sample);
    SampleHistory.play(sample);
    for (List<String> each : COMMANDS) {
      String[] words =
          Stream.concat(each.stream(), Stream.of("--workspace", sample.toString()))
              .toArray(String[]::new);
      int _ = ReeveCommand.of(new DesktopWindow(), new DesktopTour(), words).execute(words);
    }
    Drawing.withoutDisplay();
    DesktopWindow.raise();
    Stroll.begin();
    Reeve.main(new String[] {"console", "--workspace", sample.toString()});
  }
}
