package dev.reeve.console.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Appearance.Density;
import dev.reeve.console.fx.SearchField;
import dev.reeve.console.settings.Setting.Section;
import dev.reeve.console.shell.Place;
import dev.reeve.console.shell.ShellViewModel;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The Settings pane by the keyboard alone, in a window. */
final class SettingsKeysTest {
  private static void search(ConsoleWindow window, String text) {
    window.press(KeyCode.COMMA, false, true, false);
    window.press(KeyCode.F, false, true, false);
    TextField field = window.find("settings-search");
    assertTrue(Headless.call(field::isFocused));
    Headless.run(() -> field.setText(text));
    window.settle();
  }

  private static void focus(ConsoleWindow window, String id) {
    Node node = window.find(id);
    for (int i = 0; i < 30 && !Headless.call(node::isFocused); i++) {
      window.press(KeyCode.TAB, false, false, false);
    }
    assertTrue(Headless.call(node::isFocused), id + " is not reached by Tab");
  }

  @Test
  void aSettingIsFoundChangedAndResetWithoutTheMouse() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      search(window, "height of rows");
      assertEquals(Place.SETTINGS, window.shell().model().placeProperty().get());
      focus(window, "settings-density");
      ComboBox<String> box = window.find("settings-density");
      window.press(KeyCode.DOWN, false, false, false);
      assertEquals("COMFORTABLE", Headless.call(box::getValue));
      assertEquals(
          Density.COMFORTABLE,
          window.shell().model().screen().appearance().densityProperty().get());
      window.picture("settings-density");
      focus(window, "settings-density-reset");
      window.press(KeyCode.SPACE, false, false, false);
      assertEquals(
          Density.NORMAL, window.shell().model().screen().appearance().densityProperty().get());
      assertTrue(Headless.call(box::isFocused), "the keys are at what was put back");
    }
  }

  @Test
  void aRefusedValueSaysWithAnIconThatItIsNotSaved() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      search(window, "samples");
      TextField field = window.find("settings-window");
      Headless.run(() -> field.setText("90000"));
      window.settle();
      Label refused = window.find("settings-window-problem");
      assertEquals("Not saved. A whole number from 0 to 60,000", Headless.call(refused::getText));
      assertNotNull(Headless.call(refused::getGraphic));
    }
  }

  @Test
  @DisplayName("While a change waits to be saved, to save it is what is primary; of several, one")
  void aChangeThatWaitsIsPrimary() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      search(window, "watcher");
      assertEquals(List.of("settings-file"), primary(window));
      enter(window, "settings-window", "90000");
      assertEquals(List.of("settings-file"), primary(window), "it cannot be saved");
      enter(window, "settings-debounce", "800");
      assertEquals(List.of("settings-debounce-save"), primary(window));
      window.picture("settings-change");
      enter(window, "settings-window", "9000");
      assertEquals(1, primary(window).size(), () -> primary(window).toString());
      Button discard = window.find("settings-debounce-discard");
      Headless.run(discard::fire);
      window.settle();
      assertEquals(List.of("settings-window-save"), primary(window));
      Button save = window.find("settings-window-save");
      Headless.run(save::fire);
      window.settle();
      assertEquals(List.of("settings-file"), primary(window));
    }
  }

  private static void enter(ConsoleWindow window, String id, String text) {
    TextField field = window.find(id);
    Headless.run(() -> field.setText(text));
    window.settle();
  }

  private static List<String> primary(ConsoleWindow window) {
    return window.visible().stream()
        .filter(node -> node instanceof Button && node.getStyleClass().contains("primary"))
        .map(Node::getId)
        .toList();
  }

  private static void typeTextSize(ConsoleWindow window, String text) {
    TextField editor = window.find("settings-text-size-number");
    Headless.run(
        () -> {
          editor.requestFocus();
          editor.selectAll();
        });
    window.type(text);
  }

  private static int textSize(ConsoleWindow window) {
    Spinner<Integer> spinner = window.find("settings-text-size");
    return Headless.call(spinner::getValue);
  }

  @Test
  @DisplayName("A text size can be typed; one out of range is refused with the range said")
  void aNumberIsTyped() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      search(window, "text size");
      typeTextSize(window, "15");
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals(15, textSize(window));

      typeTextSize(window, "16");
      window.press(KeyCode.TAB, false, false, false);
      assertEquals(16, textSize(window), "leaving commits too");

      for (String refused : List.of("99", "3", "big", "999999999999")) {
        typeTextSize(window, refused);
        window.press(KeyCode.ENTER, false, false, false);
        assertEquals(16, textSize(window), refused);
        Label range = window.find("settings-text-size-range");
        assertEquals(
            "\u201c"
                + refused
                + "\u201d was not taken: a whole number from 11 to 26 is wanted. 16 stays in"
                + " force.",
            Headless.call(range::getText));
      }
      window.picture("settings-refused");
      typeTextSize(window, "13");
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals(13, textSize(window));
      assertTrue(
          window.visible().stream()
              .noneMatch(node -> "settings-text-size-range".equals(node.getId())));
    }
  }

  private static boolean isInSight(ConsoleWindow window, String id) {
    Node scroll = window.find("settings-scroll");
    Node node = window.find(id);
    return Headless.call(
        () -> {
          Bounds place = scroll.localToScene(scroll.getLayoutBounds());
          Bounds its = node.localToScene(node.getLayoutBounds());
          return its.getMinY() >= place.getMinY() - 1 && its.getMaxY() <= place.getMaxY() + 1;
        });
  }

  @Test
  void whereTheKeysAreIsInSightWithItsNameAndWhatItSays() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      search(window, "watcher");
      TextField refused = window.find("settings-window");
      TextField changed = window.find("settings-debounce");
      Headless.run(() -> refused.setText("90000"));
      Headless.run(changed::requestFocus);
      Headless.run(() -> changed.setText("800"));
      window.settle();
      window.picture("settings-change-200");
      for (String id : List.of("debounce", "debounce-change", "window-problem")) {
        assertTrue(isInSight(window, "settings-" + id), id);
      }
      Node row = Headless.call(changed::getParent);
      Label name = (Label) Headless.call(() -> row.lookup(".settings-words .label"));
      Headless.run(() -> name.setId("name-of-it"));
      assertTrue(isInSight(window, "name-of-it"));
      focus(window, "settings-assign");
      assertTrue(isInSight(window, "settings-assign"));
    }
  }

  @Test
  @DisplayName("The setting that a link points at is in sight, the first time and after scrolling")
  void whatIsPointedAtIsInSight() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 640, 2)) {
      String id = "validate";
      for (int time = 0; time < 2; time++) {
        window.act(model -> model.placeProperty().set(Place.QUEUE));
        window.act(model -> model.settings().point(Section.REGISTRY, id));
        window.act(model -> model.placeProperty().set(Place.SETTINGS));
        assertTrue(isInSight(window, "settings-" + id), "time " + time);
        window.picture("settings-pointed");
        ScrollPane scroll = window.find("settings-scroll");
        Headless.run(() -> scroll.setVvalue(0));
      }
      window.act(ShellViewModel::refresh);
      assertFalse(isInSight(window, "settings-" + id), "who scrolls on is not taken back");
    }
  }

  @Test
  void whereNothingWasEverReadRetryIsTheButtonToPress() {
    FakeSession session = SampleData.session();
    session.failure = new IllegalStateException("the disk is gone");
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.press(KeyCode.COMMA, false, true, false);
      window.picture("settings-error");
      Node strip = window.find("settings-problem");
      assertEquals(
          List.of("Retry"),
          Headless.call(
              () ->
                  strip.lookupAll(".button.primary").stream()
                      .filter(Node::isVisible)
                      .map(node -> ((Button) node).getText())
                      .toList()));
      Node pane = window.find("settings");
      assertTrue(pane.getPseudoClassStates().contains(PseudoClass.getPseudoClass("troubled")));
    }
  }

  @Test
  void whatIsSearchedForElsewhereTakesTheKeysToTheFieldWhichItsCrossEmpties() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      window.press(KeyCode.COMMA, false, true, false);
      ListView<Section> sections = window.find("settings-sections");
      Headless.run(sections::requestFocus);
      window.act(model -> model.settings().searchProperty().set("watcher"));
      SearchField field = window.find("settings-search");
      assertTrue(Headless.call(field::isFocused), "not at a list in which nothing is marked");
      assertTrue(Headless.call(() -> field.getRight().isVisible()));
      assertNotNull(Headless.call(field::getLeft));
      Headless.run(() -> field.setText(""));
      assertFalse(Headless.call(() -> field.getRight().isVisible()));
    }
  }

  @Test
  void aNumberIsShownWithItsThousandsSetApartOnceTheKeysLeaveIt() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      search(window, "samples");
      TextField field = window.find("settings-window");
      Headless.run(field::requestFocus);
      Headless.run(() -> field.setText("30000"));
      assertEquals("30000", Headless.call(field::getText), "nothing moves under the fingers");
      Headless.run(() -> window.scene().getRoot().requestFocus());
      window.settle();
      assertEquals("30,000", Headless.call(field::getText));
    }
  }

  @Test
  void aSaveThatIsRefusedLeavesTheKeysInTheField() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      search(window, "samples");
      TextField field = window.find("settings-window");
      Headless.run(
          () -> {
            field.requestFocus();
            field.setText("700");
            field.positionCaret(2);
          });
      session.failure = new IllegalStateException("the file is held");
      window.press(KeyCode.ENTER, false, false, false);
      assertNotNull(Headless.call(() -> window.shell().model().settings().problemProperty().get()));
      assertTrue(Headless.call(field::isFocused));
      assertEquals(2, Headless.call(field::getCaretPosition));
      window.act(model -> model.settings().problemProperty().set(null));
      assertTrue(Headless.call(field::isFocused));
    }
  }

  @Test
  void aSearchMarksNoSectionAndIsClearedByItsButton() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      search(window, "no such setting");
      ListView<Section> sections = window.find("settings-sections");
      assertNull(Headless.call(() -> sections.getSelectionModel().getSelectedItem()));
      Button clear = window.find("settings-clear");
      Headless.run(clear::fire);
      window.settle();
      assertEquals(
          Section.APPEARANCE, Headless.call(() -> sections.getSelectionModel().getSelectedItem()));
      search(window, "registry");
      Headless.run(() -> sections.getSelectionModel().select(Section.WATCHER));
      window.settle();
      assertEquals(
          Section.WATCHER, Headless.call(() -> sections.getSelectionModel().getSelectedItem()));
      TextField field = window.find("settings-search");
      assertEquals("", Headless.call(field::getText));
    }
  }

  @Test
  void thatNothingMatchesIsSaidOfWhatIsInTheFieldNow() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      search(window, "zq");
      window.type("x");
      TextField field = window.find("settings-search");
      String typed = Headless.call(field::getText);
      assertEquals(3, typed.length());
      assertTrue(
          window.visible().stream()
              .anyMatch(
                  node ->
                      node instanceof Label label
                          && label.getText().contains("\u201c" + typed + "\u201d")),
          typed);
    }
  }

  @Test
  void theButtonThatClearsTheSearchLeavesTheKeysToThePaneAndToNoOtherButton() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      Button strip = new Button("Reset sample");
      Headless.run(
          () -> {
            Parent shell = window.scene().getRoot();
            window.scene().setRoot(new VBox());
            window.scene().setRoot(new VBox(shell, strip));
          });
      search(window, "no such setting");
      focus(window, "settings-clear");
      window.press(KeyCode.SPACE, false, false, false);
      ListView<Section> sections = window.find("settings-sections");
      assertTrue(Headless.call(sections::isFocused));
      window.press(KeyCode.TAB, false, false, false);
      assertFalse(Headless.call(sections::isFocused), "Tab goes on from there");
    }
  }

  @Test
  void theFilesAreReadAnewWhenThePaneIsOpened() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      session.settings.put("watch.window_ms", 70L);
      window.press(KeyCode.COMMA, false, true, false);
      window.act(model -> model.settings().sectionProperty().set(Section.WATCHER));
      TextField field = window.find("settings-window");
      assertEquals("70", Headless.call(field::getText));
    }
  }

  @Test
  void anotherKeyDoesTheSameInEveryPaneAndTheOldOneNothing() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.press(KeyCode.COMMA, false, true, false);
      window.act(model -> model.settings().sectionProperty().set(Section.KEYBOARD));
      window.picture("settings-keys");
      Button key = window.find("settings-key-R");
      Headless.run(
          () -> {
            key.requestFocus();
            key.fire();
          });
      window.settle();
      window.press(KeyCode.F7, false, true, false);
      assertEquals("Ctrl+F7", Headless.call(key::getText));

      window.press(KeyCode.DIGIT2, false, true, false);
      TableView<?> table = window.find("queue-table");
      Headless.run(
          () -> {
            table.requestFocus();
            table.getSelectionModel().clearAndSelect(3);
          });
      window.settle();
      window.press(KeyCode.R, false, false, false);
      assertEquals(List.of(), retried(session));
      window.press(KeyCode.F7, false, true, false);
      assertEquals(1, retried(session).size());
    }
  }

  @Test
  void lettersSwitchedOffDoNothing() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.screen().keymap().lettersProperty().set(false));
      TableView<?> table = window.find("queue-table");
      Headless.run(
          () -> {
            table.requestFocus();
            table.getSelectionModel().clearAndSelect(3);
          });
      window.settle();
      window.press(KeyCode.R, false, false, false);
      assertEquals(List.of(), retried(session));
      window.press(KeyCode.F8, false, false, false);
      assertTrue(session.paused, "only letters are off");
    }
  }

  private static List<String> retried(FakeSession session) {
    return session.calls.stream().filter(call -> call.startsWith("retryNow")).toList();
  }
}
