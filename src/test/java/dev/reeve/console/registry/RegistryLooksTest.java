package dev.reeve.console.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Drawer;
import dev.reeve.console.fx.NodeTree;
import dev.reeve.console.fx.Nodes;
import dev.reeve.console.shell.Place;
import dev.reeve.console.shell.ShellViewModel;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.RecordWrite;
import dev.reeve.engine.workspace.EngineException;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;

/** Where the parts of the Registry pane lie, in a window. */
final class RegistryLooksTest {
  private static void generators(ShellViewModel model) {
    model.placeProperty().set(Place.REGISTRY);
    model.registry().tabProperty().set(RegistryTab.GENERATORS);
  }

  private static Bounds at(ConsoleWindow window, String id) {
    Node node = window.find(id);
    return Headless.call(() -> node.localToScene(node.getLayoutBounds()));
  }

  @Test
  void atTwiceTheTextATableWithoutRowsBelowAnErrorEndsAboveTheStatusBar() {
    FakeSession session = SampleData.session();
    session.desk.generators.clear();
    session.heldPlans.add(new HeldPlan("docs", "ab12", "MASS_REMOVAL_HELD", 25, SampleData.NOW));
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 2)) {
      window.act(RegistryLooksTest::generators);
      session.failure =
          EngineException.of(EngineException.Kind.UNAVAILABLE, "STORE_BUSY", "Nothing was read.")
              .with(
                  "What was read before stays as it is; nothing was changed.",
                  "Close the other program, or wait until it is done, then try again.");
      window.act(model -> model.registry().refresh());
      window.settle();
      window.picture("registry-generators-stale-200");
      assertTrue(
          at(window, "generators-table").getMaxY() <= at(window, "shell-status").getMinY(),
          at(window, "generators-table") + " / " + at(window, "shell-status"));
      Label words =
          (Label)
              window.visible().stream()
                  .filter(
                      node -> node instanceof Label each && each.getText().startsWith("No gener"))
                  .findFirst()
                  .orElseThrow();
      assertEquals(
          Headless.call(words::getText),
          Headless.call(() -> ((Text) words.lookup(".text")).getText()),
          "nothing of it is cut");
      assertTrue(
          at(window, "generators-command").getMaxY() < at(window, "generators-table").getMaxY() - 4,
          at(window, "generators-command") + " / " + at(window, "generators-table"));
    }
  }

  private static void backups(ConsoleWindow window) {
    window.act(
        model -> {
          model.placeProperty().set(Place.REGISTRY);
          model.registry().tabProperty().set(RegistryTab.BACKUPS);
        });
    window.act(model -> ConsoleWindow.first(model.registry().backups().list()));
  }

  @Test
  void theDrawerShowsTheWholePathOfABackupInLinesThatEndBehindFolders() {
    FakeSession session = SampleData.session();
    String path = session.backups.getFirst().file().toString();
    for (int height : new int[] {800, 640}) {
      try (ConsoleWindow window = ConsoleWindow.open(session, 1280, height, 1)) {
        backups(window);
        Label file =
            (Label)
                window.visible().stream()
                    .filter(node -> node instanceof Label && path.equals(node.getAccessibleText()))
                    .findFirst()
                    .orElseThrow();
        String shown = Headless.call(() -> ((Text) file.lookup(".text")).getText());
        assertEquals(path, shown.replace("\n", ""), "nothing of it is cut");
        assertTrue(shown.contains("\n"), shown);
        assertTrue(shown.lines().limit(shown.lines().count() - 1).allMatch(e -> e.endsWith("/")));
        assertTrue(Headless.call(() -> file.prefHeight(file.getWidth()) <= file.getHeight() + 1));
      }
    }
  }

  @Test
  void aRecordAsItStandsInItsFileShowsHashesInGroupsAndTellsThemAsTheyAre() {
    FakeSession session = SampleData.session();
    for (double scale : new double[] {1, 2}) {
      try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, scale)) {
        window.act(model -> model.placeProperty().set(Place.REGISTRY));
        window.act(model -> ConsoleWindow.first(model.registry().records().list()));
        Drawer drawer = (Drawer) window.scene().lookup("#registry-drawer");
        Headless.run(() -> drawer.openPage(1));
        window.settle();
        Labeled line =
            Headless.call(
                () ->
                    drawer.lookupAll(".line-cell").stream()
                        .filter(each -> each instanceof Labeled)
                        .map(Labeled.class::cast)
                        .filter(each -> each.getText() != null)
                        .filter(each -> each.getText().startsWith("sha256: "))
                        .findFirst()
                        .orElseThrow());
        String shown = Headless.call(line::getText);
        assertTrue(shown.matches("sha256: ([0-9a-f]{4} ){15}[0-9a-f]{4}"), shown);
        String told = Headless.call(line::getAccessibleText);
        assertTrue(told.matches("sha256: [0-9a-f]{64}"), told);
        assertTrue(
            Headless.call(() -> scale < 2 ? tellsWhy(drawer) : tellsItsState(drawer)),
            "also above a page");
      }
    }
  }

  private static boolean tellsWhy(Drawer drawer) {
    return Nodes.inScene(drawer.lookup("#drawer-scroll"))
        .contains(Nodes.inScene(drawer.lookup("#drawer-why")));
  }

  /** Above what scrolls, and why beside its tabs. */
  private static boolean tellsItsState(Drawer drawer) {
    Bounds scroll = Nodes.inScene(drawer.lookup("#drawer-scroll"));
    return NodeTree.isShown(drawer.lookup("#drawer-above-state .badge"))
        && Stream.of("why", "next")
            .map(line -> (Labeled) drawer.lookup("#drawer-beside-" + line))
            .allMatch(
                line ->
                    NodeTree.isShown(line)
                        && scroll.contains(Nodes.inScene(line))
                        && !line.getText().isEmpty()
                        && ((Text) line.lookup(".text")).getText().equals(line.getText()));
  }

  @Test
  void atTwiceTheTextAWriteIsNamedInFullAndTheFiguresOfItsBackupStandBelow() {
    FakeSession session = SampleData.session();
    String backup = session.backups.getFirst().name();
    String reason = "Describe runs/run-005/summary.txt";
    session.writes.replaceAll(
        each ->
            new RecordWrite(
                each.at(),
                each.patchId(),
                each.before(),
                each.after(),
                each.source(),
                backup.equals(each.backup()) ? reason : each.reason(),
                each.backup(),
                each.executionId()));
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 2)) {
      backups(window);
      TableView<?> table = window.find("backups-table");
      assertEquals(
          List.of("backups-column-time", "backups-column-state", "backups-column-before"),
          Headless.call(
              () -> table.getVisibleLeafColumns().stream().map(TableColumn::getId).toList()));
      assertTrue(
          Headless.call(
              () ->
                  table.lookupAll(".table-cell").stream()
                      .anyMatch(each -> each instanceof Labeled l && reason.equals(l.getText()))));
      String below = Headless.call(() -> ((Labeled) table.lookup(".folded-line")).getText());
      assertTrue(below.contains("Records: 25"), below);
      assertTrue(below.contains("Size: "), below);
    }
  }

  @Test
  void whereThereIsNoGeneratorACommandIsShownInItsOwnTypeAndNothingIsOfferedToBuild() {
    FakeSession session = SampleData.session();
    session.desk.generators.clear();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(RegistryLooksTest::generators);
      TextField command = window.find("generators-command");
      assertEquals("reeve registry apply FILE", Headless.call(command::getText));
      assertTrue(command.getStyleClass().contains("mono"));
      assertTrue(
          window.visible().stream().noneMatch(node -> "generators-build-all".equals(node.getId())));
      window.picture("registry-generators-none");
      window.act(model -> model.registry().generators().list().filterProperty().set("nothing"));
      assertFalse(command.isVisible(), "something else is missing then");
    }
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.act(RegistryLooksTest::generators);
      assertTrue(window.find("generators-build-all").isVisible());
    }
  }

  @Test
  void theRailAndTheTabSayHowManyFindingsThereAre() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.act(RegistryLooksTest::generators);
      ToggleButton tab = window.find("registry-tab-findings");
      Node place = window.find("rail-registry");
      Label badge = Headless.call(() -> (Label) place.lookup(".rail-badge"));
      assertEquals("Findings 5", Headless.call(tab::getText));
      assertEquals("5", Headless.call(badge::getText));
      assertTrue(badge.getStyleClass().contains("hue-bad"), "two of them are errors");
    }
  }

  @Test
  void theFiguresTakeOneLineAndTheHashSaysWhatItIs() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.act(RegistryLooksTest::generators);
      assertEquals(
          at(window, "registry-hash").getCenterY(),
          at(window, "registry-validation").getCenterY(),
          2);
      Label hash = window.find("registry-hash");
      assertFalse(Headless.call(() -> hash.getTooltip().getText()).isEmpty());
    }
  }
}
