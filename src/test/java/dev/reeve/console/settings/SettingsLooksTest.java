package dev.reeve.console.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Appearance.Density;
import dev.reeve.console.shell.Place;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Settings pane looks like, in a window. */
final class SettingsLooksTest {
  private static ConsoleWindow open(double scale, String search) {
    ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, scale);
    window.act(model -> model.placeProperty().set(Place.SETTINGS));
    TextField field = window.find("settings-search");
    Headless.run(() -> field.setText(search));
    window.settle();
    return window;
  }

  private static Bounds at(Node node) {
    return Headless.call(() -> node.localToScene(node.getLayoutBounds()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2})
  @DisplayName("A choice is as high as the button beside it, and as a field")
  void oneHeight(double scale) {
    try (ConsoleWindow window = open(scale, "height of rows")) {
      window.act(model -> model.screen().appearance().densityProperty().set(Density.COMFORTABLE));
      window.picture("settings-heights-" + scale);
      double button = at(window.find("settings-density-reset")).getHeight();
      assertEquals(button, at(window.find("settings-density")).getHeight(), 1);
      assertEquals(button, at(window.find("settings-search")).getHeight(), 1);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2})
  @DisplayName("Rows begin 8 px to the right of their heading")
  void rowsBelowTheirHeading(double scale) {
    try (ConsoleWindow window = open(scale, "registry")) {
      Node row =
          window.visible().stream()
              .filter(node -> node.getStyleClass().contains("settings-row"))
              .findFirst()
              .orElseThrow();
      Node words =
          window.visible().stream()
              .filter(node -> node.getStyleClass().contains("settings-words"))
              .findFirst()
              .orElseThrow();
      assertEquals(8, at(words).getMinX() - at(row).getMinX(), 0.1);
    }
  }
}
