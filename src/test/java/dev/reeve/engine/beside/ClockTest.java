package dev.reeve.engine.beside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.change.TrailCheck;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.lock.LockEvent;
import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.queue.Attempt;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.testing.OffsetClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody sets the clock while the engine works. */
class ClockTest {
  private static final List<Duration> JUMPS =
      List.of(Duration.ofHours(-1), Duration.ofDays(1), Duration.ofDays(-40));

  @TempDir Path folder;

  private static Map<String, String> updated(Desk desk) {
    Map<String, String> out = new HashMap<>();
    for (RecordRow row : desk.engine.registry().rows()) {
      out.put(row.key(), String.valueOf(row.updated()));
    }
    return out;
  }

  private static void neverBack(Map<String, String> before, Map<String, String> after) {
    before.forEach(
        (key, time) ->
            assertTrue(
                !Instant.parse(after.get(key)).isBefore(Instant.parse(time)),
                () -> key + ": " + time + " became " + after.get(key)));
  }

  @Test
  @DisplayName("A clock set back and forth in the middle of work loses, repeats and stops nothing")
  void theClockJumps() throws Exception {
    OffsetClock clock = new OffsetClock();
    Files.writeString(folder.resolve("kept.md"), "kept\n");
    List<EngineEvent> lost = new CopyOnWriteArrayList<>();
    try (Desk desk = Desk.open(folder, Desk.WIDE, clock)) {
      desk.engine
          .bus()
          .subscribe(
              event -> {
                if (event instanceof LockEvent.LeaseLost) {
                  lost.add(event);
                }
              });
      String id = desk.id("kept.md");
      int files = 1;
      for (Duration jump : JUMPS) {
        Map<String, String> before = updated(desk);
        for (int i = 0; i < 6; i++) {
          desk.write("d/" + files++ + ".md", "file " + files + "\n");
        }
        desk.write("kept.md", "kept, before " + jump + "\n");
        long told = System.nanoTime();
        clock.jump(jump); // nothing of it has come to rest
        desk.write("kept.md", "kept, after " + jump + "\n");
        desk.settleWholly();
        Duration took = Duration.ofNanos(System.nanoTime() - told);
        assertTrue(took.compareTo(Duration.ofSeconds(30)) < 0, jump + " held work for " + took);
        assertEquals(files, desk.ids().size(), "after " + jump);
        neverBack(before, updated(desk));

        String hash = desk.engine.registry().summary().hash();
        desk.patch(desk.record("kept.md").get().key(), "notes", "after " + jump);
        assertEquals(hash, desk.engine.registry().backups().getFirst().hash(), "newest backup");
      }
      assertEquals(id, desk.id("kept.md"));
      desk.agrees();
      assertEquals(List.of(), lost);
      assertTrue(desk.engine.keeps());
      assertEquals(LockStatus.State.HELD, desk.engine.locks().keeper().orElseThrow().state());
      for (WorkItem item : desk.engine.queue().list(Set.of(), 1000)) {
        for (Attempt attempt : desk.engine.queue().history(item.id())) {
          assertEquals("done", attempt.outcome(), item.path());
        }
      }
      assertInstanceOf(TrailCheck.Whole.class, desk.engine.trail().verify());
    }
  }
}
