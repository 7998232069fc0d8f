package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.registry.ReconcileReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a comparison learns of the real queue. */
class QueueRepairsTest {
  @TempDir Path folder;

  @Test
  @DisplayName("A repair that waits is the queue's, a dead letter is a person's, a new one neither")
  void deadLettersAreLeftToAPerson() {
    try (FaultBed bed = new FaultBed(folder, "REGISTRY_ONLY")) {
      List<String> known = List.of("waits.txt", "dead.txt");
      Stream.concat(known.stream(), Stream.of("new.txt")).forEach(path -> bed.write(path, path));
      bed.queue.observe(
          known.stream()
              .map(
                  path ->
                      new FileEvent(
                          ".", path, null, FileEventKind.ADDED, bed.clock.now(), "", null))
              .toList());
      bed.queue.giveUp(Set.of("dead.txt"), "FILE_NEVER_STABLE", "It never came to rest.");
      ReconcileReport report = bed.room.reconciler().look(List.of("."), () -> false);
      assertEquals(3, report.items().size());
      assertEquals(1, report.repairsPending());
      assertEquals(1, report.repairsGivenUp());
      assertEquals(1, report.repairsToQueue());
      assertEquals(1, report.leftToPeople());
    }
  }
}
