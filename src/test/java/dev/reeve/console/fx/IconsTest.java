package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.shell.Place;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Icons in a window whose text becomes larger and smaller. */
final class IconsTest {
  private static final List<Place> PLACES = List.of(Place.EXECUTIONS, Place.QUEUE, Place.REGISTRY);

  @Test
  @DisplayName("Icons shrink with the text again, in every row, and beside the filter")
  void iconsFollowTheText() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      for (double scale : new double[] {1, 2, 1, 1.5, 1}) {
        window.act(model -> model.screen().textScale().set(scale));
        for (Place place : PLACES) {
          window.act(model -> model.placeProperty().set(place));
          for (int row : new int[] {0, Integer.MAX_VALUE, 0}) {
            Headless.run(
                () -> tables(window).forEach(t -> t.scrollTo(Math.min(row, t.getItems().size()))));
            window.settle();
            assertEquals(List.of(), odd(window, scale), place + " at " + scale);
          }
        }
      }
    }
  }

  private static List<TableView<?>> tables(ConsoleWindow window) {
    return window.scene().getRoot().lookupAll(".table-view").stream()
        .filter(NodeTree::isShown)
        .<TableView<?>>map(table -> (TableView<?>) table)
        .toList();
  }

  /** The icons that are not as large as they are named, but for a pixel of rounding. */
  private static List<String> odd(ConsoleWindow window, double scale) {
    return Headless.call(
        () ->
            window.scene().getRoot().lookupAll(".icon-box").stream()
                .filter(NodeTree::isShown)
                .filter(
                    box ->
                        NodeTree.upFrom(box).anyMatch(TableView.class::isInstance)
                            || NodeTree.upFrom(box).anyMatch(SearchField.class::isInstance))
                .filter(box -> isOdd((StackPane) box, scale))
                .map(box -> words((StackPane) box))
                .toList());
  }

  private static boolean isOdd(StackPane box, double scale) {
    String named = box.getStyleClass().get(1).substring("icon-".length());
    double em =
        NodeTree.upFrom(box)
            .filter(node -> node instanceof Labeled && !(node instanceof TableCell))
            .map(label -> ((Labeled) label).getFont().getSize())
            .findFirst()
            .orElse(13 * scale);
    double size = Integer.parseInt(named) * em / 13;
    double drawn = box.getChildren().getFirst().getBoundsInParent().getHeight();
    return Math.abs(box.getWidth() - size) > 1 || drawn > size + 4;
  }

  private static String words(StackPane box) {
    Node drawn = box.getChildren().getFirst();
    return String.format(
        Locale.ROOT,
        "%s %.0f, drawn %.0f, in %s",
        box.getStyleClass(),
        box.getWidth(),
        drawn.getBoundsInParent().getHeight(),
        box.getParent().getStyleClass());
  }
}
