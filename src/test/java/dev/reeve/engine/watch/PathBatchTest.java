package dev.reeve.engine.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.testing.SettableClock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PathBatchTest {
  private final SettableClock clock = new SettableClock();
  private final AtomicInteger told = new AtomicInteger();
  private final PathBatch batch = new PathBatch(clock, told::incrementAndGet);

  private RawEvent event(String path, FileEventKind kind, boolean folder) {
    return new RawEvent(".", path, kind, folder, clock.now());
  }

  @Test
  @DisplayName("However many events nobody takes, there is one entry a path")
  void oneEntryAPath() {
    for (int i = 0; i < 100_000; i++) {
      batch.add(event("f" + i % 100, FileEventKind.MODIFIED, false));
    }
    assertEquals(1, told.get());
    assertEquals(100, batch.drain().size());
    assertTrue(batch.isEmpty());
  }

  @Test
  @DisplayName("A folder that went does not hide the file that came in its place, nor the reverse")
  void aFolderAndAFileOfOneName() {
    batch.add(event("plain", FileEventKind.DELETED, true));
    batch.add(event("plain", FileEventKind.ADDED, false));
    batch.add(event("other", FileEventKind.DELETED, false));
    batch.add(event("other", FileEventKind.DELETED, true));
    List<RawEvent> events = batch.drain().stream().map(PathBatch.Arrived::event).toList();
    assertEquals(
        List.of(
            event("plain", FileEventKind.DELETED, true),
            event("plain", FileEventKind.ADDED, false),
            event("other", FileEventKind.DELETED, false),
            event("other", FileEventKind.DELETED, true)),
        events);
  }
}
