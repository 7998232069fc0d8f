package dev.reeve.console.executions;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Drawer;
import dev.reeve.console.shell.Place;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stays in sight of an execution while its evidence is read. */
final class DrawerMarksTest {
  private static Bounds place(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }

  @Test
  @DisplayName("With twice the text a tab shows its beginning, and the title and the marks stay")
  void theMarksStay() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      window.act(model -> model.placeProperty().set(Place.EXECUTIONS));
      window.act(model -> ConsoleWindow.first(model.executions().list()));
      Drawer drawer = (Drawer) window.scene().lookup("#executions-drawer");
      Headless.run(drawer::ask);
      window.settle();
      Headless.run(((ButtonBase) drawer.lookup("#drawer-page-1"))::fire);
      window.settle();
      Headless.run(
          () -> {
            Bounds seen = place(drawer.lookup("#drawer-scroll"));
            assertTrue(seen.contains(place(drawer.lookup("#drawer-title"))), "the title");
            assertTrue(seen.contains(place(drawer.lookup(".drawer-badges"))), "the marks");
            Bounds page = place(drawer.lookup("#drawer-stack"));
            assertTrue(page.getMinY() + 80 < seen.getMaxY(), page + " in " + seen);
          });
    }
  }
}
