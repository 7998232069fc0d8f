package dev.reeve.console.executions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.executions.EvidenceViewModel.Mode;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.ResponsiveColumns.Choice;
import dev.reeve.console.shell.Place;
import dev.reeve.console.shell.Theme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Evidence by keys alone, what stays readable in the pane, and what it looks like. */
final class EvidenceKeysTest {
  private static Scene dialog() {
    return Headless.call(
        () ->
            Window.getWindows().stream()
                .filter(Window::isShowing)
                .map(Window::getScene)
                .filter(scene -> scene.lookup("#evidence") != null)
                .findFirst()
                .orElseThrow());
  }

  private static TableView<ExecutionsRow> table(ConsoleWindow window) {
    window.press(KeyCode.DIGIT6, false, true, false);
    assertEquals(Place.EXECUTIONS, window.shell().model().placeProperty().get());
    return window.find("executions-table");
  }

  @Test
  @DisplayName("D, L and C open files, logs and a comparison; Esc closes and the keys go back")
  void byKeysAlone() {
    for (double scale : new double[] {1, 2}) {
      FakeSession session = SampleData.session();
      try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 640, scale)) {
        TableView<ExecutionsRow> table = table(window);
        // twice the text leaves no room beside the drawer: it would take the table's place
        window.act(shell -> shell.drawerOpenProperty().set(false));
        EvidenceViewModel model = window.shell().model().executions().evidence();
        Headless.run(() -> table.getSelectionModel().clearAndSelect(2));
        window.settle();
        window.press(KeyCode.D, false, false, false);
        see(window, model, Mode.SIDES, "sides-" + (int) scale);
        window.press(KeyCode.L, false, false, false);
        see(window, model, Mode.LOGS, "logs-" + (int) scale);
        window.press(KeyCode.DOWN, true, false, false);
        Headless.run(() -> table.getSelectionModel().selectRange(2, 4));
        window.settle();
        window.press(KeyCode.C, false, false, false);
        see(window, model, Mode.COMPARISON, "comparison-" + (int) scale);
        assertTrue(Headless.call(table::isFocused));
      }
    }
  }

  private static void see(
      ConsoleWindow window, EvidenceViewModel model, Mode mode, String picture) {
    assertEquals(mode, model.modeProperty().get());
    assertTrue(model.openProperty().get());
    Scene scene = dialog();
    for (boolean dark : new boolean[] {false, true}) {
      double scale = picture.endsWith("2") ? 2 : 1;
      Headless.run(() -> Theme.apply(scene, dark, scale));
      window.settle();
      ConsoleWindow.picture(scene, "evidence-" + picture + (dark ? "-dark" : "-light"));
    }
    Label workspace =
        (Label) Headless.call(() -> scene.lookup("#evidence-workspace .workspace-name"));
    assertEquals("docs-workspace", workspace.getText());
    assertEquals("Evidence \u2013 docs-workspace", ((Stage) scene.getWindow()).getTitle());
    Node close = Headless.call(() -> scene.lookup("#evidence-close"));
    assertTrue(
        Headless.call(
            () -> close.localToScene(close.getBoundsInLocal()).getMaxY() <= scene.getHeight()));
    window.press(KeyCode.ESCAPE, false, false, false);
    assertFalse(model.openProperty().get());
  }

  @Test
  @DisplayName("With the drawer open ID hides first; risk, gate, operator and 180 px of names stay")
  void namesStayReadable() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      TableView<ExecutionsRow> table = table(window);
      Headless.run(() -> table.getSelectionModel().clearAndSelect(2));
      window.settle();
      assertTrue(window.shell().model().drawerOpenProperty().get());
      assertTrue(width(table, "intent") >= 180, "intent " + width(table, "intent"));
      assertTrue(width(table, "risk") > 0);
      assertTrue(width(table, "operator") > 0);
      assertEquals(0, width(table, "execution"));
      assertTrue(width(table, "gate") > 0);
      window.picture("executions-drawer");
      window.act(model -> model.drawerOpenProperty().set(false));
      assertTrue(width(table, "gate") > 0 || width(table, "execution") == 0, "ID goes first");
      assertTrue(width(table, "intent") >= 180);
      window.picture("executions-wide");
    }
  }

  @Test
  @DisplayName("As the place gets narrower, who did it goes before when it was done")
  void whenStaysLongerThanWho() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      TableView<ExecutionsRow> table = table(window);
      Headless.run(() -> table.getSelectionModel().clearAndSelect(2));
      window.settle();
      List<Integer> withTimeAlone = new ArrayList<>();
      for (int each = 1280; each >= 980; each -= 20) {
        int wide = each;
        Headless.run(() -> window.scene().getWindow().setWidth(wide));
        window.settle();
        boolean when = width(table, "time") > 0;
        boolean who = width(table, "operator") > 0;
        assertTrue(when || !who, "at " + wide + " px who is there and when is not");
        if (when && !who) {
          withTimeAlone.add(wide);
        }
      }
      assertFalse(withTimeAlone.isEmpty());
    }
  }

  private static TableColumn<?, ?> column(TableView<?> table, String name) {
    return table.getColumns().stream()
        .filter(each -> ("executions-column-" + name).equals(each.getId()))
        .findFirst()
        .orElseThrow();
  }

  private static double width(TableView<?> table, String column) {
    return Headless.call(
        () ->
            table.getColumns().stream()
                .filter(each -> ("executions-column-" + column).equals(each.getId()))
                .filter(TableColumn::isVisible)
                .mapToDouble(TableColumn::getWidth)
                .sum());
  }

  @Test
  @DisplayName("Where nothing was done yet a button leads to where the first change is made")
  void nothingYet() {
    FakeSession session = SampleData.session();
    session.executions.clear();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      TableView<ExecutionsRow> unused = table(window);
      Label drawer = window.find("drawer-empty");
      assertTrue(Headless.call(drawer::isVisible));
      Headless.run(((Button) window.find("executions-first"))::fire);
      assertEquals(Place.LINKS, window.shell().model().placeProperty().get());
    }
  }

  @Test
  @DisplayName("Grouped by day each day is named once, on its first row")
  void byDay() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      TableView<ExecutionsRow> table = table(window);
      ToggleButton byDay = window.find("executions-by-day");
      assertEquals(0, width(table, "day"));
      Headless.run(byDay::fire);
      window.settle();
      assertTrue(width(table, "day") > 0);
      assertTrue(Headless.call(byDay::isSelected));
      long named =
          Headless.call(
              () ->
                  table.lookupAll(".day-cell").stream()
                      .map(DayCell.class::cast)
                      .filter(cell -> cell.getText() != null && !cell.getText().isBlank())
                      .count());
      long days =
          Headless.call(
              () ->
                  table.getItems().stream()
                      .limit(15)
                      .map(
                          row ->
                              row.snapshot()
                                  .startedAt()
                                  .atZone(java.time.ZoneId.systemDefault())
                                  .toLocalDate())
                      .distinct()
                      .count());
      assertTrue(named >= days && named <= days + 1, named + " named of " + days);
      window.picture("executions-by-day");
      Headless.run(byDay::fire);
      window.settle();
      assertEquals(0, width(table, "day"));
    }
  }

  @Test
  @DisplayName("The days have the times in them, and leave what was chosen for times as it was")
  void timesBesideDays() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      TableView<ExecutionsRow> table = table(window);
      window.act(model -> model.drawerOpenProperty().set(false)); // there is room for both
      ResponsiveColumns columns = ResponsiveColumns.of(table).orElseThrow();
      TableColumn<?, ?> time = Headless.call(() -> column(table, "time"));
      Choice drawn = new Choice(null, 131.0);
      Headless.run(() -> columns.choose(time, drawn));
      ToggleButton byDay = window.find("executions-by-day");
      Headless.run(byDay::fire);
      window.settle();
      assertEquals(0, width(table, "time"), "the days have it");
      assertEquals(drawn, Headless.call(() -> columns.chosen().get(time)));
      Headless.run(byDay::fire);
      window.settle();
      assertEquals(131, width(table, "time"));

      Choice shown = new Choice(true, 131.0);
      Headless.run(() -> columns.choose(time, shown));
      Headless.run(byDay::fire);
      window.settle();
      assertEquals(131, width(table, "time"), "who wants both has both");
      assertTrue(width(table, "day") > 0);
      assertEquals(shown, Headless.call(() -> columns.chosen().get(time)));
    }
  }

  @Test
  @DisplayName("After midnight the day before is not called today any more")
  void midnight() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      TableView<ExecutionsRow> table = table(window);
      Headless.run(((ToggleButton) window.find("executions-by-day"))::fire);
      window.settle();
      List<String> before = days(table);
      assertTrue(before.contains("Today"), before::toString);
      session.clock.advance(Duration.ofDays(1));
      window.act(shell -> shell.screen().ticker().tick());
      List<String> after = days(table);
      assertFalse(after.contains("Today"), after::toString);
      assertTrue(after.contains("Yesterday"), after::toString);
    }
  }

  private static List<String> days(TableView<ExecutionsRow> table) {
    return Headless.call(
        () ->
            table.lookupAll(".day-cell").stream()
                .map(cell -> ((DayCell<?>) cell).getText())
                .filter(Objects::nonNull)
                .toList());
  }
}
