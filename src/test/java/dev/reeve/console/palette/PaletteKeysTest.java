package dev.reeve.console.palette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.layout.SavedViews;
import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.registry.RegistryTab;
import dev.reeve.console.shell.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The palette by the keyboard alone, in a window. */
final class PaletteKeysTest {
  private static List<PaletteEntry> found(ConsoleWindow window) {
    ListView<PaletteEntry> list = window.find("palette-list");
    return Headless.call(() -> List.copyOf(list.getItems()));
  }

  private static void type(ConsoleWindow window, String text) {
    TextField field = window.find("palette-field");
    assertTrue(Headless.call(field::isFocused));
    Headless.run(() -> field.setText(text));
    window.settle();
  }

  @Test
  void ctrlKFindsAThingAndEnterGoesThere() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.press(KeyCode.K, false, true, false);
      ListView<PaletteEntry> list = window.find("palette-list");
      assertEquals(0, Headless.call(() -> list.getSelectionModel().getSelectedIndex()));
      window.picture("palette");
      type(window, "#EX-3b9e");
      window.picture("palette-id");
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals(Place.EXECUTIONS, window.shell().model().placeProperty().get());
      assertEquals(List.of("EX-3b9e7c0c"), window.shell().model().executions().list().selected());
    }
  }

  @Test
  @DisplayName("An empty palette begins with the panes and what the pane on show can do now")
  void beginsWithWhatCanBeDone() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(Place.LINKS));
      window.press(KeyCode.K, false, true, false);
      List<PaletteEntry> first = found(window);
      assertEquals(
          Place.values().length,
          first.stream().takeWhile(each -> each.kind() == PaletteEntry.Kind.PANE).count());
      assertTrue(first.stream().allMatch(PaletteEntry::enabled), first.toString());
      String here = first.getLast().where();
      assertTrue(
          first.stream().skip(Place.values().length).allMatch(each -> each.where().equals(here)));
      assertTrue(first.stream().noneMatch(each -> each.name().startsWith("Accept candidate")));
      type(window, "accept candidate 3");
      assertEquals("Accept candidate 3", found(window).getFirst().name());
    }
  }

  @Test
  @DisplayName("A document is found by its record's ID, which errors and drawers name")
  void aRecordByItsId() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      String record =
          Headless.call(
              () ->
                  window.shell().model().registry().records().list().rows().all().stream()
                      .map(row -> row.snapshot().record())
                      .filter(each -> each.docId() != null)
                      .findFirst()
                      .orElseThrow()
                      .key());
      window.press(KeyCode.K, false, true, false);
      type(window, record);
      assertEquals(record, found(window).getFirst().also());
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals(Place.REGISTRY, window.shell().model().placeProperty().get());
      assertEquals(List.of(record), window.shell().model().registry().records().list().selected());
    }
  }

  @Test
  @DisplayName("What panes with tabs are about is found by the words that people have for it")
  void theWordsForTabs() {
    Map<String, String> wanted =
        Map.of(
            "stuck", "Jobs",
            "jobs", "Jobs",
            "lock", "Locks",
            "locks", "Locks",
            "release lock", "Locks",
            "findings", "Findings",
            "finding", "Findings",
            "restore backup", "Backups",
            "dead letters", "Dead letters");
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      wanted.forEach(
          (words, name) -> {
            window.press(KeyCode.K, false, true, false);
            type(window, words);
            assertEquals(name, found(window).getFirst().name(), words);
            window.press(KeyCode.ESCAPE, false, false, false);
          });
      window.press(KeyCode.K, false, true, false);
      type(window, "stuck lock");
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals(QueueTab.LOCKS, window.shell().model().queueTabProperty().get());
      window.press(KeyCode.K, false, true, false);
      type(window, "dead letters");
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals(Place.QUEUE, window.shell().model().placeProperty().get());
      assertEquals(QueueTab.JOBS, window.shell().model().queueTabProperty().get());
      assertEquals("state:dead", window.shell().model().queue().list().filterProperty().get());
      window.press(KeyCode.K, false, true, false);
      type(window, "finding");
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals(Place.REGISTRY, window.shell().model().placeProperty().get());
      assertEquals(RegistryTab.FINDINGS, window.shell().model().registry().tabProperty().get());
    }
  }

  @Test
  void escClosesItAndTheKeysGoBackToTheTable() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      TableView<?> table = window.find("queue-table");
      Headless.run(table::requestFocus);
      window.press(KeyCode.P, true, true, false);
      type(window, "/docs");
      window.press(KeyCode.ESCAPE, false, false, false);
      assertTrue(Headless.call(table::isFocused));
      assertFalse(window.visible().stream().anyMatch(node -> "palette-field".equals(node.getId())));
    }
  }

  @Test
  void aCommandOfAHiddenPaneComesOnScreenAndRuns() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(Place.REGISTRY));
      window.press(KeyCode.K, false, true, false);
      type(window, ">pause queue");
      window.press(KeyCode.ENTER, false, false, false);
      assertTrue(session.paused);
      assertEquals(Place.QUEUE, window.shell().model().placeProperty().get());
    }
  }

  @Test
  void aDisabledCommandSaysWhyInItsRow() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.press(KeyCode.K, false, true, false);
      type(window, ">retry now");
      window.picture("palette-why-not");
      PaletteEntry entry = found(window).getFirst();
      assertEquals("Nothing is selected.", entry.whyNot());
      window.press(KeyCode.ENTER, false, false, false);
      assertNotNull(window.find("palette-field"));
    }
  }

  /** Its words without the key that some say behind them. */
  private static String name(ButtonBase button) {
    return Headless.call(button::getText).replaceFirst("  \\S+$", "");
  }

  @Test
  @DisplayName("Every button of every pane that does something is in the palette by its name")
  void everyActionIsReachable() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      TreeSet<String> buttons = new TreeSet<>();
      for (Place place : Place.values()) {
        window.act(model -> model.placeProperty().set(place));
        window.visible().stream()
            .filter(node -> node instanceof Button button && own(button))
            .forEach(node -> buttons.add(name((ButtonBase) node)));
      }
      window.press(KeyCode.K, false, true, false);
      type(window, ">");
      List<String> names = found(window).stream().map(PaletteEntry::name).toList();
      buttons.removeAll(names);
      assertEquals(new TreeSet<>(), buttons);
      assertTrue(names.contains("Revert…") && names.contains("Release…"), names.toString());
    }
  }

  /** Not part of the window's frame, of a field, or of the list that waits. */
  private static boolean own(Button button) {
    String id = String.valueOf(button.getId());
    return !id.startsWith("shell-")
        && !id.startsWith("status-")
        && !id.startsWith("toast-")
        && !id.startsWith("settings-")
        && !button.getStyleClass().contains("pill")
        && button.getParent() != null
        && !button.getStyleClass().contains("increment-button")
        && button.getText() != null
        && !button.getText().isBlank();
  }

  @Test
  void theSheetOfKeysShowsThePanesOwnFirst() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      TableView<?> table = window.find("queue-table");
      Headless.run(table::requestFocus);
      window.type("?");
      window.picture("keys");
      ListView<?> keys = window.find("keys-list");
      assertTrue(
          Headless.call(
              () -> keys.getItems().stream().anyMatch(l -> l.toString().startsWith("R="))));
      window.press(KeyCode.ESCAPE, false, false, false);
      assertTrue(Headless.call(table::isFocused));
    }
  }

  @Test
  void aSavedViewIsFoundAndSetsTheFilter() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.act(
          model ->
              model
                  .savedViewsProperty()
                  .get()
                  .save("queue-table", new SavedViews.View("my retries", "state:retry")));
      window.act(model -> model.placeProperty().set(Place.REGISTRY));
      window.press(KeyCode.K, false, true, false);
      type(window, "my retries");
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals(Place.QUEUE, window.shell().model().placeProperty().get());
      assertEquals("state:retry", window.shell().model().queue().list().filterProperty().get());
      window.press(KeyCode.K, false, true, false);
      type(window, "forget my retries");
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals(List.of(), window.shell().model().savedViewsProperty().get().of("queue-table"));
    }
  }

  @Test
  void ctrlShiftLPausesThePaneAndTheSwitchSaysSinceWhen() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.press(KeyCode.L, true, true, false);
      ToggleButton live = window.find("queue-filter-live");
      assertTrue(Headless.call(live::getText).startsWith("Paused "), live.getText());
      window.picture("paused");
      window.press(KeyCode.L, true, true, false);
      assertEquals("Live", Headless.call(live::getText));
    }
  }

  @Test
  void ctrlShiftNListsWhatWasSaid() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 640, 1)) {
      window.act(
          model -> {
            for (int i = 1; i <= 9; i++) {
              model.screen().notices().say("3 jobs were requeued with attempts set to 0. " + i);
            }
          });
      window.picture("toast-folded");
      window.press(KeyCode.N, true, true, false);
      window.picture("notices");
      ListView<?> list = window.find("notices-list");
      assertEquals(9, Headless.call(() -> list.getItems().size()));
      window.press(KeyCode.ESCAPE, false, false, false);
      assertFalse(window.visible().stream().anyMatch(node -> "notices-list".equals(node.getId())));
    }
  }
}
