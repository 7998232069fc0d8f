package dev.reeve.engine.beside;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More changes than are worked on for a long time: the queue is held, then let go. */
class FullQueueTest {
  private static final String CONFIG =
      "[watch]\nmax_actions_per_cycle = 100000\nmax_assign_per_scan = 100000\n";
  private static final int PAGE = 500;

  @TempDir Path folder;

  private static Path file(Desk desk, int i) {
    return desk.at("d" + i % 40 + "/f" + i + ".txt");
  }

  private static void writeAll(Desk desk, int files, String text) throws Exception {
    for (int i = 0; i < files; i++) {
      Files.writeString(file(desk, i), text + " " + i + "\n");
    }
  }

  private static long waiting(Desk desk) {
    return desk.count(ItemState.STABLE_PENDING)
        + desk.count(ItemState.STABLE_READY)
        + desk.count(ItemState.QUEUED);
  }

  private void everyFileIsWorkedOn(int files, Duration longest) throws Exception {
    Files.writeString(folder.resolve("one.txt"), "one\n");
    try (Desk desk = Desk.open(folder, CONFIG, EngineClock.system())) {
      for (int i = 0; i < 40; i++) {
        Files.createDirectories(desk.at("d" + i));
      }
      await().atMost(Desk.LONG).until(() -> desk.engine.awaitIdle(Duration.ofSeconds(10)));
      desk.engine.queue().pause(true);
      writeAll(desk, files, "first");
      await().atMost(longest).until(() -> waiting(desk) == files);
      writeAll(desk, files, "second");
      await()
          .atMost(longest)
          .until(() -> desk.count(ItemState.STABLE_READY) + desk.count(ItemState.QUEUED) == files);

      assertEquals(
          files,
          desk.engine.figures().queue().byState().entrySet().stream()
              .filter(e -> Set.of(ItemState.STABLE_READY, ItemState.QUEUED).contains(e.getKey()))
              .mapToLong(e -> e.getValue())
              .sum());
      List<WorkItem> page = desk.engine.queue().list(Set.of(), PAGE);
      assertEquals(PAGE, page.size(), "a page is a page");
      Set<String> paths = new HashSet<>();
      List<WorkItem> all = desk.engine.queue().list(Set.of(), Integer.MAX_VALUE);
      all.forEach(item -> paths.add(item.path()));
      assertEquals(all.size(), paths.size(), "one row a path");

      desk.engine.queue().pause(false);
      assertTrue(
          desk.engine.awaitIdle(longest), () -> "busy with " + desk.engine.queue().summary());
      assertEquals(files + 1, desk.ids().size());
      assertEquals(List.of(), desk.items(ItemState.DEAD_LETTER));
      for (RecordRow row : desk.engine.registry().rows()) {
        if (row.kind().equals("entity")) {
          assertEquals(Sha256.of(desk.at(String.valueOf(row.path()))), row.sha256(), row.path());
        }
      }
    }
  }

  @Test
  @DisplayName("600 files changed twice while the queue is held: one row a path, none is lost")
  void aHeldQueue() throws Exception {
    everyFileIsWorkedOn(600, Duration.ofSeconds(60));
  }

  @Test
  @Tag("long")
  @DisplayName("20,000 files changed twice while the queue is held: one row a path, none is lost")
  void aHeldQueueOfManyFiles() throws Exception {
    everyFileIsWorkedOn(20_000, Duration.ofMinutes(8));
  }
}
