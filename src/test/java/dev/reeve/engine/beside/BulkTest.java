package dev.reeve.engine.beside;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.registry.DriftKind;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.ReconcileProgress;
import dev.reeve.engine.registry.ReconcileRequest;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many files at once: renamed, swapped, copied, deleted. */
class BulkTest {
  private static final int MANY = 500;

  @TempDir Path folder;

  private void file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  @Test
  @Tag("long")
  @DisplayName(
      "REG-A43 A folder of 500 files is moved, copied and moved back: each keeps its id, each copy"
          + " gets its own")
  void a43_folders() throws Exception {
    for (int i = 0; i < MANY; i++) {
      file("in/d" + i % 7 + "/f" + i + ".txt", "file " + i + "\n");
    }
    try (Desk desk = Desk.open(folder)) {
      desk.agrees();
      Map<String, String> ids = desk.ids();
      long writes = desk.writes();
      Files.move(desk.at("in"), desk.at("out"));
      desk.agrees();
      ids.forEach((path, id) -> assertEquals(id, desk.ids().get(path.replace("in/", "out/"))));
      assertEquals(MANY, desk.records());
      // each once for its place and once for its description at most
      assertTrue(desk.writes() - writes <= 2 * MANY, "writes " + (desk.writes() - writes));

      copy(desk.at("out"), desk.at("copy"));
      desk.agrees();
      Map<String, String> now = desk.ids();
      assertEquals(2 * MANY, now.size());
      assertEquals(2 * MANY, new HashSet<>(now.values()).size());
      ids.forEach((path, id) -> assertEquals(id, now.get(path.replace("in/", "out/"))));

      Files.move(desk.at("out"), desk.at("in"));
      Files.move(desk.at("copy"), desk.at("elsewhere"));
      desk.agrees();
      ids.forEach((path, id) -> assertEquals(id, desk.ids().get(path)));
      assertEquals(2 * MANY, desk.records());
    }
  }

  @Test
  @DisplayName(
      "Names are swapped and rotated, one only in case, one with an edit: ids stay with files")
  void namesGoRound() throws Exception {
    for (String name : List.of("a", "b", "p", "q", "r", "case", "edit", "over", "under")) {
      file(name + ".md", "text of " + name + "\n");
    }
    try (Desk desk = Desk.open(folder)) {
      Map<String, String> ids = desk.ids();
      Files.move(desk.at("a.md"), desk.at("x.md"));
      Files.move(desk.at("b.md"), desk.at("a.md"));
      Files.move(desk.at("x.md"), desk.at("b.md"));
      Files.move(desk.at("r.md"), desk.at("x.md"));
      Files.move(desk.at("q.md"), desk.at("r.md"));
      Files.move(desk.at("p.md"), desk.at("q.md"));
      Files.move(desk.at("x.md"), desk.at("p.md"));
      Files.move(desk.at("case.md"), desk.at("Case.md"));
      Files.move(desk.at("edit.md"), desk.at("edited.md"));
      Files.move(desk.at("over.md"), desk.at("under.md"), StandardCopyOption.REPLACE_EXISTING);
      desk.agrees();
      assertEquals(ids.get("case.md"), desk.id("Case.md"));
      assertEquals(ids.get("edit.md"), desk.id("edited.md"));
      assertEquals(8, desk.ids().size());
      // in registry-only mode a path that is never seen empty keeps its record
      for (String path : List.of("a.md", "b.md", "p.md", "q.md", "r.md", "under.md")) {
        assertTrue(desk.ids().containsKey(path));
      }
      file("edited.md", "first\n");
      Files.move(desk.at("edited.md"), desk.at("again.md"));
      Files.writeString(desk.at("again.md"), "renamed and edited at once\n");
      desk.agrees();
      assertEquals(
          Sha256.of("renamed and edited at once\n"), desk.record("again.md").get().sha256());
    }
  }

  @Test
  @Tag("long")
  @DisplayName(
      "REG-A46 Many files deleted while nobody watched are held, and retired when a person"
          + " confirms; deprecated records of the folder too")
  void a46_bulkDelete() throws Exception {
    for (int i = 0; i < 60; i++) {
      file((i < 40 ? "gone/" : "kept/") + i + ".txt", "file " + i + "\n");
    }
    try (Desk desk = Desk.open(folder)) {
      desk.agrees();
    }
    delete(folder.resolve("gone"));
    try (Desk desk = Desk.open(folder)) {
      HeldPlan held = desk.engine.heldPlans().getFirst();
      assertTrue(held.reason().startsWith("MASS_REMOVAL_HELD"), held.reason());
      assertEquals(60, desk.ids().size());
      desk.engine
          .registryActions()
          .reconcile(
              ReconcileRequest.of(List.of(".")).confirming(held.planId()),
              ReconcileProgress.NONE,
              () -> false);
      desk.agrees();
      assertEquals(20, desk.ids().size());
    }
  }

  @Test
  @Tag("long")
  @DisplayName(
      "A folder deleted before the engine's eyes is retired, whatever the status of its records")
  void deletedBeforeItsEyes() throws Exception {
    for (int i = 0; i < 40; i++) {
      file("gone/" + i + ".txt", "file " + i + "\n");
    }
    file("kept.txt", "kept\n");
    try (Desk desk = Desk.open(folder)) {
      desk.agrees();
      String old = desk.record("gone/7.txt").get().key();
      String odd = desk.record("gone/8.txt").get().key();
      desk.patch(old, "status", "deprecated");
      desk.patch(odd, "status", "quarantined");
      delete(desk.at("gone"));
      desk.agrees();
      assertEquals(1, desk.ids().size());
      for (String key : List.of(old, odd)) {
        assertEquals(
            "deleted",
            desk.engine.registry().record(key).orElseThrow().path("status").asText(),
            key);
      }
    }
  }

  @Test
  @DisplayName("A deprecated record whose file went while nobody watched is retired by a reconcile")
  void deprecatedIsRetiredByReconcile() throws Exception {
    file("gone/7.txt", "seven\n");
    file("kept.txt", "kept\n");
    String key;
    try (Desk desk = Desk.open(folder)) {
      key = desk.record("gone/7.txt").get().key();
      desk.patch(key, "status", "deprecated");
      desk.agrees();
      desk.write("gone/7.txt", "seven, edited\n"); // it is still described
      desk.settleWholly();
      assertEquals(List.of(), desk.reconcile().items());
    }
    delete(folder.resolve("gone"));
    try (Desk desk = Desk.open(folder)) {
      desk.agrees();
      assertEquals(
          "deleted", desk.engine.registry().record(key).orElseThrow().path("status").asText());
    }
  }

  @Test
  @Tag("long")
  @DisplayName(
      "In header mode a copied file carries the same id: a person decides which is the copy")
  void copiesCarryTheirId() throws Exception {
    file("docs/a.md", "# A\n");
    try (Desk desk =
        Desk.open(folder, Desk.WIDE + "[registry]\ncarrier = \"HEADER\"\n", EngineClock.system())) {
      String id = desk.id("docs/a.md");
      assertTrue(Files.readString(desk.at("docs/a.md")).contains(id));
      copy(desk.at("docs"), desk.at("copy"));
      await().atMost(Desk.LONG).until(() -> desk.count(ItemState.DEAD_LETTER) == 1);
      assertEquals("ID_CONFLICT", desk.items(ItemState.DEAD_LETTER).getFirst().errorCode());
      assertEquals(id, desk.id("docs/a.md"));
      assertEquals(1, desk.reconcile().counts().get(DriftKind.DUPLICATE_ID_ON_DISK));
      Files.writeString(desk.at("copy/a.md"), "# A copy\n");
      desk.agrees();
      assertNotEquals(id, desk.id("copy/a.md"));
    }
  }
}
