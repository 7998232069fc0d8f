package dev.reeve.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.fx.Drawer;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.LiveTable;
import dev.reeve.console.fx.Pointer;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.QuestionPanes;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.console.fx.ViewLoader;
import dev.reeve.console.queue.QueueRow;
import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.shell.Place;
import dev.reeve.console.shell.Theme;
import dev.reeve.console.welcome.WelcomeView;
import dev.reeve.console.welcome.WelcomeViewModel;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

/** The views on the headless platform: a handful of ways through them. */
final class ViewsTest {
  @Test
  void theTableKeepsItsSelectionByIdAndStandsStillWhileOneReads() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      TableView<QueueRow> table = window.find("queue-table");
      Headless.run(() -> table.getSelectionModel().select(4));
      window.settle();
      String chosen = Headless.call(() -> table.getSelectionModel().getSelectedItem().key());
      assertEquals(List.of(chosen), window.shell().model().queue().list().selected());

      session.bus.publish(
          new QueueEvent.Changed(
              List.of(SampleData.item("W-0", "docs/first.md", ItemState.RUNNING))));
      Headless.settle(
          () -> window.shell().model().queue().list().rows().waitingProperty().get() == 1);
      Button pill = window.find("queue-pill");
      assertEquals("1 new · show", Headless.call(pill::getText));
      assertEquals(23, Headless.call(() -> table.getItems().size()));
      window.picture("queue-pill");
      assertEquals(
          Headless.call(pill::getTextFill),
          Headless.call(() -> pill.getBackground().getFills().getFirst().getFill()),
          "its edge has the hue of its words, its ground has not");

      Headless.run(pill::fire);
      window.settle();
      assertEquals(24, Headless.call(() -> table.getItems().size()));
      assertEquals(chosen, Headless.call(() -> table.getSelectionModel().getSelectedItem().key()));
    }
  }

  @Test
  void theStatusBarLeadsToWhatItCounts() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      for (QueueTab tab : List.of(QueueTab.LOCKS, QueueTab.WATCHER, QueueTab.JOBS)) {
        window.act(model -> model.placeProperty().set(Place.EXECUTIONS));
        Button figure =
            window.find(
                switch (tab) {
                  case LOCKS -> "status-locks";
                  case WATCHER -> "status-watching";
                  case JOBS -> "status-queue";
                });
        Headless.run(figure::fire);
        window.settle();
        assertEquals(Place.QUEUE, window.shell().model().placeProperty().get());
        assertEquals(tab, window.shell().model().queueTabProperty().get());
      }
    }
  }

  @Test
  void keysGoToPanesFilterAndCommands() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.press(KeyCode.DIGIT8, false, true, false);
      assertEquals(Place.REGISTRY, window.shell().model().placeProperty().get());
      window.press(KeyCode.DIGIT6, false, true, false);
      assertEquals(Place.EXECUTIONS, window.shell().model().placeProperty().get());
      window.press(KeyCode.DIGIT2, false, true, false);
      window.press(KeyCode.F, false, true, false);
      TextField filter = window.find("queue-filter");
      assertTrue(Headless.call(filter::isFocused));

      window.press(KeyCode.R, false, false, false);
      assertEquals(List.of(), filterCalls(session), "letters in a field are text, not commands");

      TableView<QueueRow> table = window.find("queue-table");
      Headless.run(
          () -> {
            table.requestFocus();
            table.getSelectionModel().clearAndSelect(3);
          });
      window.settle();
      window.press(KeyCode.R, false, false, false);
      assertEquals(List.of("retryNow [W-1006]"), filterCalls(session));
      window.press(KeyCode.F8, false, false, false);
      assertTrue(session.paused);
      window.press(KeyCode.I, false, true, false);
      assertFalse(window.shell().model().drawerOpenProperty().get());
    }
  }

  private static List<String> filterCalls(FakeSession session) {
    return session.calls.stream().filter(call -> call.startsWith("retryNow")).toList();
  }

  @Test
  void f6GoesRoundTheRegions() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      ToggleButton rail = window.find("rail-queue");
      Headless.run(rail::requestFocus);
      List<String> visited = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        window.press(KeyCode.F6, false, false, false);
        visited.add(Headless.call(() -> window.scene().getFocusOwner().getId()));
      }
      assertEquals(List.of("queue-filter", "queue-table", "queue-drawer", "shell-status"), visited);
    }
  }

  @Test
  void f6PassesOverWhatTheDrawerCovers() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      window.act(model -> ConsoleWindow.first(model.queue().list()));
      window.press(KeyCode.I, false, true, false);
      assertFalse(
          window.visible().stream().anyMatch(node -> "queue-table".equals(node.getId())),
          "the drawer takes the table's place");
      TextField filter = window.find("queue-filter");
      Headless.run(filter::requestFocus);
      window.settle();
      assertEquals(
          List.of("queue-drawer", "shell-status", "rail-queue", "queue-filter"),
          visited(window, false, 4));
      assertEquals(
          List.of("rail-queue", "shell-status", "queue-drawer", "queue-filter"),
          visited(window, true, 4));
    }
  }

  @Test
  void f6LeavesTheDrawerAndTheTitleRowFromWhateverHasTheFocusThere() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      for (Place place : List.of(Place.QUEUE, Place.REGISTRY, Place.EXECUTIONS)) {
        window.act(model -> model.placeProperty().set(place));
        Drawer drawer = window.shell().current().drawer();
        LiveList<?, ?> list = LiveTable.list(window.shell().current().table()).orElseThrow();
        window.act(model -> ConsoleWindow.first(list));
        List<Node> inDrawer =
            window.visible().stream()
                .filter(node -> node.isFocusTraversable() && isIn(node, drawer))
                .toList();
        assertFalse(inDrawer.isEmpty());
        for (Node node : inDrawer) {
          Headless.run(node::requestFocus);
          assertEquals(List.of("shell-status"), visited(window, false, 1), node.toString());
          Headless.run(node::requestFocus);
          assertEquals(List.of(window.shell().current().table().getId()), visited(window, true, 1));
        }
      }
      window.act(model -> model.placeProperty().set(Place.REGISTRY));
      Button validate = window.find("registry-validate");
      Headless.run(validate::requestFocus);
      assertEquals(List.of("registry-filter"), visited(window, false, 1));
      Headless.run(validate::requestFocus);
      assertEquals(List.of("rail-registry"), visited(window, true, 1));
    }
  }

  private static boolean isIn(Node node, Node outer) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each.equals(outer)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> visited(ConsoleWindow window, boolean back, int times) {
    List<String> visited = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      window.press(KeyCode.F6, back, false, false);
      visited.add(Headless.call(() -> window.scene().getFocusOwner().getId()));
    }
    return visited;
  }

  @Test
  void aPointerThatOnlyRestsOverTheTableHoldsNothing() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      TableView<QueueRow> table = window.find("queue-table");
      point(window, table, 10);
      point(window, table, 10);
      session.bus.publish(changed("W-0", "docs/first.md"));
      Headless.settle(() -> table.getItems().size() == 24);

      point(window, Headless.call(() -> table.lookup(".table-row-cell")), 11);
      session.bus.publish(changed("W-00", "docs/second.md"));
      Headless.settle(
          () -> window.shell().model().queue().list().rows().waitingProperty().get() == 1);
      assertEquals(24, Headless.call(() -> table.getItems().size()));

      session.clock.advance(Duration.ofSeconds(10));
      window.act(model -> model.screen().ticker().tick());
      assertEquals(25, Headless.call(() -> table.getItems().size()));
    }
  }

  private static QueueEvent changed(String id, String path) {
    return new QueueEvent.Changed(List.of(SampleData.item(id, path, ItemState.RUNNING)));
  }

  private static void point(ConsoleWindow window, Node node, double x) {
    Headless.run(() -> Pointer.move(node, x, 50, x, 50));
    window.settle();
  }

  @Test
  void chipsFilterTheTable() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      ToggleButton chip = window.find("queue-chip-dead");
      Headless.run(chip::fire);
      window.settle();
      TableView<QueueRow> table = window.find("queue-table");
      assertEquals(2, Headless.call(() -> table.getItems().size()));
      TextField filter = window.find("queue-filter");
      assertEquals("state:dead", Headless.call(filter::getText));
      assertTrue(Headless.call(chip::isSelected));
    }
  }

  @Test
  void theExecutionDrawerShowsTheDiff() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.act(model -> model.go().execution("EX-3b9e7c0c"));
      Headless.run(() -> window.shell().current().drawer().openPage(2));
      window.settle();
      window.picture("executions-diff");
      assertNotNull(window.find("drawer-lines"));
    }
  }

  @Test
  void aProblemStandsAboveTheLastGoodData() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      session.failure =
          dev.reeve.engine.workspace.EngineException.of(
                  dev.reeve.engine.workspace.EngineException.Kind.UNAVAILABLE,
                  "STORE_BUSY",
                  "The queue was not read: the database is locked by another process.")
              .with("What is shown is of 14:02; nothing was changed.", "Choose Retry.");
      window.act(model -> model.queue().refresh());
      window.picture("queue-problem");
      assertNotNull(window.find("queue-problem"));
      TableView<QueueRow> table = window.find("queue-table");
      assertEquals(23, Headless.call(() -> table.getItems().size()));
    }
  }

  @Test
  void aQuestionNeedsItsReasonAndShowsBothButtons() {
    Headless.start();
    Question question =
        new Question(
            "Release the lock archive",
            "The lease is removed and 1 waiting operation gets it. No file is touched.",
            List.of(
                "The holder's process is gone: pid 9120 on atlas",
                "The lease ended 4 min ago.",
                "Fence 41: a late write of the old holder is refused."),
            "Reason",
            "Release",
            true);
    DialogPane pane =
        Headless.call(
            () -> {
              Theme.install();
              DialogPane made = new DialogPane();
              QuestionPanes.fill(made, question);
              Stage stage = new Stage();
              stage.setScene(new Scene(made, 640, 400));
              Theme.apply(stage.getScene(), false, 1);
              stage.show();
              return made;
            });
    Headless.settle(() -> true);
    ConsoleWindow.picture(pane.getScene(), "question");
    Button act = (Button) Headless.call(() -> pane.lookup("#question-act"));
    assertTrue(act.isDisabled());
    Headless.run(() -> ((TextField) pane.lookup("#question-reason")).setText("killed it"));
    assertFalse(act.isDisabled());
    assertTrue(
        Headless.call(() -> act.localToScene(act.getBoundsInLocal()).getMaxY()) <= 400,
        "the buttons never leave the window");
    Headless.run(() -> pane.getScene().getWindow().hide());
  }

  @Test
  void whileSomethingIsOpenedTheRecentWorkspacesCannotBe() {
    Headless.start();
    WelcomeViewModel model =
        new WelcomeViewModel(
            new FakeWorkspaces(),
            new TestScreen(new dev.reeve.engine.testing.SettableClock()).screen,
            session -> {});
    Headless.run(
        () -> {
          Parent root = ViewLoader.load("welcome.fxml", new WelcomeView(model));
          assertFalse(root.lookup("#welcome-recent").isDisabled());
          model.sample();
          assertTrue(root.lookup("#welcome-recent").isDisabled());
        });
  }

  @Test
  void theFirstWindowShowsWhatAdoptingWouldCreate() {
    Headless.start();
    WelcomeViewModel model =
        new WelcomeViewModel(
            new FakeWorkspaces(),
            new TestScreen(new dev.reeve.engine.testing.SettableClock()).screen,
            session -> {});
    Scene scene =
        Headless.call(
            () -> {
              Theme.install();
              Parent root = ViewLoader.load("welcome.fxml", new WelcomeView(model));
              Stage stage = new Stage();
              stage.setScene(new Scene(root, 1280, 640));
              Theme.apply(stage.getScene(), false, 1);
              stage.show();
              model.refresh();
              return stage.getScene();
            });
    Headless.settle(() -> true);
    ConsoleWindow.picture(scene, "welcome");
    Headless.run(() -> model.choose("/home/dana/notes"));
    Headless.settle(() -> true);
    ConsoleWindow.picture(scene, "welcome-look");
    Button adopt = (Button) Headless.call(() -> scene.lookup("#welcome-adopt"));
    assertTrue(adopt.isVisible());
    assertTrue(Headless.call(() -> adopt.localToScene(adopt.getBoundsInLocal()).getMaxY()) <= 640);
    Headless.run(() -> scene.getWindow().hide());
  }

  @Test
  void idsAreStableAndUnique() throws Exception {
    Pattern id = Pattern.compile("(?<!fx:)\\bid=\"([^\"]+)\"");
    Set<String> seen = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("fxml"))) {
      for (Path file : files.toList()) {
        Matcher matcher = id.matcher(Files.readString(file));
        while (matcher.find()) {
          assertTrue(
              matcher.group(1).matches("[a-z]+(-[a-zA-Z]+)*"), file + ": " + matcher.group(1));
          assertTrue(seen.add(matcher.group(1)), file + " repeats " + matcher.group(1));
        }
      }
    }
    assertTrue(seen.contains("queue-table") && seen.contains("registry-table"));
  }
}
