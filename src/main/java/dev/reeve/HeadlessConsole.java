package dev.reeve;

import dev.reeve.cli.Exit;
import dev.reeve.console.tour.Tour;
import dev.reeve.console.tour.TourReport;
import dev.reeve.engine.Engine;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueSummary;
import dev.reeve.engine.registry.RegistrySummary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * The console's work without a display: keeps the workspace for a while, prints how queue and
 * registry stand, and writes a picture of every pane.
 */
final class HeadlessConsole {
  private static final Duration LENGTH = Duration.ofSeconds(20);

  private HeadlessConsole() {}

  static int run(DesktopSession session, PrintStream out) throws IOException, InterruptedException {
    try (session) {
      Engine engine = session.engine();
      out.println("No display: keeping " + session.root() + " for " + LENGTH.toSeconds() + " s.");
      engine.awaitClose(LENGTH);
      print(engine.queue().summary(), engine.registry().summary(), out);
      Path folder = Files.createTempDirectory("reeve-pictures-");
      TourReport report = Tour.panes(session, folder);
      out.println(report.pictures().size() + " pictures of the panes: " + folder);
      return Exit.DONE;
    }
  }

  private static void print(QueueSummary queue, RegistrySummary registry, PrintStream out) {
    StringBuilder states = new StringBuilder();
    for (ItemState state : ItemState.values()) {
      long count = queue.byState().getOrDefault(state, 0L);
      if (count > 0) {
        String separator = states.isEmpty() ? "" : ", ";
        states
            .append(separator)
            .append(state.name().toLowerCase(Locale.ROOT))
            .append(' ')
            .append(count);
      }
    }
    out.println("queue: " + states + "; done in 24 h " + queue.doneLastDay());
    out.println(
        "registry: "
            + registry.records()
            + " records, "
            + registry.activeFiles()
            + " active files, "
            + registry.writesSucceeded()
            + " writes, "
            + registry.backups()
            + " backups, hash "
            + registry.hash());
    if (registry.problem() != null) {
      out.println("registry problem: " + registry.problem());
    }
  }
}
