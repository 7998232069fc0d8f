package dev.reeve.engine.beside;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.watch.RootStatus.State;
import dev.reeve.engine.workspace.EngineClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A watched folder is taken away and comes back. */
class LostRootTest {
  @TempDir Path folder;

  private static State state(Desk desk) {
    return desk.engine.watch().roots().getFirst().state();
  }

  @Test
  @Tag("long")
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a watched folder cannot be renamed there")
  @DisplayName("REG-A45 A root that is renamed away or replaced by an empty one deletes nothing")
  void a45_rootGoesAndReturns() throws Exception {
    Path root = Files.createDirectories(folder.resolve("volume"));
    for (int i = 0; i < 10; i++) {
      Files.writeString(root.resolve(i + ".txt"), "file " + i + "\n");
    }
    String config = Desk.WIDE + "roots = [\"volume\"]\n";
    try (Desk desk = Desk.open(folder, config, EngineClock.system())) {
      Map<String, String> ids = desk.ids();
      assertEquals(10, ids.size());
      Files.move(root, folder.resolve("aside"));
      await().atMost(Desk.LONG).until(() -> state(desk) == State.LOST);
      Files.createDirectory(root); // what a mount point looks like when nothing is mounted
      desk.settle();
      assertEquals(ids, desk.ids());
      Files.delete(root);
      Files.writeString(folder.resolve("aside/3.txt"), "edited while it was away\n");
      Files.move(folder.resolve("aside"), root);
      await().atMost(Desk.LONG).until(() -> state(desk) == State.WATCHING);
      desk.settle();
      assertEquals(ids, desk.ids());
    }
  }
}
