package dev.reeve.engine.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.watch.Settler.Announced;
import dev.reeve.engine.workspace.FileFacts;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PairingTest {
  private final SettableClock clock = new SettableClock();
  private final Map<String, FileFacts> scanned = new HashMap<>();
  private final KnownFiles known =
      new KnownFiles() {
        @Override
        public Map<String, FileFacts> facts(Collection<String> paths) {
          Map<String, FileFacts> out = new HashMap<>(scanned);
          out.keySet().retainAll(paths);
          return out;
        }

        @Override
        public List<String> under(String folder) {
          return List.of();
        }
      };
  private final Pairing pairing = new Pairing(clock, known, false);

  private static FileFacts facts(String path, long size, String key) {
    return new FileFacts(path, size, FileTime.fromMillis(1000), key);
  }

  private Announced gone(String path) {
    return new Announced(".", path, FileEventKind.DELETED, clock.now(), null);
  }

  private Announced come(String path, long size, String key) {
    return new Announced(".", path, FileEventKind.ADDED, clock.now(), facts(path, size, key));
  }

  private List<String> texts(List<FileEvent> events) {
    return events.stream()
        .map(e -> e.kind() + " " + (e.oldPath() == null ? "" : e.oldPath() + "->") + e.path())
        .toList();
  }

  @Test
  @DisplayName("REG-A43 a renamed file is one move when its size, time and key are those recorded")
  void a43_renameIsOneMove() {
    scanned.put("a", facts("a", 10, "inode 1"));
    assertEquals(
        List.of("MOVED a->b"), texts(pairing.pair(List.of(gone("a"), come("b", 10, "inode 1")))));
    assertEquals(
        List.of("ADDED c"), texts(pairing.pair(List.of(come("c", 10, "inode 1")))), "used up");
  }

  @Test
  void theOrderAndTheBatchDoNotMatterWithinSeconds() {
    scanned.put("a", facts("a", 10, "1"));
    scanned.put("b", facts("b", 20, "2"));
    assertEquals(
        List.of("MOVED a->A"), texts(pairing.pair(List.of(come("A", 10, "1"), gone("a")))));
    assertEquals(List.of("ADDED B"), texts(pairing.pair(List.of(come("B", 20, "2")))));
    clock.advance(Duration.ofSeconds(1));
    assertEquals(List.of("MOVED b->B"), texts(pairing.pair(List.of(gone("b")))));
    scanned.put("c", facts("c", 30, "3"));
    assertEquals(List.of("DELETED c"), texts(pairing.pair(List.of(gone("c")))));
    clock.advance(Duration.ofSeconds(1));
    assertEquals(List.of("MOVED c->C"), texts(pairing.pair(List.of(come("C", 30, "3")))));
    scanned.put("d", facts("d", 40, "4"));
    assertEquals(List.of("DELETED d"), texts(pairing.pair(List.of(gone("d")))));
    clock.advance(Duration.ofSeconds(10));
    assertEquals(List.of("ADDED D"), texts(pairing.pair(List.of(come("D", 40, "4")))));
  }

  @Test
  void aReusedFileKeyIsNoProof() {
    scanned.put("a", facts("a", 10, "inode 1"));
    assertEquals(
        List.of("DELETED a", "ADDED b"),
        texts(pairing.pair(List.of(gone("a"), come("b", 11, "inode 1")))));
  }

  @Test
  void withoutAKeyNothingIsProved() {
    scanned.put("a", facts("a", 10, null));
    assertEquals(
        List.of("DELETED a", "ADDED b"),
        texts(pairing.pair(List.of(gone("a"), come("b", 10, null)))));
  }

  @Test
  void onlyTheCaseOfALetterIsAMoveWhereTheVolumeIgnoresCase() {
    Pairing folding = new Pairing(clock, known, true);
    assertEquals(
        List.of("MOVED docs/readme.md->docs/README.md"),
        texts(folding.pair(List.of(gone("docs/readme.md"), come("docs/README.md", 5, null)))));
    assertEquals(
        List.of("DELETED x", "ADDED X"),
        texts(pairing.pair(List.of(gone("x"), come("X", 5, null)))));
  }
}
