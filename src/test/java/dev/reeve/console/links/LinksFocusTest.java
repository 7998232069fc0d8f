package dev.reeve.console.links;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleLinks;
import dev.reeve.console.shell.Place;
import dev.reeve.engine.testing.SettableClock;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the keys are around a scan and around Apply, and that F5 works from everywhere. */
class LinksFocusTest {
  private static final String NOWHERE = "shell";

  private final FakeSession session = new FakeSession(new SettableClock("2026-11-17T14:00:00Z"));

  @ParameterizedTest
  @DisplayName("F5 reads the documents, for the first time and again, wherever the keys are")
  @ValueSource(strings = {"links-table", "links-filter", "links-scan", "links-rationale", NOWHERE})
  void scans(String at) {
    session.links.rows.add(
        SampleLinks.row("a", "docs/start.md", 3, "docs/gone.md", 1, false, 0.84));
    session.links.scanned = false;
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(Place.LINKS));
      window.press(KeyCode.F5, false, false, false);
      assertEquals(1, session.links.scans, "for the first time");
      Node has = at.equals(NOWHERE) ? window.scene().getRoot() : window.find(at);
      Headless.run(has::requestFocus);
      window.press(KeyCode.F5, false, false, false);
      assertEquals(2, session.links.scans, "again");
    }
  }

  @Test
  @DisplayName("After staged decisions were carried out the keys are at the rows")
  void afterApply() {
    session.links.rows.add(
        SampleLinks.row("a", "docs/start.md", 3, "docs/gone.md", 1, false, 0.95));
    session.links.rows.add(
        SampleLinks.row("b", "docs/start.md", 9, "docs/lost.md", 1, false, 0.95));
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(Place.LINKS));
      window.press(KeyCode.DIGIT1, false, false, false);
      Button apply = window.find("links-apply");
      Headless.run(apply::requestFocus);
      Headless.run(apply::fire);
      window.settle();
      window.act(model -> model.links().apply().act().run());
      window.act(model -> model.links().apply().close());
      assertEquals("links-table", Headless.call(() -> window.scene().getFocusOwner().getId()));
    }
  }
}
