package dev.reeve;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a rehearsal that fails. */
class RehearsalTest {
  @Test
  @DisplayName(
      "One that fails leaves no archive, nothing of an earlier one, and says why in its log")
  void failed(@TempDir Path folder) throws Exception {
    Path app = Files.createDirectories(folder.resolve("app"));
    Path work = folder.resolve("work");
    Files.writeString(app.resolve("links.aot"), "of an earlier build");
    Files.writeString(app.resolve("links.release"), "of an earlier build");
    Rehearsal rehearsal = new Rehearsal(app, work); // in whose folder there is no program
    assertFalse(rehearsal.watch("links", LinksRehearsal.class, Rehearsal.LINKS));
    try (Stream<Path> left = Files.list(app)) {
      assertTrue(left.toList().isEmpty());
    }
    assertTrue(Files.readString(work.resolve("links.log")).contains("LinksRehearsal"));
    assertFalse(rehearsal.watch("console", ConsoleRehearsal.class, List.of("--no-such-option")));
  }
}
