package dev.reeve.console.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.SampleProposals;
import dev.reeve.console.executions.ExecutionsRow;
import dev.reeve.console.inbox.InboxRow;
import dev.reeve.console.shell.Place;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionProgress;
import dev.reeve.engine.change.Proposal.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The approval dialog by keys alone: from the inbox, from Executions, and undoing a run. */
final class ApprovalKeysTest {
  private static final String ID = "dec_000000000001";

  private static FakeSession full() {
    FakeSession session = SampleData.session();
    SampleData.inbox(session);
    return session;
  }

  private static Stage dialog() {
    return Headless.call(
        () ->
            Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .filter(stage -> stage.getScene().lookup("#approval") != null)
                .findFirst()
                .orElseThrow());
  }

  private static boolean closed() {
    return Headless.call(
        () ->
            Window.getWindows().stream()
                .noneMatch(
                    window -> window.isShowing() && window.getScene().lookup("#approval") != null));
  }

  /** Goes on with Tab until the node has the focus. */
  private static void tabTo(ConsoleWindow window, Scene scene, String id) {
    for (int i = 0; i < 20 && !id.equals(focus(scene)); i++) {
      window.press(KeyCode.TAB, false, false, false);
    }
    assertEquals(id, focus(scene));
  }

  private static String focus(Scene scene) {
    return Headless.call(
        () -> scene.getFocusOwner() == null ? "" : String.valueOf(scene.getFocusOwner().getId()));
  }

  private static void inbox(ConsoleWindow window, String row) {
    window.press(KeyCode.DIGIT1, false, true, false);
    TableView<InboxRow> table = window.find("inbox-table");
    int at =
        Headless.call(() -> table.getItems().stream().map(InboxRow::key).toList().indexOf(row));
    window.press(KeyCode.HOME, false, false, false);
    Headless.run(() -> table.getSelectionModel().clearAndSelect(0));
    for (int i = 0; i < at; i++) {
      window.press(KeyCode.DOWN, false, false, false);
    }
  }

  @Test
  @DisplayName(
      "Inbox, Ctrl+Enter, Ctrl+Enter, the rationale, Ctrl+Enter: approved; Enter never does")
  void approved() {
    FakeSession session = full();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      inbox(window, "approval-needed:" + ID);
      session.calls.clear();
      window.press(KeyCode.ENTER, false, true, false);
      Scene scene = dialog().getScene();
      ApprovalViewModel model = window.shell().model().approval();
      Label workspace =
          (Label) Headless.call(() -> scene.lookup("#approval-workspace .workspace-name"));
      assertEquals("docs-workspace", workspace.getText(), "it lies over the bar that says so");
      assertTrue(Headless.call(() -> workspace.getWidth() >= workspace.prefWidth(-1)), "in whole");
      Labeled engine = (Labeled) Headless.call(() -> scene.lookup("#approval-workspace .badge"));
      assertEquals("Engine running", Headless.call(engine::getText));
      session.paused = true;
      window.act(shell -> shell.queue().refresh());
      assertEquals("Queue paused", Headless.call(engine::getText), "it follows the engine");
      assertEquals("approval-cancel", focus(scene), "Cancel has the focus");
      window.press(KeyCode.ENTER, false, true, false);
      assertEquals(Step.CONFIRM, model.stepProperty().get());
      assertEquals("approval-cancel", focus(scene), "also before the word is given");

      window.press(KeyCode.ENTER, false, true, false);
      assertEquals(List.of(), session.calls, "not without a rationale");
      tabTo(window, scene, "approval-notes");
      window.type("Read all three files.");
      tabTo(window, scene, "approval-act");
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals(List.of(), session.calls, "Enter never approves");

      window.press(KeyCode.ENTER, false, true, false);
      assertEquals(
          "approve " + ID + " dana Read all three files. for PT168H",
          session.calls.stream().filter(call -> call.startsWith("approve")).findFirst().orElse(""));
      assertEquals(Step.RESULT, model.stepProperty().get());
      assertEquals("approval-cancel", focus(scene));
      window.press(KeyCode.ESCAPE, false, false, false);
      assertTrue(closed());
      assertEquals("inbox-table", focus(window.scene()), "the keys go back to where they were");
    }
  }

  @Test
  @DisplayName("Esc sets it aside; nothing was said")
  void setAside() {
    FakeSession session = full();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      inbox(window, "approval-needed:" + ID);
      session.calls.clear();
      window.press(KeyCode.ENTER, false, false, false);
      Scene scene = dialog().getScene();
      window.press(KeyCode.ESCAPE, false, false, false);
      assertTrue(closed());
      assertEquals(List.of(), session.calls);
    }
  }

  @Test
  @DisplayName("Executions, Z, Ctrl+Enter, Ctrl+Enter: a run is undone from the keyboard alone")
  void undone() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.press(KeyCode.DIGIT6, false, true, false);
      assertEquals(Place.EXECUTIONS, window.shell().model().placeProperty().get());
      TableView<ExecutionsRow> table = window.find("executions-table");
      assertTrue(Headless.call(table::isFocused));
      int at =
          Headless.call(
              () ->
                  table.getItems().stream()
                      .map(ExecutionsRow::key)
                      .toList()
                      .indexOf("EX-3b9e7c0c"));
      Headless.run(() -> table.getSelectionModel().clearAndSelect(0));
      for (int i = 0; i < at; i++) {
        window.press(KeyCode.DOWN, false, false, false);
      }
      session.calls.clear();
      window.press(KeyCode.Z, false, false, false);
      Scene scene = dialog().getScene();
      assertEquals("approval-cancel", focus(scene));
      window.press(KeyCode.ENTER, false, true, false);
      assertEquals(List.of(), session.calls, "seen first");
      window.press(KeyCode.ENTER, false, true, false);
      assertEquals(List.of("revert EX-3b9e7c0c dana"), session.calls);
      window.press(KeyCode.ESCAPE, false, false, false);
      assertTrue(closed());
      assertEquals(List.of("EX-3b9e7c0c-R"), window.shell().model().executions().list().selected());
    }
  }

  @Test
  @DisplayName("Space and Delete in the table leave files out; a dry run follows, Next hands it in")
  void leftOut() {
    FakeSession session = full();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.approval().open(ID));
      Scene scene = dialog().getScene();
      ApprovalViewModel model = window.shell().model().approval();
      Headless.run(() -> scene.lookup("#approval-items").requestFocus());
      window.press(KeyCode.SPACE, false, false, false);
      Headless.settle(() -> !model.busyProperty().get());
      assertEquals(
          Set.of("src/ingest/normalise.py"), model.review().exclusion().leftOutProperty().get());
      assertTrue(Headless.call(() -> scene.lookup("#approval-left-out").isVisible()));
      window.press(KeyCode.SPACE, false, false, false);
      window.press(KeyCode.DELETE, false, false, false);
      Headless.settle(() -> !model.busyProperty().get());
      assertEquals(1, model.review().exclusion().leftOutProperty().get().size());
      session.calls.clear();
      window.press(KeyCode.F5, false, false, false);
      Headless.settle(() -> !model.busyProperty().get());
      assertEquals(List.of("dryRun " + ID + " [src/ingest/normalise.py] dana"), session.calls);
      window.press(KeyCode.ENTER, false, true, false);
      assertEquals(Step.CONFIRM, model.stepProperty().get());
      window.press(KeyCode.ESCAPE, false, false, false);
      assertTrue(closed());
    }
  }

  @Test
  @DisplayName("Leaving a file out moves no button: Reject stays, and says what it waits for")
  void buttonsKeepTheirPlaces() {
    FakeSession session = full();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.approval().open(ID));
      Scene scene = dialog().getScene();
      ApprovalViewModel model = window.shell().model().approval();
      Headless.settle(() -> !model.busyProperty().get());
      List<String> before = Headless.call(() -> buttons(scene));
      assertTrue(before.getFirst().startsWith("approval-dry-run "), before.toString());
      window.act(
          each -> each.approval().review().exclusion().toggle(List.of("src/ingest/normalise.py")));
      Headless.settle(() -> !model.busyProperty().get());
      assertEquals(before, Headless.call(() -> buttons(scene)));
      assertEquals(
          "This choice of files was not handed in. Choose the files as they were to reject the"
              + " change.",
          Headless.call(() -> model.confirm().reject(question -> {}).whyNot().getValue()));
      window.press(KeyCode.ESCAPE, false, false, false);
      assertTrue(closed());
    }
  }

  /** Those that are seen, each with its left edge, from left to right. */
  private static List<String> buttons(Scene scene) {
    scene.getRoot().layout();
    return scene.lookup("#approval-dry-run").getParent().getChildrenUnmodifiable().stream()
        .filter(Node::isVisible)
        .map(each -> each.getId() + " " + Math.round(each.getBoundsInParent().getMinX()))
        .toList();
  }

  private static FakeSession forPictures() {
    FakeSession session = full();
    session.proposals.put("p", SampleProposals.permanent("p"));
    session.proposals.put(
        "s", SampleProposals.standing(SampleProposals.waiting("s"), Standing.POLICY_CHANGED, null));
    session.proposals.put("e", SampleProposals.edited("e"));
    session.proposals.put("d", SampleProposals.waiting("d"));
    return session;
  }

  private static List<Node> scrolled(String id) {
    return Headless.call(
        () ->
            Window.getWindows().stream()
                .flatMap(window -> window.getScene().getRoot().lookupAll("#" + id).stream())
                .flatMap(list -> list.lookupAll(".scroll-bar").stream())
                .filter(Node::isVisible)
                .toList());
  }

  /** Every stage in turn; the buttons must be on screen in each. */
  private static void stages(ConsoleWindow window, FakeSession session, String name) {
    ApprovalViewModel model = window.shell().model().approval();
    for (String id : List.of("s", "e", "p")) {
      window.act(each -> each.approval().open(id));
      shot("approval-" + name + "-" + id);
      if (id.equals("p")) {
        window.act(each -> each.approval().review().next().run());
        shot("approval-" + name + "-2-confirm");
        assertEquals(List.of(), scrolled("approval-permanent"), "each is listed, in full");
      }
      window.act(each -> each.approval().close());
    }
    window.act(each -> each.approval().open("d"));
    window.act(each -> each.approval().review().exclusion().toggle(List.of("src/ingest/color.py")));
    Headless.settle(() -> !model.busyProperty().get());
    window.act(each -> each.approval().review().dryRun().run());
    Headless.settle(() -> !model.busyProperty().get());
    shot("approval-" + name + "-1-review");
    session.duringRun =
        () -> {
          session.bus.publish(new ExecutionEvent.Changed(SampleData.running("EX-0a17c3d9")));
          int number = 0;
          for (String step : List.of("lock", "validate", "checksum", "backup", "apply")) {
            boolean last = step.equals("apply");
            session.bus.publish(
                new ExecutionEvent.StepChanged(
                    "EX-0a17c3d9",
                    new ExecutionDetail.Step(
                        number++,
                        step,
                        last ? "running" : "completed",
                        last ? null : 0.02,
                        null,
                        null)));
          }
          session.bus.publish(
              new ExecutionEvent.Progressed(
                  "EX-0a17c3d9",
                  new ExecutionProgress(
                      "src/ingest/normalise.py", 1, 0, 2, 2_140, 3_912, Duration.ofSeconds(12))));
          Headless.run(() -> {});
          shot("approval-" + name + "-3-run");
          assertTrue(model.run().figures().getValue().contains("time left 15 s"));
        };
    window.act(each -> each.approval().review().next().run());
    window.act(
        each -> each.approval().confirm().notesProperty().set("Read the two files that remain."));
    window.act(each -> each.approval().confirm().actAndRun().run());
    Headless.settle(() -> model.stepProperty().get() == Step.RESULT);
    shot("approval-" + name + "-4-result");
    window.act(each -> each.approval().close());
  }

  private static void shot(String name) {
    Scene scene = dialog().getScene();
    ConsoleWindow.picture(scene, name);
    Node cancel = Headless.call(() -> scene.lookup("#approval-cancel"));
    assertTrue(
        Headless.call(
            () -> cancel.localToScene(cancel.getBoundsInLocal()).getMaxY() <= scene.getHeight()),
        name + ": the buttons are on screen");
  }

  @Test
  @DisplayName("With twice the text each file tells what is done to it and its way back")
  void withTwiceTheTextNothingOfAFileIsLost() {
    FakeSession session = forPictures();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 2)) {
      window.act(model -> model.approval().open("d"));
      Headless.settle(() -> !window.shell().model().approval().busyProperty().get());
      Scene scene = dialog().getScene();
      TableView<?> items = (TableView<?>) Headless.call(() -> scene.lookup("#approval-items"));
      assertEquals(
          List.of("included", "operation", "path", "lines", "state", "way-back"),
          Headless.call(
              () ->
                  items.getVisibleLeafColumns().stream()
                      .map(column -> column.getId().replace("approval-column-", ""))
                      .toList()));
      double bottom = Headless.call(() -> items.localToScene(items.getLayoutBounds()).getMaxY());
      long whole =
          Headless.call(
              () ->
                  items.lookupAll(".table-row-cell").stream()
                      .filter(row -> row instanceof IndexedCell<?> cell && !cell.isEmpty())
                      .filter(row -> row.localToScene(row.getLayoutBounds()).getMaxY() <= bottom)
                      .count());
      assertEquals(3, whole, "files in whole");
      window.act(model -> model.approval().close());
    }
  }

  @Test
  @DisplayName("With twice the text the field that has the keys is in sight, with what it asks for")
  void whatHasTheKeysIsInSight() {
    FakeSession session = forPictures();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 640, 2)) {
      window.act(model -> model.approval().open("p"));
      window.act(model -> model.approval().review().next().run());
      Scene scene = dialog().getScene();
      for (String id : List.of("#approval-notes", "#approval-typed")) {
        Headless.run(() -> scene.lookup(id).requestFocus());
        Headless.settle(() -> isInSight(scene, id));
        assertTrue(Headless.call(() -> isInSight(scene, id)), id);
      }
      window.act(model -> model.approval().close());
    }
  }

  @Test
  @DisplayName(
      "What cannot come back is in sight as a whole beside what is typed, whatever scrolls")
  void whatIsPermanentIsAlwaysInSight() {
    for (int height : List.of(800, 640)) {
      FakeSession session = forPictures();
      try (ConsoleWindow window = ConsoleWindow.open(session, 1280, height, 2)) {
        window.act(model -> model.approval().open("p"));
        window.act(model -> model.approval().review().next().run());
        Scene scene = dialog().getScene();
        for (String id : List.of("approval-cancel", "approval-notes", "approval-typed")) {
          Headless.run(() -> scene.lookup("#" + id).requestFocus());
          ConsoleWindow.picture(scene, "approval-permanent-" + height + "-" + id);
          for (String whole : List.of("#approval-lasting", "#approval-permanent")) {
            assertTrue(Headless.call(() -> isWhole(scene, whole)), whole + " with " + id);
          }
          assertEquals(List.of(), scrolled("approval-permanent"), "each is listed, in full");
        }
        Headless.run(() -> scene.lookup("#approval-notes").requestFocus());
        Headless.settle(() -> isWithin(scene, "#approval-confirm-scroll", "#approval-notes"));
        assertTrue(
            Headless.call(() -> isWithin(scene, "#approval-confirm-scroll", "#approval-notes")));
        window.act(model -> model.approval().close());
      }
    }
  }

  /** Nothing of it is pressed together, and nothing lies outside the stage it belongs to. */
  private static boolean isWhole(Scene scene, String id) {
    Region part = (Region) scene.lookup(id);
    return isWithin(scene, "#approval-confirm", id)
        && part.getHeight() >= part.prefHeight(part.getWidth());
  }

  private static boolean isWithin(Scene scene, String outer, String inner) {
    Node place = scene.lookup(outer);
    Node part = scene.lookup(inner);
    return place
        .localToScene(place.getLayoutBounds())
        .contains(part.localToScene(part.getLayoutBounds()));
  }

  /** The field and the label above it. */
  private static boolean isInSight(Scene scene, String id) {
    Node place = scene.lookup("#approval-confirm");
    Node box = scene.lookup(id).getParent();
    return place
        .localToScene(place.getLayoutBounds())
        .contains(box.localToScene(box.getLayoutBounds()));
  }

  @Test
  @DisplayName("Pictures: every stage, light and dark, in a low window, and with twice the text")
  void looks() {
    FakeSession light = forPictures();
    try (ConsoleWindow window = ConsoleWindow.open(light, 1280, 800, 1)) {
      stages(window, light, "light");
    }
    FakeSession dark = forPictures();
    try (ConsoleWindow window = ConsoleWindow.open(dark, 1280, 640, 1)) {
      window.act(model -> model.screen().appearance().switchLook());
      stages(window, dark, "dark");
    }
    FakeSession large = forPictures();
    try (ConsoleWindow window = ConsoleWindow.open(large, 1280, 640, 2)) {
      stages(window, large, "large");
      assertFalse(window.shell().model().approval().openProperty().get());
    }
  }
}
