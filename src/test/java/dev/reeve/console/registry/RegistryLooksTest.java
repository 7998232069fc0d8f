package dev.reeve.console.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.shell.Place;
import dev.reeve.console.shell.ShellViewModel;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.workspace.EngineException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
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
