package dev.reeve.console.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.SampleProposals;
import dev.reeve.console.shell.Theme;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Item;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has the room of the dialog where there is little of it. */
final class ApprovalRoomTest {
  /** Higher than one of the usual size. */
  private static final double LINE = 30;

  private static FakeSession session() {
    FakeSession session = SampleData.session();
    SampleData.inbox(session);
    session.proposals.clear();
    session.proposals.put("d", SampleProposals.waiting("d"));
    session.proposals.put("p", SampleProposals.permanent("p"));
    return session;
  }

  private static Scene dialog(ConsoleWindow window, String decision) {
    window.act(model -> model.approval().open(decision));
    Headless.settle(() -> !window.shell().model().approval().busyProperty().get());
    window.settle();
    return Headless.call(
        () ->
            Window.getWindows().stream()
                .filter(each -> each instanceof Stage && each.isShowing())
                .map(Window::getScene)
                .filter(scene -> scene.lookup("#approval") != null)
                .reduce((one, later) -> later)
                .orElseThrow());
  }

  private static Bounds place(Scene scene, String id) {
    Node node = scene.lookup(id);
    return node.localToScene(node.getLayoutBounds());
  }

  @Test
  @DisplayName("In a low window three files are seen in whole before the difference has the rest")
  void theFilesComeBeforeTheDifference() {
    try (ConsoleWindow window = ConsoleWindow.open(session(), 1280, 640, 1)) {
      Scene scene = dialog(window, "d");
      Headless.settle(() -> scene.getHeight() < 640); // it follows the window
      Headless.run(
          () -> {
            TableView<?> items = (TableView<?>) scene.lookup("#approval-items");
            double bottom = place(scene, "#approval-items").getMaxY();
            long whole =
                items.lookupAll(".table-row-cell").stream()
                    .filter(row -> row instanceof IndexedCell<?> cell && !cell.isEmpty())
                    .filter(row -> row.localToScene(row.getLayoutBounds()).getMaxY() <= bottom)
                    .count();
            assertEquals(3, whole);
            assertTrue(place(scene, "#approval-diff").getHeight() >= 100, "and the difference too");
          });
      window.act(model -> model.approval().close());
    }
  }

  @Test
  @DisplayName("The menu beside a button that cannot be pressed looks as that button does")
  void theMenuLooksDisabled() {
    try (ConsoleWindow window = ConsoleWindow.open(session(), 1280, 800, 1)) {
      Scene scene = dialog(window, "p");
      window.act(model -> model.approval().review().next().run());
      assertFalse(window.shell().model().approval().confirm().act().enabled());
      Headless.run(
          () -> {
            for (int layer = 0; layer < 2; layer++) {
              assertEquals(
                  fill(scene, "#approval-act", layer).getFill(),
                  fill(scene, "#approval-more", layer).getFill());
            }
          });
      window.act(model -> model.approval().close());
    }
  }

  private static BackgroundFill fill(Scene scene, String id, int layer) {
    return ((Region) scene.lookup(id)).getBackground().getFills().get(layer);
  }

  @Test
  @DisplayName("With twice the text what is permanent leaves room for how long the word is good")
  void theRationaleGivesWay() {
    try (ConsoleWindow window = ConsoleWindow.open(session(), 1280, 760, 2)) {
      Scene scene = dialog(window, "p");
      window.act(model -> model.approval().review().next().run());
      Headless.settle(() -> place(scene, "#approval-sentence").getHeight() > LINE);
      Headless.run(
          () ->
              assertTrue(
                  place(scene, "#approval-confirm-scroll")
                      .contains(place(scene, "#approval-validities")),
                  place(scene, "#approval-validities").toString()));
      window.act(model -> model.approval().close());
    }
  }

  @Test
  @DisplayName("Files that have no room any more have a scroll bar, until they have room again")
  void moreFilesThanRoom() {
    FakeSession session = session();
    Proposal few = session.proposals.get("d");
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 640, 1)) {
      Scene scene = dialog(window, "d");
      Headless.settle(() -> isWhole(scene));
      for (int files : new int[] {40, 3, 40}) {
        session.proposals.put("d", files == 3 ? few : withFiles(few, files));
        window.act(model -> model.approval().open("d"));
        Headless.settle(() -> isWhole(scene) == (files == 3));
      }
      window.act(model -> model.approval().close());
    }
  }

  private static Proposal withFiles(Proposal was, int files) {
    Item like = was.items().getFirst();
    List<Item> items =
        IntStream.range(0, files)
            .mapToObj(
                i ->
                    new Item(
                        like.operation(),
                        "src/ingest/part" + i + ".py",
                        null,
                        like.beforeHash(),
                        like.afterHash(),
                        like.linesAdded(),
                        like.linesRemoved(),
                        like.diff(),
                        like.restorable(),
                        null,
                        null))
            .toList();
    return SampleProposals.with(was, items, was.words(), was.standing(), null, null);
  }

  private static boolean isWhole(Scene scene) {
    return scene
        .lookup("#approval-items")
        .getPseudoClassStates()
        .contains(PseudoClass.getPseudoClass("whole"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @DisplayName("Files that all have room have no scroll bar, also once the look was changed")
  void noNeedlessScrollBar(int files) {
    FakeSession session = session();
    Set<String> leftOut =
        files == 3 ? Set.of() : Set.of("src/ingest/color.py", "src/ingest/normalise.py");
    session.proposals.put(
        "d", SampleProposals.without(SampleProposals.waiting("d"), null, leftOut));
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      Scene scene = dialog(window, "d");
      for (boolean dark : new boolean[] {true, false, true}) {
        Headless.run(() -> Theme.apply(scene, dark, 1));
        window.settle();
        ConsoleWindow.picture(scene, "approval-bar-" + files + dark);
        Headless.run(
            () ->
                assertFalse(
                    scene.lookup("#approval-items").lookupAll(".scroll-bar").stream()
                        .anyMatch(Node::isVisible)));
      }
      window.act(model -> model.approval().close());
    }
  }
}
