package dev.reeve.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.registry.RegistryTab;
import dev.reeve.console.shell.Place;
import dev.reeve.engine.queue.QueueFlow;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Title rows and what stands beside filters, in a window. */
final class HeaderLooksTest {
  private static double below(ConsoleWindow window, String id, String other) {
    Node one = window.find(id);
    Node two = window.find(other);
    return Headless.call(
        () ->
            Math.rint(
                one.localToScene(one.getLayoutBounds()).getCenterY()
                    - two.localToScene(two.getLayoutBounds()).getCenterY()));
  }

  @Test
  @DisplayName("The registry's title row is built one way for all of its tabs, at every size")
  void theTitleRowDoesNotDependOnTheTab() {
    for (double scale : new double[] {1, 1.5, 1.9, 2}) {
      try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, scale)) {
        window.act(model -> model.placeProperty().set(Place.REGISTRY));
        Set<Boolean> tabs = new TreeSet<>();
        Set<Boolean> buttons = new TreeSet<>();
        for (RegistryTab tab : RegistryTab.values()) {
          window.act(model -> model.registry().tabProperty().set(tab));
          tabs.add(below(window, "registry-tab-records", "registry-tab-generators") != 0);
          buttons.add(below(window, "registry-validate", "registry-tab-records") > 20);
        }
        assertEquals(Set.of(false), tabs, "at " + scale);
        assertEquals(1, buttons.size(), "at " + scale);
      }
    }
  }

  @Test
  @DisplayName("Beside a title of two lines the button stands in the first of them")
  void theButtonStandsInTheFirstLine() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      window.act(model -> model.placeProperty().set(Place.SETTINGS));
      assertTrue(below(window, "settings-count", "settings-search") > 20, "two lines");
      assertEquals(0, below(window, "settings-file", "settings-search"), 1);
    }
  }

  @Test
  @DisplayName("With large text no empty line is kept between the queue's figures and its filter")
  void noEmptyLineBelowTheFigures() {
    FakeSession session = SampleData.session();
    session.flow = new QueueFlow(session.flow.minutes(), Duration.ofSeconds(4), null);
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 2)) {
      window.act(model -> model.placeProperty().set(Place.QUEUE));
      Node last = window.find("queue-waiting");
      Node filter = window.find("queue-filter");
      double empty =
          Headless.call(
              () ->
                  filter.localToScene(filter.getLayoutBounds()).getMinY()
                      - last.localToScene(last.getLayoutBounds()).getMaxY());
      assertTrue(empty < 30, empty + " px");
    }
  }

  @Test
  @DisplayName("Rows that could not be read anew are not called live")
  void whatIsOldIsNotLive() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(Place.QUEUE));
      Labeled live = window.find("queue-filter-live");
      assertEquals("Live", Headless.call(live::getText));
      session.failure = new IllegalStateException("closed");
      window.act(model -> model.queue().refresh());
      assertEquals("Not live", Headless.call(live::getText));
      session.failure = null;
      window.act(model -> model.queue().refresh());
      assertEquals("Live", Headless.call(live::getText));
    }
  }

  @Test
  @DisplayName("Where its line has room, the stamp of old rows takes none from the filter")
  void theStampTakesNoRoom() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(Place.LINKS));
      Region field = window.find("links-filter");
      double usual = Headless.call(field::getWidth);
      session.failure = new IllegalStateException("closed");
      window.act(model -> model.links().refresh());
      assertTrue(Headless.call(window.find("links-filter-stale")::isVisible));
      assertEquals(usual, Headless.call(field::getWidth), 30);
      assertEquals(0, below(window, "links-filter", "links-deep"), 1, "on one line");
    }
  }

  @Test
  @DisplayName("A primary button that cannot be had looks so, yet pale and bold: it is the one")
  void oneDisabledLook() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(Place.QUEUE));
      Button primary = window.find("queue-pause");
      Button plain = new Button("Plain");
      Headless.run(
          () -> {
            ((javafx.scene.layout.Pane) primary.getParent()).getChildren().add(plain);
            for (Button each : List.of(primary, plain)) {
              each.pseudoClassStateChanged(PseudoClass.getPseudoClass("unavailable"), true);
            }
          });
      window.settle();
      assertTrue(primary.getStyleClass().contains("primary"));
      assertFalse(plain.getStyleClass().contains("primary"));
      Headless.run(
          () -> {
            List<BackgroundFill> other = plain.getBackground().getFills();
            List<BackgroundFill> pale = primary.getBackground().getFills();
            assertEquals(other.getFirst(), pale.getFirst());
            assertEquals(other.getLast().getInsets(), pale.getLast().getInsets());
            assertEquals(Color.web("#cfe0f5"), pale.getLast().getFill());
            assertEquals(plain.getTextFill(), primary.getTextFill());
            assertTrue(primary.getFont().getStyle().contains("Bold"));
            assertFalse(plain.getFont().getStyle().contains("Bold"));
          });
    }
  }

  @Test
  @DisplayName("While the watcher is not read its shapes stand in the columns of later")
  void theWatcherHasTheSameColumnsBeforeItIsRead() {
    FakeSession session = SampleData.session();
    session.failure = new IllegalStateException("closed");
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(
          model -> {
            model.placeProperty().set(Place.QUEUE);
            model.queueTabProperty().set(QueueTab.WATCHER);
          });
      TableView<?> table = window.find("watcher-table");
      List<String> before = columns(table);
      assertEquals(0, table.getItems().size());
      session.failure = null;
      window.act(model -> model.watcher().refresh());
      assertFalse(table.getItems().isEmpty());
      assertEquals(columns(table), before);
    }
  }

  private static List<String> columns(TableView<?> table) {
    return Headless.call(
        () -> table.getVisibleLeafColumns().stream().map(TableColumn::getId).toList());
  }
}
