package dev.reeve.console.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Appearance.Density;
import dev.reeve.console.shell.Place;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "1, quiet time, settings-debounce, 800",
    "1, samples, settings-window, 90000",
    "1, watched folders, settings-roots, docs",
    "1, gitignore, settings-gitignore, ",
    "1.25, watched folders, settings-roots, docs",
    "1.25, quiet time, settings-debounce, 800",
    "2, quiet time, settings-debounce, 800",
    "2, samples, settings-window, 90000",
    "2, watched folders, settings-roots, docs"
  })
  @DisplayName("What is to be done about a change begins below the control, however long it tells")
  void actsBelowTheControl(double scale, String search, String id, @Nullable String given) {
    try (ConsoleWindow window = open(scale, search)) {
      Node control = window.find(id);
      Headless.run(
          () -> {
            switch (control) {
              case TextField field -> field.setText(given);
              case CheckBox box -> box.fire();
              default -> throw new AssertionError(control);
            }
          });
      window.settle();
      window.picture(id + "-" + scale);
      Bounds field = at(control);
      Bounds first =
          window.visible().stream()
              .filter(node -> (id + "-save").equals(node.getId()))
              .findFirst()
              .map(SettingsLooksTest::at)
              .orElseGet(() -> at(window.find(id + "-discard")));
      assertEquals(field.getMinX(), first.getMinX(), 0.5);
      assertTrue(field.getMaxY() <= first.getMinY());
    }
  }
}
