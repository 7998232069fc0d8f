package dev.reeve.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.shell.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;

/** A mouse reaches what is seen: nothing that is not seen lies over it. */
final class MouseTest {
  private static final FxRobot ROBOT = new FxRobot();
  private static final List<Place> PLACES =
      List.of(Place.INBOX, Place.QUEUE, Place.LINKS, Place.EXECUTIONS, Place.REGISTRY);

  @ParameterizedTest
  @ValueSource(ints = {1280, 900})
  @DisplayName("A click on a row of a pane's table chooses it")
  void rows(int width) {
    FakeSession session = SampleData.session();
    SampleData.inbox(session);
    SampleLinks.some(session.links);
    try (ConsoleWindow window = ConsoleWindow.open(session, width, 800, 1)) {
      List<String> deaf = new ArrayList<>();
      for (Place place : PLACES) {
        window.act(model -> model.placeProperty().set(place));
        TableView<?> table = table(window);
        Headless.run(table.getSelectionModel()::clearSelection);
        window.settle();
        for (int row = 0; row < 2; row++) {
          Bounds at = row(table, row);
          ROBOT.moveTo(at.getMinX() + 120, at.getCenterY());
          ROBOT.clickOn(MouseButton.PRIMARY);
          window.settle();
          if (Headless.call(() -> table.getSelectionModel().getSelectedIndex()) != row) {
            deaf.add(place + " row " + row);
          }
        }
      }
      assertEquals(List.of(), deaf);
    }
  }

  private static TableView<?> table(ConsoleWindow window) {
    return (TableView<?>)
        window.visible().stream().filter(TableView.class::isInstance).findFirst().orElseThrow();
  }

  private static Bounds row(TableView<?> table, int index) {
    return Headless.call(
        () ->
            table.lookupAll(".table-row-cell").stream()
                .filter(node -> node instanceof TableRow<?> row && row.getIndex() == index)
                .filter(Node::isVisible)
                .min(Comparator.comparingDouble(Node::getLayoutY))
                .map(node -> node.localToScreen(node.getLayoutBounds()))
                .orElseThrow());
  }
}
