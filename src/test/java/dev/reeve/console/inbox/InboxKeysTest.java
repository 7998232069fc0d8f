package dev.reeve.console.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Drawer;
import dev.reeve.console.shell.Place;
import dev.reeve.console.shell.Theme;
import dev.reeve.engine.inbox.InboxKind;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The inbox by keys alone, and what it looks like. */
final class InboxKeysTest {
  private static FakeSession full() {
    FakeSession session = SampleData.session();
    SampleData.inbox(session);
    return session;
  }

  private static int indexOf(TableView<InboxRow> table, String key) {
    return Headless.call(() -> table.getItems().stream().map(InboxRow::key).toList().indexOf(key));
  }

  private static void down(ConsoleWindow window, TableView<InboxRow> table, String key) {
    window.press(KeyCode.HOME, false, false, false);
    Headless.run(() -> table.getSelectionModel().clearAndSelect(0));
    for (int i = 0; i < indexOf(table, key); i++) {
      window.press(KeyCode.DOWN, false, false, false);
    }
    assertEquals(key, Headless.call(() -> table.getSelectionModel().getSelectedItem().key()));
  }

  @Test
  @DisplayName("Ctrl+1, arrows, A, U and Enter: acknowledge, snooze and go there without a mouse")
  void byKeysAlone() {
    FakeSession session = full();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.press(KeyCode.DIGIT2, false, true, false);
      assertEquals(Place.QUEUE, window.shell().model().placeProperty().get());
      window.press(KeyCode.DIGIT1, false, true, false);
      assertEquals(Place.INBOX, window.shell().model().placeProperty().get());
      session.calls.clear();
      TableView<InboxRow> table = window.find("inbox-table");
      assertTrue(Headless.call(table::isFocused));

      down(window, table, "lock-stuck:runs");
      window.press(KeyCode.A, false, false, false);
      assertEquals(List.of("inbox.acknowledge [lock-stuck:runs] dana"), session.calls);
      assertEquals(-1, indexOf(table, "lock-stuck:runs"));

      down(window, table, "lock-stuck:archive");
      window.press(KeyCode.U, false, false, false);
      ContextMenu menu = ConsoleWindow.menu();
      assertEquals(
          List.of("Snooze for 1 h", "Snooze until tomorrow 09:00", "Snooze until it gets worse"),
          Headless.call(() -> menu.getItems().stream().map(item -> item.getText()).toList()));
      Headless.run(() -> menu.getItems().getFirst().fire());
      Headless.run(menu::hide);
      window.settle();
      assertEquals("inbox.snooze [lock-stuck:archive] 1h dana", session.calls.getLast());

      down(window, table, "attention-needed:EX-3b9e7c0c");
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals(Place.EXECUTIONS, window.shell().model().placeProperty().get());
      assertEquals(List.of("EX-3b9e7c0c"), window.shell().model().executions().list().selected());
    }
  }

  @Test
  @DisplayName("The columns stand where they will when the rows come")
  void columnsBeforeTheRows() {
    List<Double> widths = new ArrayList<>();
    FakeSession withRows = full();
    withRows.inbox.values().removeIf(item -> item.kind() != InboxKind.DEAD_LETTERS);
    for (FakeSession session : List.of(SampleData.session(), withRows)) {
      try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
        window.act(model -> model.placeProperty().set(Place.INBOX));
        window.act(model -> model.drawerOpenProperty().set(true));
        widths.add(width(window, "inbox-column-why"));
      }
    }
    assertEquals(widths.getFirst(), widths.getLast());
  }

  @Test
  @DisplayName("At 1280 beside the drawer the room is for what waits and why, not for the button")
  void whyItWaitsHasTheRoom() {
    try (ConsoleWindow window = ConsoleWindow.open(full(), 1280, 800, 1)) {
      window.act(model -> model.drawerOpenProperty().set(true));
      double why = width(window, "inbox-column-why");
      assertTrue(why >= 230, "Why now: " + why);
      double what = width(window, "inbox-column-what");
      assertTrue(what >= 145, "What: " + what);
      assertTrue(why >= 1.5 * what);
      assertEquals(120, width(window, "inbox-column-action"), 20, "as the longest verb");
    }
    try (ConsoleWindow window = ConsoleWindow.open(full(), 1280, 800, 2)) {
      assertFalse(columns(window).contains("inbox-column-why"), "it is told below the row");
      double what = width(window, "inbox-column-what");
      assertTrue(what >= 500, "with twice the text: " + what);
    }
    try (ConsoleWindow window = ConsoleWindow.open(full(), 1440, 800, 1)) {
      window.act(model -> model.drawerOpenProperty().set(true));
      assertTrue(columns(window).contains("inbox-column-since"), columns(window).toString());
    }
  }

  @Test
  @DisplayName("Where the column for it has no room, how long a row waits is told before why")
  void sinceWhenIsAlwaysTold() {
    try (ConsoleWindow window = ConsoleWindow.open(full(), 1280, 800, 1)) {
      window.act(model -> model.drawerOpenProperty().set(true));
      window.settle();
      assertFalse(columns(window).contains("inbox-column-since"));
      assertEquals(List.of(), why(window, "\\d+ (s|min|h|d)\\b.* \u00b7 .+"));
    }
    try (ConsoleWindow window = ConsoleWindow.open(full(), 1440, 800, 1)) {
      window.act(model -> model.drawerOpenProperty().set(true));
      window.settle();
      assertEquals(List.of(), why(window, "(?!\\d+ (s|min|h|d)\\b.* \u00b7 ).+"));
    }
  }

  /** What is told of why rows wait, unless it is like that. */
  private static List<String> why(ConsoleWindow window, String like) {
    TableView<InboxRow> table = window.find("inbox-table");
    return Headless.call(
        () ->
            table.lookupAll(".table-cell").stream()
                .filter(node -> node instanceof TableCell<?, ?> cell && !cell.isEmpty())
                .map(node -> (TableCell<?, ?>) node)
                .filter(cell -> "inbox-column-why".equals(cell.getTableColumn().getId()))
                .map(TableCell::getText)
                .filter(text -> !text.matches(like))
                .toList());
  }

  @Test
  @DisplayName("Where no row is, the drawer does not ask to select one")
  void theDrawerOfAnEmptyListAsksForNothing() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(Place.INBOX));
      window.act(model -> model.drawerOpenProperty().set(true));
      Drawer drawer = (Drawer) window.scene().lookup("#inbox-drawer");
      assertEquals(
          "Why a row waits is told here, once it is selected.",
          Headless.call(() -> ((Label) drawer.lookup("#drawer-empty")).getText()));
    }
  }

  @Test
  @DisplayName("Beside the drawer the columns are those that are there before anything was read")
  void columnsStay() {
    assertEquals(columns(SampleData.session()), columns(full()));
  }

  private static List<String> columns(FakeSession session) {
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(Place.INBOX));
      window.act(model -> model.drawerOpenProperty().set(true));
      return columns(window);
    }
  }

  private static List<String> columns(ConsoleWindow window) {
    TableView<InboxRow> table = window.find("inbox-table");
    return Headless.call(
        () -> table.getVisibleLeafColumns().stream().map(each -> each.getId()).toList());
  }

  /** Of a column on screen; of one that is hidden 0. */
  private static double width(ConsoleWindow window, String id) {
    TableView<InboxRow> table = window.find("inbox-table");
    return Headless.call(
        () ->
            table.getVisibleLeafColumns().stream()
                .filter(column -> id.equals(column.getId()))
                .mapToDouble(column -> column.getWidth())
                .sum());
  }

  @Test
  @DisplayName("Snooze: the menu opens at the button, or at the row when it was asked for by key")
  void theMenuOpensWhereItWasAskedFor() {
    try (ConsoleWindow window = ConsoleWindow.open(full(), 1280, 800, 1)) {
      window.act(model -> model.inbox().select("lock-stuck:archive"));
      Button snooze = window.find("inbox-drawer-action-3");
      Headless.run(snooze::fire);
      ContextMenu menu = ConsoleWindow.menu();
      Bounds button = Headless.call(() -> snooze.localToScreen(snooze.getLayoutBounds()));
      assertEquals(button.getMaxX(), Headless.call(menu::getAnchorX), 1);
      assertEquals(button.getMaxY(), Headless.call(menu::getAnchorY), 1);
      Headless.run(menu::hide);
      window.settle();
      TableView<InboxRow> table = window.find("inbox-table");
      Headless.run(table::requestFocus);
      window.press(KeyCode.U, false, false, false);
      Bounds rows = Headless.call(() -> table.localToScreen(table.getLayoutBounds()));
      assertTrue(rows.contains(Headless.call(menu::getAnchorX), Headless.call(menu::getAnchorY)));
      Headless.run(menu::hide);
    }
  }

  @Test
  @DisplayName("Snooze: every choice lies within the window, also with twice the text")
  void theMenuLiesWithinTheWindow() {
    for (int height : List.of(800, 640)) {
      try (ConsoleWindow window = ConsoleWindow.open(full(), 1280, height, 2)) {
        window.act(model -> model.inbox().select("lock-stuck:archive"));
        Headless.run(() -> ((Drawer) window.scene().lookup("#inbox-drawer")).ask());
        window.settle();
        Button snooze = window.find("inbox-drawer-action-3");
        Headless.run(snooze::fire);
        assertWithin(window, ConsoleWindow.menu());
        Headless.run(ConsoleWindow.menu()::hide);
        window.settle();
        window.press(KeyCode.ESCAPE, false, false, false);
        window.press(KeyCode.U, false, false, false);
        assertWithin(window, ConsoleWindow.menu());
        Headless.run(ConsoleWindow.menu()::hide);
      }
    }
  }

  private static void assertWithin(ConsoleWindow shown, ContextMenu menu) {
    Headless.run(
        () -> {
          Window window = shown.scene().getWindow();
          Rectangle2D all =
              new Rectangle2D(window.getX(), window.getY(), window.getWidth(), window.getHeight());
          Rectangle2D place =
              new Rectangle2D(menu.getX(), menu.getY(), menu.getWidth(), menu.getHeight());
          assertTrue(all.contains(place), place + " in " + all);
        });
  }

  @Test
  @DisplayName("Pictures: light and dark, 1280 x 800, 1280 x 640, twice the text, and empty")
  void looks() {
    for (int height : new int[] {800, 640}) {
      try (ConsoleWindow window = ConsoleWindow.open(full(), 1280, height, 1)) {
        for (boolean dark : new boolean[] {false, true}) {
          Headless.run(() -> Theme.apply(window.scene(), dark, 1));
          window.act(model -> model.inbox().select("approval-needed:dec_000000000001"));
          window.picture("inbox-" + height + (dark ? "-dark" : "-light"));
        }
        Label header = window.find("inbox-header");
        assertTrue(Headless.call(header::getText).startsWith("5 open \u00b7 1 needs you"));
      }
    }
    try (ConsoleWindow window = ConsoleWindow.open(full(), 1280, 800, 2)) {
      window.picture("inbox-200");
    }
    FakeSession empty = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(empty, 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(Place.INBOX));
      window.picture("inbox-empty");
    }
  }
}
