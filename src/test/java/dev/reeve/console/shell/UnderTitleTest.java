package dev.reeve.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.PseudoLocale;
import dev.reeve.console.fx.Texts;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What lies over the window leaves to be seen which pane is below. */
final class UnderTitleTest {
  private static Bounds at(Node node) {
    return Headless.call(() -> node.localToScene(node.getLayoutBounds()));
  }

  private static List<Node> titleAndTabs(ConsoleWindow window) {
    List<Node> found =
        window.visible().stream()
            .filter(
                node ->
                    node.getStyleClass().contains("pane-title")
                        || (node.getStyleClass().contains("tab-bar")
                            && node.getParent().getStyleClass().contains("pane-heading")))
            .toList();
    assertFalse(found.isEmpty());
    return found;
  }

  private static void staysInSight(ConsoleWindow window, Node over) {
    double top = at(over).getMinY();
    for (Node each : titleAndTabs(window)) {
      assertTrue(at(each).getMaxY() < top, each + " below " + top);
    }
    double bar = at(window.find("shell-status")).getMinY();
    assertTrue(at(over).getMaxY() < bar, over + " reaches into the status bar");
    Pane box = (Pane) over;
    Node last = box.getChildren().getLast();
    assertTrue(at(last).getMaxY() <= at(over).getMaxY(), last + " is cut");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  @DisplayName("With large text title and tabs stay above palette, notices and keys")
  void belowTheTitle(Place place) {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      window.act(model -> model.placeProperty().set(place));
      window.press(KeyCode.K, false, true, false);
      window.picture("under-palette-" + place);
      staysInSight(window, window.find("palette"));
      Label help = window.find("palette-help");
      assertEquals(Headless.call(() -> help.prefHeight(help.getWidth())), at(help).getHeight(), 1);
      window.press(KeyCode.ESCAPE, false, false, false);
      window.press(KeyCode.N, true, true, false);
      window.picture("under-notices-" + place);
      staysInSight(window, window.find("notices-panel"));
      window.press(KeyCode.ESCAPE, false, false, false);
      window.press(KeyCode.F1, false, false, false);
      staysInSight(window, window.find("keys-panel"));
    }
  }

  @Test
  @DisplayName("They follow the text size while they are open; with usual text they stand higher")
  void followsTheTextSize() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(Place.QUEUE));
      window.press(KeyCode.K, false, true, false);
      Node palette = window.find("palette");
      double usual = at(palette).getMinY();
      assertEquals(56, usual, 1);
      window.act(model -> model.screen().appearance().textScaleProperty().set(2.0));
      staysInSight(window, palette);
      window.act(model -> model.screen().appearance().textScaleProperty().set(1.0));
      assertEquals(usual, at(palette).getMinY());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "en, QUEUE, 'Keys of Queue, then those of the window'",
    "en, LINKS, 'Keys of Doc links, then those of the window'",
    "de, QUEUE, 'Tasten des Bereichs Schlange, dann die des Fensters'"
  })
  @DisplayName("The sheet of keys names the pane whose keys come first")
  void namesThePane(Locale language, Place place, String title) {
    Texts.speak(language);
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(place));
      window.press(KeyCode.F1, false, false, false);
      Pane keys = window.find("keys-panel");
      Label head = (Label) keys.getChildren().getFirst();
      assertEquals(title, Headless.call(head::getText));
    } finally {
      PseudoLocale.end();
    }
  }
}
