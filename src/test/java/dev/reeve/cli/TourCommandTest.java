package dev.reeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TourCommandTest {
  /** For command lines that do not tour. */
  static final TourCommand.Guide NO_TOUR =
      wish -> new TourCommand.Found(wish.out(), List.of(), List.of());

  private final List<TourCommand.Wish> wishes = new ArrayList<>();
  private final StringWriter out = new StringWriter();

  private int run(List<Map<String, String>> missed, String... args) {
    CommandLine line =
        ReeveCommand.with(
            (workspace, sample, headless) -> 0,
            wish -> {
              wishes.add(wish);
              return new TourCommand.Found(
                  wish.out(),
                  List.of(
                      Map.of(
                          "name", "queue-jobs",
                          "says", "Queue, Jobs",
                          "look", "light-1280x800",
                          "file", "light-1280x800/queue-jobs.png")),
                  missed);
            });
    line.setOut(new PrintWriter(out));
    return line.execute(args);
  }

  @Test
  void filtersAreHandedOn() {
    assertEquals(
        Exit.DONE,
        run(
            List.of(),
            "tour",
            "--out",
            "shots",
            "--only",
            "queue",
            "--only",
            "registry-records",
            "--theme",
            "dark",
            "--size",
            "text-200"));
    assertEquals(
        List.of(
            new TourCommand.Wish(
                Path.of("shots"), List.of("queue", "registry-records"), "dark", "text-200")),
        wishes);
    assertTrue(out.toString().startsWith("1 pictures in shots"), out.toString());
  }

  @Test
  void whatWasNotSeenIsNamedAndIsAProblem() {
    Map<String, String> missed =
        Map.of("name", "locks", "look", "dark-1280x640", "why", "the time was over");
    assertEquals(Exit.PROBLEMS, run(List.of(missed), "tour", "--out", "shots", "--json"));
    assertTrue(out.toString().contains("\"why\" : \"the time was over\""), out.toString());
    assertTrue(out.toString().contains("light-1280x800/queue-jobs.png"), out.toString());
  }
}
