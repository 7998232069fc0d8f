package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.Headless;
import dev.reeve.console.shell.Theme;
import dev.reeve.engine.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a table shows while nobody has answered yet. */
final class NoRowsTest {
  private final SettableClock clock = new SettableClock();
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final TestScreen test = new TestScreen(clock, background::add, Runnable::run);
  private final Reading reading = new Reading(test.screen, new SimpleObjectProperty<>(null));
  private Label empty;
  private BareWindow window;
  private TableView<String> table;

  @BeforeEach
  void open() {
    Headless.start();
    Headless.run(
        () -> {
          Theme.install();
          empty = new Label("Nothing yet.");
          table = new TableView<>();
          table.setId("any-table");
          for (String name : new String[] {"State", "Path", "Age"}) {
            TableColumn<String, String> column = new TableColumn<>(name);
            column.setPrefWidth(160);
            if (name.equals("Age")) {
              column.getStyleClass().add("number");
            }
            table.getColumns().add(column);
          }
          table.setAccessibleText("Jobs");
          table.setPlaceholder(new NoRows(table, reading, empty));
          window = new BareWindow(new StackPane(table), 640, 400).themed();
        });
    Headless.settle(() -> true);
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void act(Runnable act) {
    Headless.run(act);
    Headless.settle(() -> true);
  }

  private Node find(String selector) {
    return Headless.call(() -> table.lookup(selector));
  }

  private boolean isShown(String selector) {
    for (Node each = find(selector); each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /** Left and right edge of a bar of the first row. */
  private List<Double> edges(int bar) {
    return Headless.call(
        () -> {
          List<PathElement> drawn = ((Path) table.lookup(".rows-to-come")).getElements();
          return List.of(
              ((MoveTo) drawn.get(5 * bar)).getX(), ((HLineTo) drawn.get(5 * bar + 1)).getX());
        });
  }

  /** How many bars have their line within the height of a place. */
  private long barsAt(Bounds place) {
    return Headless.call(
        () ->
            ((Path) table.lookup(".rows-to-come"))
                .getElements().stream()
                    .filter(MoveTo.class::isInstance)
                    .mapToDouble(each -> ((MoveTo) each).getY())
                    .filter(top -> top >= place.getMinY() - 10 && top <= place.getMaxY())
                    .count());
  }

  @Test
  void nothingThenShapesThenWordsThenTheRows() {
    assertTrue(empty.isVisible());
    act(() -> reading.run(() -> "rows", rows -> {}));
    assertFalse(empty.isVisible());
    assertFalse(isShown(".rows-to-come"));
    act(() -> test.due(Duration.ofMillis(200)));
    assertTrue(isShown(".rows-to-come"));
    assertFalse(isShown(".words"));
    ConsoleWindow.picture(window.scene(), "rows-to-come");
    int bars = Headless.call(() -> ((Path) table.lookup(".rows-to-come")).getElements().size()) / 5;
    assertTrue(bars >= 3 * 9 && bars % 3 == 0, bars + " bars");
    assertEquals(160 + 8, edges(1).getFirst(), 1, "words stand at the left");
    assertEquals(3 * 160 - 8, edges(2).getLast(), 1, "numbers are to stand at the right");
    act(() -> test.due(Duration.ofSeconds(5)));
    assertTrue(isShown(".words"));
    ConsoleWindow.picture(window.scene(), "rows-to-come-words");
    assertEquals(0, barsAt(find(".words").getBoundsInParent()), "no bar stands behind the words");
    assertTrue(barsAt(new BoundingBox(0, 0, 640, 400)) >= 3 * 4, "rows stay around them");
    Node told = find(".no-rows");
    assertEquals("Still reading. Nothing is changed meanwhile.", told.getAccessibleText());
    act(() -> background.remove().run());
    assertTrue(empty.isVisible());
    assertFalse(isShown(".rows-to-come"));
    assertEquals("", told.getAccessibleText());
  }

  @Test
  void aClickIntoItGivesTheTableTheKeys() {
    Button after = Headless.call(() -> new Button("After"));
    act(() -> ((StackPane) window.scene().getRoot()).getChildren().addFirst(after));
    act(after::requestFocus);
    act(() -> Pointer.press(table.lookup(".no-rows .scroll-pane")));
    assertEquals(table, Headless.call(window.scene()::getFocusOwner));
    act(() -> table.getItems().add("A row"));
    assertEquals(table, Headless.call(window.scene()::getFocusOwner), "also once rows come");
  }

  @Test
  void readingIsGivenUpFromThere() {
    act(() -> reading.run(() -> "rows", rows -> {}));
    act(() -> test.due(Duration.ofSeconds(5)));
    Button stop = (Button) find("#any-table-give-up");
    act(stop::fire);
    assertFalse(empty.isVisible(), "nobody knows whether there is nothing");
    assertTrue(reading.missedProperty().get());
    assertTrue(
        Headless.call(
            () ->
                table.lookupAll(".label").stream()
                    .anyMatch(
                        node ->
                            node instanceof Label label
                                && label.isVisible()
                                && label.getText().equals("Jobs: not read. F5 tries again."))));
  }
}
