package dev.reeve.console.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.shell.Place;
import dev.reeve.engine.Adoption;
import dev.reeve.engine.Engine;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scan reads and what it leaves is told. */
class ScanReachTest {
  private static final String TOLD =
      "4 documents looked at: README.md, docs/INDEX.md, docs/BUILD_HISTORY.md, docs/**/*.md,"
          + " without archive/**. 1 other Markdown file was not read; \u201cinclude\u201d of"
          + " .reeve/link-rules.json names more. 1 symbolic link leads to no document.";

  @TempDir Path folder;

  private void write(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "# Page\n\n[b](bee.md)\n");
  }

  @Test
  @DisplayName(
      "The count and the choice of all documents tell which were read, and how many were not; one"
          + " that a link gives a second name is one")
  void leftOut() throws Exception {
    for (String path : List.of("README.md", "a.md", "docs/x.md")) {
      write(path);
    }
    Files.createSymbolicLink(folder.resolve("same.md"), folder.resolve("docs/x.md"));
    Files.writeString(folder.resolve("notes.txt"), "no document");
    Files.createSymbolicLink(folder.resolve("notes.md"), folder.resolve("notes.txt"));
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    try (Engine engine = Engine.open(workspace, Engine.Role.KEEPER)) {
      FakeSession session = new FakeSession(new SettableClock("2026-11-17T14:00:00Z"));
      session.triage = engine.links().triage();
      try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
        window.act(model -> model.placeProperty().set(Place.LINKS));
        window.press(KeyCode.F5, false, false, false);
        ToggleButton deep = window.find("links-deep");
        String all = Headless.call(() -> deep.getTooltip().getText());
        assertTrue(all.endsWith(TOLD), all);
        LinksViewModel model = window.shell().model().links();
        assertEquals(TOLD, Headless.call(() -> model.header().lookedText().getValue()));
        LinkRow missing =
            Headless.call(
                () ->
                    model.list().rows().shown().stream()
                        .filter(row -> row.snapshot().problem() != null)
                        .findFirst()
                        .orElseThrow());
        assertEquals("expected", LinkWords.target(missing.snapshot()));
        Headless.run(() -> model.select(missing.key()));
        window.settle();
        assertEquals(
            "The document is not there. It is expected because it leads readers through the"
                + " workspace: write it or have it generated, or take it out of"
                + " \u201cnav_docs\u201d of .reeve/link-rules.json.",
            Headless.call(() -> model.candidates().message().getValue()));
        window.picture("links-reach");
      }
    }
  }
}
