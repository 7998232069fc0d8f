package dev.reeve.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.SampleLinks;
import dev.reeve.console.SampleProposals;
import dev.reeve.console.fx.NodeTree;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;

/** What was just said, at the lower edge of the window. */
final class ToastTest {
  private static final FxRobot ROBOT = new FxRobot();

  private static void say(ConsoleWindow window) {
    window.act(model -> model.screen().notices().say("2 jobs were dropped.", () -> {}));
  }

  private static boolean shown(ConsoleWindow window) {
    return window.visible().stream().anyMatch(node -> "shell-toast".equals(node.getId()));
  }

  private static boolean read(ConsoleWindow window) {
    return Headless.call(() -> window.shell().model().screen().notices().readProperty().get());
  }

  private static Bounds bounds(Node node) {
    return Headless.call(() -> inScene(node));
  }

  private static Bounds inScene(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }

  private static void pointAt(ConsoleWindow window, Node node) {
    Bounds at = Headless.call(() -> node.localToScreen(node.getLayoutBounds()));
    ROBOT.moveTo(at.getCenterX(), at.getCenterY());
    window.settle();
  }

  @Test
  @DisplayName("Its time stands still while the pointer is on it, and a click closes it")
  void byMouse() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      say(window);
      assertFalse(read(window));
      pointAt(window, window.find("toast-text"));
      assertTrue(read(window));
      pointAt(window, window.find("queue-table"));
      assertFalse(read(window));
      pointAt(window, window.find("toast-close"));
      ROBOT.clickOn(MouseButton.PRIMARY);
      window.settle();
      assertFalse(shown(window));
    }
  }

  @Test
  @DisplayName("F6 reaches it, its time stands still, Esc closes it, and the keys are at the table")
  void byKeys() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      Node toast = window.find("shell-panes").getScene().lookup("#shell-toast");
      TableView<?> table = window.find("queue-table");
      Headless.run(table::requestFocus);
      say(window);
      assertTrue(Headless.call(table::isFocused), "a notice takes no keys by itself");
      window.press(KeyCode.F6, false, false, false);
      window.press(KeyCode.F6, false, false, false);
      assertTrue(Headless.call(toast::isFocused));
      assertTrue(read(window));
      window.press(KeyCode.TAB, false, false, false);
      Button undo = window.find("toast-undo");
      assertTrue(Headless.call(undo::isFocused));
      window.press(KeyCode.ESCAPE, false, false, false);
      assertFalse(shown(window));
      assertFalse(read(window));
      assertTrue(Headless.call(table::isFocused));
    }
  }

  @Test
  @DisplayName("Its Undo, which goes as it is pressed, leaves the keys at the table")
  void undoByKeys() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.act(
          model -> {
            var notices = model.screen().notices();
            notices.say("2 jobs were dropped.", () -> notices.say("2 jobs were requeued."));
          });
      Button undo = window.find("toast-undo");
      Headless.run(undo::requestFocus);
      window.settle();
      window.press(KeyCode.ENTER, false, false, false);
      assertFalse(Headless.call(undo::isVisible));
      assertTrue(Headless.call(window.find("queue-table")::isFocused));
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  @DisplayName("The list of what was said shows a long text in whole")
  void aLongOneInTheList(double scale) {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, scale)) {
      String said =
          "docs/harbour/copy of rota.md failed again: two files carry the ID 2601180099000158."
              .repeat(3);
      window.act(model -> model.screen().notices().say(said));
      window.act(model -> model.screen().notices().close());
      window.press(KeyCode.N, true, true, false);
      window.settle();
      window.picture("notices-" + scale);
      Node list = window.find("notices-list");
      Label text =
          Headless.call(
              () ->
                  (Label)
                      list.lookupAll(".label").stream()
                          .filter(
                              node -> node instanceof Label label && said.equals(label.getText()))
                          .findFirst()
                          .orElseThrow());
      assertTrue(Headless.call(() -> text.getHeight() >= text.prefHeight(text.getWidth())));
      assertEquals(
          said, Headless.call(() -> ((Text) text.lookup(".text")).getText().replace("\n", "")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "QUEUE,800,1",
    "QUEUE,640,1",
    "QUEUE,800,2",
    "LINKS,800,1",
    "LINKS,640,1",
    "LINKS,800,2"
  })
  @DisplayName("It covers none of the buttons with which one decides")
  void besideTheDecisions(Place place, int height, double scale) {
    FakeSession session = SampleData.session();
    SampleLinks.harbour(session.links);
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, height, scale)) {
      window.act(model -> model.placeProperty().set(place));
      TableView<?> table = window.find(place == Place.QUEUE ? "queue-table" : "links-table");
      Headless.run(() -> table.getSelectionModel().clearAndSelect(0));
      Headless.run(() -> window.shell().current().drawer().ask());
      window.settle();
      say(window);
      window.picture("toast-" + place + "-" + height + "-" + scale);
      Bounds toast = bounds(window.find("shell-toast"));
      List<Node> bars =
          window.visible().stream()
              .filter(
                  node ->
                      node.getStyleClass().contains("drawer-actions")
                          || node.getStyleClass().contains("links-actions"))
              .toList();
      assertFalse(bars.isEmpty());
      for (Node bar : bars) {
        assertFalse(toast.intersects(bounds(bar)), toast + " over " + bounds(bar));
      }
      assertTrue(toast.getMinY() > 0 && toast.getMaxY() < height);
      for (Node bar : window.visible()) {
        if (bar instanceof ScrollBar) {
          assertFalse(toast.intersects(bounds(bar)), toast + " over " + bounds(bar));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"LINKS,800", "LINKS,640", "REGISTRY,800", "REGISTRY,640"})
  @DisplayName("A short one covers nothing of the pane: neither a preview nor a history")
  void beyondThePane(Place place, int height) {
    FakeSession session = SampleData.session();
    SampleLinks.harbour(session.links);
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, height, 1)) {
      window.act(model -> model.placeProperty().set(place));
      TableView<?> table = window.find(place == Place.LINKS ? "links-table" : "registry-table");
      Headless.run(() -> table.getSelectionModel().clearAndSelect(0));
      window.settle();
      say(window);
      window.picture("toast-beyond-" + place + "-" + height);
      Bounds toast = bounds(window.find("shell-toast"));
      Bounds pane = bounds(table.getParent());
      assertTrue(toast.getMinY() >= pane.getMaxY(), toast + " over " + pane);
      assertTrue(toast.getMaxY() < height);
      for (String figure : List.of("status-queue", "status-locks", "status-tasks")) {
        assertFalse(toast.intersects(bounds(window.find(figure))), figure);
      }
      Node saved = window.find("status-saved");
      assertFalse(toast.intersects(bounds(saved)), "it has room behind what was saved when");
      Node notices = window.find("status-notices").getParent();
      assertEquals(
          toast.intersects(bounds(notices)) ? 0 : 1, notices.getOpacity(), "nothing in part");
      Bounds bar = bounds(window.find("shell-status"));
      assertTrue(toast.getMaxY() <= height - 4, toast + " touches the edge");
      assertTrue(toast.getMinY() >= bar.getMinY() + 4, toast + " touches the line of " + bar);
      assertTrue(bounds(window.find("toast-undo")).getHeight() >= 24, "as high as a pointer needs");
      window.act(model -> model.screen().notices().close());
      assertEquals(1, notices.getOpacity());
    }
  }

  @ParameterizedTest
  @CsvSource({"1280,800,1", "1280,640,1", "1280,800,2"})
  @DisplayName("What is said while a dialog is open stands in it, over none of its buttons")
  void inTheDialog(int width, int height, double scale) {
    FakeSession session = SampleData.session();
    session.proposals.put("d", SampleProposals.waiting("d"));
    try (ConsoleWindow window = ConsoleWindow.open(session, width, height, scale)) {
      window.act(model -> model.approval().open("d"));
      window.settle();
      window.act(model -> model.screen().notices().say("A change has at least one file."));
      assertFalse(shown(window), "nothing is told where nobody can reach it");
      Scene dialog = dialog();
      ConsoleWindow.picture(dialog, "toast-in-dialog-" + height + "-" + scale);
      Node toast = dialog.lookup(".toast");
      assertTrue(toast.isVisible());
      Headless.settle(
          () ->
              dialog.getRoot().lookupAll(".approval-bar .button").stream()
                  .filter(NodeTree::isShown)
                  .noneMatch(button -> inScene(button).intersects(inScene(toast))));
      window.act(model -> model.approval().close());
      assertTrue(shown(window));
      assertFalse(toast.isVisible(), "a closed dialog holds no notice back");
    }
  }

  @Test
  @DisplayName("What is refused in a dialog is counted beside the way back that stands there")
  void refusedInTheDialog() {
    FakeSession session = SampleData.session();
    session.proposals.put("d", SampleProposals.waiting("d"));
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.approval().open("d"));
      Headless.settle(() -> !window.shell().model().approval().busyProperty().get());
      say(window);
      window.act(
          model -> model.approval().review().exclusion().leaveOutFolders(List.of("src/ingest/a")));
      Node toast = dialog().lookup(".toast");
      assertEquals(
          "2 jobs were dropped.",
          Headless.call(() -> ((Label) toast.lookup("#toast-text")).getText()));
      Button more = (Button) toast.lookup("#toast-more");
      assertEquals("and 1 more", Headless.call(more::getText));
      assertTrue(Headless.call(more::isVisible));
      window.act(model -> model.approval().close());
    }
  }

  private static Scene dialog() {
    return Headless.call(
        () ->
            Window.getWindows().stream()
                .map(Window::getScene)
                .filter(scene -> scene.lookup("#approval") != null)
                .findFirst()
                .orElseThrow());
  }

  @Test
  @DisplayName("It is not beside the list of what was said, in which it stands")
  void notBesideTheList() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.press(KeyCode.N, true, true, false);
      say(window);
      assertFalse(shown(window));
      window.press(KeyCode.ESCAPE, false, false, false);
      assertTrue(shown(window), "it still can be undone");
      window.press(KeyCode.N, true, true, false);
      assertFalse(shown(window));
    }
  }

  @Test
  @DisplayName("It is lifted above what would be under it, and stays low where there is no room")
  void lifted() {
    Bounds low = new BoundingBox(700, 600, 500, 40);
    assertEquals(0, ToastPlace.lift(low, 80, List.of()));
    assertEquals(0, ToastPlace.lift(low, 80, List.of(new BoundingBox(0, 600, 600, 40))));
    Bounds bar = new BoundingBox(800, 590, 300, 40);
    assertEquals(62, ToastPlace.lift(low, 80, List.of(bar)), "12 px above it");
    Bounds above = new BoundingBox(900, 550, 300, 30);
    assertEquals(102, ToastPlace.lift(low, 80, List.of(above, bar)));
    assertEquals(0, ToastPlace.lift(low, 550, List.of(bar)));
  }

  @Test
  @DisplayName("Over a pane it stands clear of its edge, and of a scroll bar that it would cover")
  void clearOfTheEdge() {
    Bounds taken = new BoundingBox(700, 600, 500, 40);
    assertEquals(8, ToastPlace.aside(taken, List.of()));
    assertEquals(8, ToastPlace.aside(taken, List.of(new BoundingBox(1180, 100, 16, 400))));
    assertEquals(28, ToastPlace.aside(taken, List.of(new BoundingBox(1180, 100, 16, 520))));
  }
}
