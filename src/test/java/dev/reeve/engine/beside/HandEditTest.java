package dev.reeve.engine.beside;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.registry.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person edits the registry by hand while the engine writes it, or takes its folder away. */
class HandEditTest {
  private static final String REGISTRY = "UNIFIED_SSOT_REGISTRY.json";

  @TempDir Path folder;

  private static void replace(Path file, String text) throws Exception {
    Path temporary = Files.writeString(file.resolveSibling("edit.tmp"), text);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean waits(Desk desk, String code) {
    return desk.items(ItemState.RETRY_WAIT).stream().anyMatch(i -> code.equals(i.errorCode()));
  }

  @Test
  @Tag("long")
  @DisplayName(
      "D7 A valid edit stops the writer until it is accepted, a torn one until it is mended")
  void editsSurvive() throws Exception {
    Files.writeString(folder.resolve("a.md"), "a\n");
    try (Desk desk = Desk.open(folder)) {
      Path registry = desk.at(REGISTRY);
      String edited =
          Files.readString(registry)
              .replace(
                  "\"entity_kind\": \"file\"", "\"entity_kind\": \"file\", \"notes\": \"mine\"");
      replace(registry, edited);
      desk.write("b.md", "b\n");
      await().atMost(Desk.LONG).until(() -> waits(desk, "FOREIGN_WRITE"));
      assertEquals(edited, Files.readString(registry));
      assertTrue(desk.engine.registryActions().acceptForeign().stream().allMatch(Finding::warning));
      desk.agrees();
      assertTrue(Files.readString(registry).contains("\"notes\": \"mine\""));
      assertTrue(desk.record("b.md").isPresent());

      String whole = Files.readString(registry);
      replace(registry, whole.substring(0, whole.length() / 2));
      desk.write("c.md", "c\n");
      await().atMost(Desk.LONG).until(() -> waits(desk, "REGISTRY_UNREADABLE"));
      assertEquals(whole.substring(0, whole.length() / 2), Files.readString(registry));
      replace(registry, whole);
      desk.agrees();
      assertTrue(desk.record("c.md").isPresent());
    }
  }
}
