package dev.reeve.console.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.NodeTree;
import dev.reeve.console.shell.Place;
import dev.reeve.engine.queue.ItemState;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines around the parts of the Jobs tab, and what stands beside them, in a window. */
final class QueueEdgesTest {
  private static ConsoleWindow open(double scale) {
    ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, scale);
    window.act(model -> model.placeProperty().set(Place.QUEUE));
    return window;
  }

  private static void selectDead(ConsoleWindow window) {
    window.act(
        model ->
            model.queue().list().rows().shown().stream()
                .filter(row -> row.snapshot().state() == ItemState.DEAD_LETTER)
                .findFirst()
                .ifPresent(row -> model.queue().list().selected().setAll(row.key())));
  }

  private static Bounds at(Node node) {
    return Headless.call(() -> node.localToScene(node.getLayoutBounds()));
  }

  private static Node shown(ConsoleWindow window, String style) {
    return window.visible().stream()
        .filter(node -> node.getStyleClass().contains(style))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("As a page the drawer has a line on all sides, and equal room above and below")
  void theDrawerAsAPage() {
    try (ConsoleWindow window = open(2)) {
      selectDead(window);
      window.press(KeyCode.I, false, true, false);
      window.picture("queue-page-200");
      Bounds drawer = at(window.find("queue-drawer"));
      Bounds scroll = at(window.find("drawer-scroll"));
      assertEquals(drawer.getMinX() + 1, scroll.getMinX(), 0.1, "the line at the left");
      Bounds bar = at(shown(window, "drawer-back-bar"));
      Bounds back = at(window.find("drawer-back")); // its ring is 2 px wide, around it
      assertEquals(drawer.getMinY() + 1, bar.getMinY(), 0.1);
      assertEquals(4, back.getMinY() - bar.getMinY(), 0.1);
      assertEquals(4, bar.getMaxY() - back.getMaxY(), 0.1);
      Bounds buttons = at(shown(window, "drawer-actions"));
      Bounds button = at(window.find("queue-drawer-more"));
      assertEquals(4, button.getMinY() - buttons.getMinY() - 1, 0.6);
      assertEquals(4, drawer.getMaxY() - 1 - button.getMaxY(), 0.6);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2})
  @DisplayName("The scroll bar of the drawer is clear of the line around it")
  void theScrollBarInTheDrawer(double scale) {
    try (ConsoleWindow window = open(scale)) {
      selectDead(window);
      if (scale > 1) {
        window.press(KeyCode.I, false, true, false);
      }
      Node drawer = window.find("queue-drawer");
      Headless.run(() -> window.shell().current().drawer().openPage(1));
      window.settle();
      Bounds edge = at(drawer);
      long bars =
          window.visible().stream()
              .filter(node -> node instanceof ScrollBar && NodeTree.isIn(node, drawer))
              .peek(node -> assertTrue(at(node).getMaxX() <= edge.getMaxX() - 1, "over the line"))
              .count();
      assertEquals(1, bars);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2})
  @DisplayName("Below the last failure of the dead letters there is one line, their edge")
  void oneLineBelowTheFailures(double scale) {
    try (ConsoleWindow window = open(scale)) {
      window.act(model -> model.queue().list().filterProperty().set("state:dead"));
      window.picture("queue-groups-" + scale);
      Bounds table = at(window.find("queue-groups-table"));
      WritableImage picture = Headless.call(() -> window.scene().snapshot(null));
      int x = (int) (table.getMaxX() - 12);
      int end = (int) Math.round(table.getMaxY());
      Color ground = picture.getPixelReader().getColor(x, end - 6);
      long lines =
          IntStream.range(end - 6, end)
              .filter(y -> !picture.getPixelReader().getColor(x, y).equals(ground))
              .count();
      assertEquals(1, lines);
    }
  }
}
