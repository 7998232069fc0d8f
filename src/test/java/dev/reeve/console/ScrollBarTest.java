package dev.reeve.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scroll bars can be seen and caught, however long what is scrolled. */
final class ScrollBarTest {
  private static ScrollBar bar(Node within) {
    return within.lookupAll(".scroll-bar").stream()
        .map(ScrollBar.class::cast)
        .filter(each -> each.getOrientation() == Orientation.VERTICAL)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2})
  @DisplayName("The thumb of a very long list grows with text, and the bar is as wide as ever")
  void thumb(double scale) {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, scale)) {
      TableView<?> table = window.find("queue-table");
      Headless.run(
          () -> {
            ScrollBar bar = bar(table);
            bar.setVisible(true);
            bar.setMax(1);
            bar.setVisibleAmount(0.000_01);
            bar.resize(bar.prefWidth(-1), 400);
            bar.layout();
            assertEquals(8 * scale, bar.getWidth(), 1);
            assertEquals(24 * scale, bar.lookup(".thumb").getLayoutBounds().getHeight(), 2);
          });
    }
  }
}
