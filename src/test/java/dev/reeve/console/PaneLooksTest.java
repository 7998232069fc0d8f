package dev.reeve.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.fx.PseudoLocale;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.QuestionPanes;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.registry.RegistryTab;
import dev.reeve.console.settings.Setting;
import dev.reeve.console.shell.Place;
import dev.reeve.console.shell.ShellViewModel;
import dev.reeve.console.shell.Theme;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.workspace.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.DialogPane;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.controlsfx.control.textfield.CustomTextField;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What can be judged of a pane's look by measuring it. */
final class PaneLooksTest {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final List<String> WHO_WHAT_RISK_GATE_RESULT =
      List.of(
          "executions-column-operator",
          "executions-column-risk",
          "executions-column-gate",
          "executions-column-status");
  private static final Map<String, Consumer<ShellViewModel>> PANES =
      new TreeMap<>(
          Map.of(
              "links", model -> model.placeProperty().set(Place.LINKS),
              "inbox", model -> model.placeProperty().set(Place.INBOX),
              "queue", model -> queue(model, QueueTab.JOBS),
              "watcher", model -> queue(model, QueueTab.WATCHER),
              "locks", model -> queue(model, QueueTab.LOCKS),
              "records", model -> registry(model, RegistryTab.RECORDS),
              "findings", model -> registry(model, RegistryTab.FINDINGS),
              "backups", model -> registry(model, RegistryTab.BACKUPS),
              "generators", model -> registry(model, RegistryTab.GENERATORS),
              "executions", model -> model.placeProperty().set(Place.EXECUTIONS)));

  private static FakeSession session() {
    FakeSession session = SampleData.session();
    SampleData.inbox(session);
    return session;
  }

  private static void queue(ShellViewModel model, QueueTab tab) {
    model.placeProperty().set(Place.QUEUE);
    model.queueTabProperty().set(tab);
  }

  private static void registry(ShellViewModel model, RegistryTab tab) {
    model.placeProperty().set(Place.REGISTRY);
    model.registry().tabProperty().set(tab);
  }

  private static void settings(ShellViewModel model, Setting.Section section) {
    model.placeProperty().set(Place.SETTINGS);
    model.settings().sectionProperty().set(section);
  }

  private static TableView<?> table(ConsoleWindow window) {
    return (TableView<?>)
        window.visible().stream().filter(TableView.class::isInstance).findFirst().orElseThrow();
  }

  @Test
  @DisplayName("No pane, light or dark, logs a warning about its styles")
  void noStyleWarning() {
    List<String> warnings = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public synchronized void publish(LogRecord record) {
            if (record.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue()) {
              warnings.add(record.getLoggerName() + ": " + record.getMessage());
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger css = Logger.getLogger("javafx");
    css.addHandler(handler);
    try (ConsoleWindow window = ConsoleWindow.open(session(), 1280, 800, 1)) {
      for (boolean dark : new boolean[] {false, true}) {
        Headless.run(() -> Theme.apply(window.scene(), dark, 1));
        PANES.forEach((name, open) -> window.act(open));
        for (Setting.Section section : Setting.Section.values()) {
          window.act(model -> settings(model, section));
          window.picture("settings-" + section + (dark ? "-dark" : ""));
        }
        window.press(KeyCode.K, false, true, false);
        window.picture("palette" + (dark ? "-dark" : ""));
        window.press(KeyCode.ESCAPE, false, false, false);
        window.press(KeyCode.N, true, true, false);
        window.press(KeyCode.ESCAPE, false, false, false);
      }
    } finally {
      css.removeHandler(handler);
    }
    assertEquals(List.of(), warnings);
  }

  @Test
  @DisplayName("The empty window at start has the colour of the tokens")
  void colourOfTheStart() {
    try (ConsoleWindow window = ConsoleWindow.open(session(), 1280, 800, 1)) {
      window.act(
          model -> {
            assertEquals(Color.web("#ffffff"), Theme.background(false));
            assertEquals(Color.web("#0d1117"), Theme.background(true));
          });
    }
  }

  @Test
  @DisplayName("At 1280 x 640 no word is cut and nothing scrolls sideways, with drawer or without")
  void nothingIsCutAndNothingScrollsSideways() {
    try (ConsoleWindow window = ConsoleWindow.open(session(), 1280, 640, 1)) {
      for (boolean drawer : new boolean[] {true, false}) {
        window.act(model -> model.drawerOpenProperty().set(drawer));
        PANES.forEach(
            (name, open) -> {
              window.act(open);
              window.picture(name + (drawer ? "-drawer" : "-wide"));
              assertEquals(List.of(), cut(window), name + ", drawer " + drawer);
              assertEquals(0, sidewaysBars(window), name + ", drawer " + drawer);
            });
      }
    }
  }

  private static long sidewaysBars(ConsoleWindow window) {
    return window.visible().stream()
        .filter(
            node -> node instanceof ScrollBar bar && bar.getOrientation() == Orientation.HORIZONTAL)
        .count();
  }

  private static List<String> cut(ConsoleWindow window) {
    List<Node> nodes = window.visible();
    return Headless.call(
        () ->
            nodes.stream()
                .filter(node -> node instanceof Labeled && !(node instanceof IndexedCell<?>))
                .map(Labeled.class::cast)
                .filter(label -> !label.getStyleClass().contains("path-cell"))
                .filter(
                    label ->
                        label.lookup(".text") instanceof Text text
                            && !label.getText().isEmpty()
                            && label.getContentDisplay()
                                != javafx.scene.control.ContentDisplay.GRAPHIC_ONLY
                            && text.getText().length() < label.getText().length())
                .map(
                    label -> label.getText() + " reads " + ((Text) label.lookup(".text")).getText())
                .toList());
  }

  @Test
  @DisplayName("There is exactly one primary button in each pane, and only 'needs you' is solid")
  void onePrimaryButton() {
    try (ConsoleWindow window = ConsoleWindow.open(session(), 1280, 800, 1)) {
      PANES.forEach(
          (name, open) -> {
            window.act(open);
            List<Node> nodes = window.visible();
            assertEquals(
                1,
                nodes.stream()
                    .filter(
                        node -> node instanceof Button && node.getStyleClass().contains("primary"))
                    .count(),
                name);
            assertTrue(
                nodes.stream()
                    .filter(node -> node.getStyleClass().contains("form-solid"))
                    .allMatch(node -> node.getStyleClass().contains("hue-need")),
                name);
          });
    }
  }

  @Test
  @DisplayName("At twice the text size the console still fits its window")
  void twiceTheText() {
    try (ConsoleWindow window = ConsoleWindow.open(session(), 1280, 800, 2)) {
      PANES.forEach(
          (name, open) -> {
            window.act(open);
            window.picture(name + "-200");
            Node table = table(window);
            Bounds place = Headless.call(() -> table.localToScene(table.getBoundsInLocal()));
            assertTrue(place.getMaxX() <= 1280 && place.getMaxY() <= 800, name + " " + place);
            assertTrue(place.getHeight() > 150, name + " " + place);
            assertEquals(0, sidewaysBars(window), name);
            assertEquals(List.of(), cut(window), name);
          });
    }
  }

  @Test
  @DisplayName("At twice the text size the drawer has all the room of the table it stands for")
  void theDrawerTakesTheTablesPlace() {
    try (ConsoleWindow window = ConsoleWindow.open(session(), 1280, 800, 1)) {
      window.act(PANES.get("executions")); // styles came before the text grew
      window.act(model -> model.screen().textScale().set(2));
      window.act(model -> ConsoleWindow.first(model.executions().list()));
      window.press(KeyCode.I, false, true, false);
      window.picture("executions-drawer-200");
      Node drawer = window.find("executions-drawer");
      // both in one look: what else moves on screen must not come between them
      double missing =
          Headless.call(
              () ->
                  drawer.getParent().getLayoutBounds().getWidth()
                      - drawer.getLayoutBounds().getWidth());
      assertEquals(0, missing, 1);
    }
  }

  @Test
  @DisplayName("At 1280 beside the drawer an execution tells what, risk, status and who in one row")
  void anExecutionIsReadInOneRow() {
    try (ConsoleWindow window = ConsoleWindow.open(session(), 1280, 800, 1)) {
      window.act(PANES.get("executions"));
      TableView<?> table = table(window);
      List<String> heads =
          Headless.call(
              () -> table.getVisibleLeafColumns().stream().map(column -> column.getId()).toList());
      for (String each : List.of("time", "intent", "risk", "status", "operator")) {
        assertTrue(heads.contains("executions-column-" + each), heads.toString());
      }
    }
  }

  @Test
  @DisplayName("Beside the drawer what a row is read for is there in whole: cause, holder, finding")
  void whatARowIsReadForIsNotCut() {
    Map<String, List<String>> readFor =
        Map.of(
            "queue", List.of("queue-column-lastError", "queue-column-age"),
            "locks", List.of("locks-column-holder", "locks-column-left"),
            "inbox", List.of("inbox-column-state", "inbox-column-action"),
            "executions", WHO_WHAT_RISK_GATE_RESULT);
    FakeSession session = session();
    session.findings.replaceAll(
        each ->
            new Finding(
                "MA_MANIFEST_INVALID",
                "P5",
                true,
                "REC-000017",
                "module_id",
                "record REC-000017, module_id: null: the manifest src/cranes/module.yaml is odd"));
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.drawerOpenProperty().set(true));
      readFor.forEach(
          (pane, columns) -> {
            window.act(PANES.get(pane));
            columns.forEach(
                column -> {
                  assertTrue(!cells(window, column).isEmpty(), column);
                  assertEquals(
                      List.of(),
                      cutCells(window, column).stream()
                          .filter(text -> !text.matches("[A-Z_]+: .*")) // a code without words
                          .toList(),
                      column);
                });
          });
      window.act(PANES.get("findings"));
      assertEquals(
          "A module manifest is not valid",
          Headless.call(cells(window, "findings-column-message").getFirst()::getText));
      assertEquals(List.of(), cutCells(window, "findings-column-message"));
    }
  }

  private static List<TableCell<?, ?>> cells(ConsoleWindow window, String column) {
    List<TableCell<?, ?>> found = new ArrayList<>();
    for (Node node : window.visible()) {
      if (node instanceof TableCell<?, ?> cell
          && !cell.isEmpty()
          && column.equals(cell.getTableColumn().getId())) {
        found.add(cell);
      }
    }
    return found;
  }

  private static List<String> cutCells(ConsoleWindow window, String column) {
    List<TableCell<?, ?>> cells = cells(window, column);
    return Headless.call(
        () ->
            cells.stream()
                .filter(cell -> cell.getText() != null && cell.lookup(".text") instanceof Text)
                .filter(cell -> !((Text) cell.lookup(".text")).getText().equals(cell.getText()))
                .map(cell -> cell.getText() + " reads " + ((Text) cell.lookup(".text")).getText())
                .toList());
  }

  @Test
  @DisplayName(
      "Grouped by day, beside the drawer, who, what, risk, gate and result stay in the row")
  void byDayNothingIsHidden() {
    try (ConsoleWindow window = ConsoleWindow.open(session(), 1280, 800, 1)) {
      window.act(model -> model.drawerOpenProperty().set(true));
      window.act(PANES.get("executions"));
      Headless.run(((ButtonBase) window.find("executions-by-day"))::fire);
      window.picture("executions-by-day");
      TableView<?> table = table(window);
      Headless.settle( // the columns have made room for the days
          () ->
              table.getVisibleLeafColumns().stream()
                  .map(TableColumn::getId)
                  .toList()
                  .containsAll(WHO_WHAT_RISK_GATE_RESULT));
      for (String column : WHO_WHAT_RISK_GATE_RESULT) {
        assertTrue(!cells(window, column).isEmpty(), column);
        assertEquals(List.of(), cutCells(window, column), column);
      }
      Headless.settle(
          () ->
              table.getVisibleLeafColumns().stream()
                  .anyMatch(
                      each ->
                          "executions-column-intent".equals(each.getId()) && each.getWidth() > 80));
      assertTrue(width(table(window), "executions-column-intent") > 80);
      List<TableCell<?, ?>> days = cells(window, "executions-column-day");
      assertTrue(
          Headless.call(
              () ->
                  days.stream()
                      .anyMatch(
                          day ->
                              day.getText() != null
                                  && day.getText()
                                      .matches("Today|Yesterday|\\d{4}-\\d{2}-\\d{2}"))));
    }
  }

  @Test
  @DisplayName("Times of today take the room of a clock, and what is saved goes to the intent")
  void timesOfTodayAreNarrow() {
    try (ConsoleWindow window = ConsoleWindow.open(session(), 1280, 800, 1)) {
      window.act(PANES.get("executions"));
      assertEquals("14:02:11".length(), longest(window, "executions-column-time"));
      assertEquals(List.of(), cutCells(window, "executions-column-time"));
      assertTrue(width(table(window), "executions-column-time") < 100);
      assertTrue(width(table(window), "executions-column-intent") >= 180);
      window.act(model -> model.drawerOpenProperty().set(false));
      assertTrue(width(table(window), "executions-column-intent") > 240);
      window.act(model -> model.drawerOpenProperty().set(true));

      window.act(PANES.get("records"));
      assertEquals("2026-11-20 14:02".length(), longest(window, "records-column-updated"));
      assertEquals(List.of(), cutCells(window, "records-column-updated"));
      assertTrue(width(table(window), "records-column-updated") > 120);
    }
  }

  private static int longest(ConsoleWindow window, String column) {
    List<TableCell<?, ?>> cells = cells(window, column);
    return Headless.call(
        () ->
            cells.stream()
                .map(TableCell::getText)
                .filter(Objects::nonNull)
                .mapToInt(String::length)
                .max()
                .orElseThrow());
  }

  private static double width(TableView<?> table, String column) {
    return Headless.call(
        () ->
            table.getVisibleLeafColumns().stream()
                .filter(each -> column.equals(each.getId()))
                .mapToDouble(TableColumn::getWidth)
                .sum());
  }

  @Test
  @DisplayName("In the rail only what needs a person is solid; red is what is wrong now")
  void numbersOfTheRail() {
    try (ConsoleWindow window = ConsoleWindow.open(session(), 1280, 800, 1)) {
      for (boolean dark : new boolean[] {false, true}) {
        Headless.run(() -> Theme.apply(window.scene(), dark, 1));
        window.settle();
        Color need = background(numberOf(window, "rail-inbox"));
        Color wrong = background(numberOf(window, "rail-queue"));
        Color solid =
            background(
                window.visible().stream()
                    .filter(node -> node.getStyleClass().contains("form-solid"))
                    .findFirst()
                    .orElseThrow());
        assertEquals(solid, need);
        assertNotEquals(solid, wrong);
      }
    }
  }

  private static Color background(Node badge) {
    return Headless.call(
        () -> (Color) ((Region) badge).getBackground().getFills().getFirst().getFill());
  }

  private static Node numberOf(ConsoleWindow window, String place) {
    Node button = window.find(place);
    return Headless.call(() -> button.lookup(".rail-badge"));
  }

  @Test
  @DisplayName("No example in an empty filter is cut in the middle of a word")
  void promptsFit() {
    for (double scale : new double[] {1, 2}) {
      try (ConsoleWindow window = ConsoleWindow.open(session(), 1280, 800, scale)) {
        PANES.forEach(
            (name, open) -> {
              window.act(open);
              for (Node node : window.visible()) {
                if (node instanceof CustomTextField field && !field.getPromptText().isEmpty()) {
                  assertTrue(
                      promptWidth(field) <= room(field), name + ": " + field.getPromptText());
                }
              }
            });
      }
    }
  }

  private static double promptWidth(TextInputControl field) {
    return Headless.call(
        () -> {
          Text text = new Text(field.getPromptText());
          text.setFont(field.getFont());
          return text.getLayoutBounds().getWidth();
        });
  }

  /** Between its glass and its cross. */
  private static double room(CustomTextField field) {
    return Headless.call(
        () -> {
          double room = field.getWidth() - field.snappedLeftInset() - field.snappedRightInset();
          for (Node side : new Node[] {field.getLeft(), field.getRight()}) {
            room -= side == null ? 0 : side.getParent().getLayoutBounds().getWidth();
          }
          return room;
        });
  }

  @Test
  @DisplayName("Lines that are read before an answer are given in whole")
  void linesOfAQuestionWrap() {
    String line =
        "The lease would have lasted until 14:44:26; with its holder gone nobody uses what it"
            + " keeps, and the next asker is given it at once.";
    double[] height = {0};
    Headless.run(
        () -> {
          DialogPane pane = new DialogPane();
          QuestionPanes.fill(
              pane,
              new Question("Release it", "No file is touched.", List.of(line), null, "Do", true));
          Scene scene = new Scene(pane, 520, 400);
          Theme.apply(scene, false, 1);
          Stage stage = new Stage();
          stage.setScene(scene);
          stage.show();
          pane.applyCss();
          pane.layout();
          Labeled cell = (Labeled) pane.lookup(".question-lines > .label");
          height[0] = cell.getHeight();
          assertEquals(
              line.replace(" ", ""), ((Text) cell.lookup(".text")).getText().replaceAll("\\s", ""));
          stage.hide();
        });
    assertTrue(height[0] > 30, "height " + height[0]);
  }

  @Test
  @DisplayName("Icons are twice as large where the text is")
  void iconsGrowWithTheText() {
    List<Double> usual = icons(1);
    List<Double> large = icons(2);
    assertTrue(usual.size() > 8, usual.toString());
    assertEquals(usual.size(), large.size());
    for (int i = 0; i < usual.size(); i++) {
      assertEquals(2 * usual.get(i), large.get(i), 2, "icon " + i);
    }
  }

  /** Heights of what is drawn in the icons of rail, title row and status bar. */
  private static List<Double> icons(double scale) {
    try (ConsoleWindow window = ConsoleWindow.open(session(), 1280, 800, scale)) {
      return window.visible().stream()
          .filter(node -> node instanceof Text && node.getStyleClass().contains("icon"))
          .filter(
              node -> List.of("rail", "title-row", "status-bar").stream().anyMatch(within(node)))
          .map(node -> Headless.call(() -> node.getBoundsInParent().getHeight()))
          .toList();
    }
  }

  private static Predicate<String> within(Node node) {
    return style -> {
      for (Node each = node; each != null; each = each.getParent()) {
        if (each.getStyleClass().contains(style)) {
          return true;
        }
      }
      return false;
    };
  }

  @Test
  @DisplayName(
      "Rows that cannot be read anew stay in every table, dimmed, with the time they are of")
  void everyTableTellsOfWhenItsRowsAre() {
    FakeSession session = session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      PANES.forEach(
          (name, open) -> {
            window.act(open);
            TableView<?> table = table(window);
            int rows = Headless.call(() -> table.getItems().size());
            assertTrue(rows > 0, name);
            assertEquals(List.of(), stamps(window), name);
            session.failure =
                EngineException.of(EngineException.Kind.UNAVAILABLE, "STORE_BUSY", "Not read.");
            window.act(ShellViewModel::refresh);
            window.picture(name + "-stale");
            assertEquals(1, stamps(window).size(), name);
            assertTrue(stamps(window).getFirst().matches("as of \\d\\d:\\d\\d:\\d\\d"), name);
            assertEquals(rows, Headless.call(() -> table.getItems().size()), name);
            assertTrue(table.getPseudoClassStates().contains(STALE), name);
            assertEquals(List.of(true), stale(window), name + ": nothing is live");
            assertTrue(table.getAccessibleHelp().startsWith("The rows are as of"), name);
            assertEquals(List.of(), cut(window), name);
            session.failure = null;
            window.act(ShellViewModel::refresh);
            assertEquals(List.of(), stamps(window), name);
            assertFalse(table.getPseudoClassStates().contains(STALE), name);
            assertEquals(List.of(false), stale(window), name);
          });
    }
  }

  /** Of each switch on show that says whether its pane is live. */
  private static List<Boolean> stale(ConsoleWindow window) {
    return window.visible().stream()
        .filter(node -> node.getStyleClass().contains("live-switch"))
        .map(node -> node.getPseudoClassStates().contains(STALE))
        .toList();
  }

  private static List<String> stamps(ConsoleWindow window) {
    return window.visible().stream()
        .filter(node -> node.getStyleClass().contains("stale-stamp"))
        .map(node -> ((Labeled) node).getText())
        .toList();
  }

  @Test
  @DisplayName(
      "In a language a third longer no label is cut, at the usual text size and at twice it")
  void nothingIsCutInALongerLanguage() {
    PseudoLocale.begin();
    try {
      nothingIsCutAnywhere("pseudo");
    } finally {
      PseudoLocale.end();
    }
  }

  @Test
  @DisplayName("In German no label is cut, at the usual text size and at twice it")
  void nothingIsCutInGerman() {
    Texts.speak(Locale.GERMAN);
    try {
      nothingIsCutAnywhere("de");
    } finally {
      PseudoLocale.end();
    }
  }

  private static void nothingIsCutAnywhere(String language) {
    List<String> found = new ArrayList<>();
    for (double scale : new double[] {1, 2}) {
      try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, scale)) {
        Map<String, Consumer<ShellViewModel>> all = new TreeMap<>(PANES);
        for (Setting.Section section : Setting.Section.values()) {
          all.put("settings-" + section, model -> settings(model, section));
        }
        all.forEach(
            (name, open) -> {
              window.act(open);
              window.picture(language + "-" + name + (scale == 2 ? "-200" : ""));
              cut(window).forEach(label -> found.add(name + " at " + scale + ": " + label));
            });
      }
    }
    assertEquals(List.of(), found);
  }
}
