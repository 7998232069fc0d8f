package dev.reeve.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.shell.Theme;
import javafx.scene.Scene;
import javafx.scene.control.ProgressBar;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fill of a bar that tells how far work is. */
final class ProgressBarTest {
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.02, 0.05, 0.25, 0.99, 1})
  @DisplayName("The fill stands out of the bar at no share")
  void withinTheBar(double share) {
    Headless.start();
    Headless.run(
        () -> {
          Theme.install();
          ProgressBar bar = new ProgressBar(share);
          StackPane within = new StackPane(bar);
          Scene scene = new Scene(within, 160, 40);
          Theme.apply(scene, false, 1);
          Image filled = scene.snapshot(null);
          bar.lookup(".bar").setVisible(false);
          Image empty = scene.snapshot(null);
          Color around = empty.getPixelReader().getColor(0, 0);
          for (int x = 0; x < 160; x++) {
            for (int y = 0; y < 40; y++) {
              if (empty.getPixelReader().getColor(x, y).equals(around)) {
                assertEquals(around, filled.getPixelReader().getColor(x, y), x + ", " + y);
              }
            }
          }
        });
  }
}
