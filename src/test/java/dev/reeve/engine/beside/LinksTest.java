package dev.reeve.engine.beside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files become folders, folders become links. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
class LinksTest {
  @TempDir Path folder;
  @TempDir Path outside;

  @Test
  @DisplayName(
      "Nothing is followed: behind a link there is nothing, and what it hid comes back to its id")
  void linksAreNotFollowed() throws Exception {
    for (String name : Set.of("docs", "turn")) {
      Files.createDirectories(folder.resolve(name));
      for (int i = 0; i < 3; i++) {
        Files.writeString(folder.resolve(name + "/" + i + ".md"), name + " " + i + "\n");
      }
    }
    Files.writeString(folder.resolve("plain"), "plain\n");
    Files.writeString(outside.resolve("foreign.md"), "foreign\n");
    try (Desk desk = Desk.open(folder)) {
      Map<String, String> ids = desk.ids();
      assertEquals(7, ids.size());

      Files.move(desk.at("docs"), outside.resolve("docs"));
      Files.createSymbolicLink(desk.at("docs"), outside.resolve("docs")); // a folder becomes a link
      Files.createSymbolicLink(desk.at("away"), outside);
      Files.createSymbolicLink(desk.at("turn/round"), desk.at("turn"));
      Files.createSymbolicLink(desk.at("turn/up"), desk.root);
      Files.createSymbolicLink(desk.at("turn/self"), Path.of("self"));
      Files.createSymbolicLink(desk.at("turn/alias.md"), Path.of("0.md"));
      Files.delete(desk.at("plain"));
      Files.createDirectory(desk.at("plain")); // a file becomes a folder
      Files.writeString(desk.at("plain/inner.md"), "inner\n");
      Files.writeString(outside.resolve("docs/0.md"), "edited behind the link\n");
      desk.agrees();
      assertEquals(
          Set.of("turn/0.md", "turn/1.md", "turn/2.md", "plain/inner.md"), desk.ids().keySet());

      Files.delete(desk.at("docs"));
      Files.move(outside.resolve("docs"), desk.at("docs"));
      Files.delete(desk.at("plain/inner.md"));
      Files.delete(desk.at("plain"));
      Files.writeString(desk.at("plain"), "plain again\n");
      desk.agrees();
      assertEquals(ids, desk.ids(), "each came back to its id");
      assertTrue(desk.errors().isEmpty());
    }
  }
}
