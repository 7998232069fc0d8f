package dev.reeve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.EngineSession;
import dev.reeve.console.Workspaces;
import dev.reeve.engine.Engine;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who uses the console in the pictures, and where that person has notes. */
final class TourPersonTest {
  @TempDir Path folder;

  @Test
  @DisplayName("What is done during the tour is on the account of a person, and not afterwards")
  void account() {
    String before = Engine.account();
    try (TourPerson _ = TourPerson.arrive()) {
      assertEquals("dana", Engine.account());
    }
    assertEquals(before, Engine.account());
  }

  @Test
  @DisplayName("A temporary folder is told as a person's; nothing is behind what lies in it")
  void notes() throws IOException {
    Path real = Files.createDirectory(folder.resolve("notes-8239067066234415912"));
    Files.writeString(real.resolve("README.md"), "# Notes\n");
    Workspaces workspaces =
        new TourPerson.Folders(real, new DesktopWorkspaces(folder.resolve("settings")));
    Workspaces.Look look = workspaces.look(TourPerson.notes());
    assertTrue(look.root().endsWith(Path.of("dana", "Documents", "notes")), look.toString());
    assertEquals(1, look.documents());
    EngineException gone =
        assertThrows(
            EngineException.class, () -> workspaces.look(TourPerson.notes().resolve("gone")));
    assertTrue(gone.getMessage().contains(look.root().toString()), gone.getMessage());
    try (EngineSession session = workspaces.adopt(TourPerson.notes())) {
      assertEquals(real.toRealPath(), session.root());
    }
  }
}
