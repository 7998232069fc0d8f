package dev.reeve.console.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Drawer;
import dev.reeve.console.shell.Theme;
import java.util.List;
import java.util.Locale;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** A way through the Registry pane without a mouse. */
final class RegistryKeyboardTest {
  private static String focused(ConsoleWindow window) {
    return Headless.call(
        () -> {
          Node owner = window.scene().getFocusOwner();
          return owner == null ? "" : String.valueOf(owner.getId());
        });
  }

  /** Tab until the node has the focus; it must be reached by it. */
  private static void tabTo(ConsoleWindow window, String id) {
    for (int i = 0; i < 60 && !focused(window).equals(id); i++) {
      window.press(KeyCode.TAB, false, false, false);
    }
    assertEquals(id, focused(window));
  }

  @Test
  void theKeyboardAloneFindsADocumentValidatesAndBuilds() {
    FakeSession session = SampleData.session();
    String wanted = session.records.get(20).docId();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.press(KeyCode.DIGIT8, false, true, false);
      window.press(KeyCode.F, false, true, false);
      assertEquals("registry-filter", focused(window));
      window.type(wanted);
      TableView<RegistryRow> table = window.find("registry-table");
      assertEquals(1, Headless.call(() -> table.getItems().size()));
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals(1, window.shell().model().registry().records().list().selected().size());
      assertEquals("registry-table", focused(window));
      window.press(KeyCode.F6, false, false, false);
      assertEquals("registry-drawer", focused(window));
      Drawer drawer = window.find("registry-drawer");
      assertTrue(
          Headless.call(
              () ->
                  drawer.lookupAll(".label").stream()
                      .anyMatch(
                          node ->
                              node instanceof Label label
                                  && label.getText().contains(session.records.get(20).path()))));
      window.picture("registry-found");

      session.calls.clear();
      window.press(KeyCode.F5, false, false, false);
      assertTrue(session.calls.contains("validate false"));

      tabTo(window, "registry-tab-generators");
      window.press(KeyCode.SPACE, false, false, false);
      assertEquals(RegistryTab.GENERATORS, window.shell().model().registry().tabProperty().get());
      window.press(KeyCode.F, false, true, false);
      assertEquals("generators-filter", focused(window));
      window.type("state:stale");
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals("generators-table", focused(window));
      assertEquals(
          "state:stale",
          window.shell().model().registry().generators().list().filterProperty().get());
      window.press(KeyCode.D, false, false, false);
      assertTrue(window.<Node>find("drawer-lines").isVisible());
      window.picture("generators-difference");
      window.press(KeyCode.B, false, false, false);
      assertTrue(session.calls.contains("build [GEN-000001]"), session.calls.toString());
    }
  }

  @Test
  void aCompletionIsTakenOnlyWhenItIsChosen() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.press(KeyCode.DIGIT8, false, true, false);
      window.press(KeyCode.F, false, true, false);
      TextField filter = window.find("registry-filter");
      window.type("kind:e");
      window.press(KeyCode.DOWN, false, false, false);
      assertEquals("registry-filter", focused(window), "Down goes through the completions first");
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals("kind:entity", Headless.call(filter::getText));
      window.press(KeyCode.DOWN, false, false, false);
      assertEquals("registry-table", focused(window));
      assertEquals(1, window.shell().model().registry().records().list().selected().size());

      window.press(KeyCode.F, false, true, false);
      Headless.run(filter::clear);
      window.type("kind:e");
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals("kind:e", Headless.call(filter::getText), "nothing was chosen");
    }
  }

  @Test
  void theUpgradeOfferAndARefusedWriteStandAboveTheTabs() {
    FakeSession session = SampleData.session();
    session.desk.outcome = "CAS_PRECONDITION_FAILED";
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.press(KeyCode.DIGIT8, false, true, false);
      Label offer = window.find("registry-upgrade-text");
      assertTrue(Headless.call(offer::getText).startsWith("The registry is version 2.1.0;"));
      window.act(model -> model.registry().upgrade().command((question, yes) -> yes.run()).run());
      Label conflict = window.find("registry-conflict-text");
      assertTrue(Headless.call(conflict::getText).contains("Your change was not written."));
      window.picture("registry-conflict");
      session.desk.version = "2.2.0";
      ButtonBase close = window.find("registry-conflict-close");
      Headless.run(() -> close.fireEvent(new ActionEvent()));
      window.act(model -> model.registry().refresh());
      assertFalse(Headless.call(offer::isVisible) && offer.getParent().isVisible());
      assertFalse(conflict.getParent().isVisible());
    }
  }

  @Test
  void everyTabIsLaidOutAlikeInLightAndDark() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.press(KeyCode.DIGIT8, false, true, false);
      for (RegistryTab tab : RegistryTab.values()) {
        window.act(model -> model.registry().tabProperty().set(tab));
        window.act(model -> select(model.registry(), tab));
        List<String> light = shot(window, false, tab);
        assertEquals(light, shot(window, true, tab), tab.name());
      }
    }
  }

  private static void select(RegistryViewModel model, RegistryTab tab) {
    switch (tab) {
      case RECORDS -> ConsoleWindow.first(model.records().list());
      case FINDINGS -> ConsoleWindow.first(model.findings().list());
      case BACKUPS -> ConsoleWindow.first(model.backups().list());
      case GENERATORS -> ConsoleWindow.first(model.generators().list());
    }
  }

  private static List<String> shot(ConsoleWindow window, boolean dark, RegistryTab tab) {
    Headless.run(() -> Theme.apply(window.scene(), dark, 1));
    window.settle();
    window.picture("registry-" + tab.name().toLowerCase(Locale.ROOT) + (dark ? "-dark" : "-light"));
    return window.visible().stream()
        .filter(node -> node.getId() != null)
        .map(
            node ->
                node.getId() + " " + Headless.call(() -> node.localToScene(node.getLayoutBounds())))
        .toList();
  }
}
