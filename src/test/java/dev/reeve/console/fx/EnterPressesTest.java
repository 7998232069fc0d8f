package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.shell.Place;
import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Enter presses what has the focus. */
final class EnterPressesTest {
  @BeforeAll
  static void start() {
    Headless.start();
  }

  private static void enter(Node node, boolean control) {
    enter(node, control, KeyEvent.KEY_PRESSED);
    enter(node, control, KeyEvent.KEY_RELEASED);
  }

  private static void enter(Node node, boolean control, EventType<KeyEvent> type) {
    Event.fireEvent(node, new KeyEvent(type, "", "", KeyCode.ENTER, false, control, false, false));
  }

  private static void strike(Node node, KeyCode key) {
    for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
      Event.fireEvent(node, new KeyEvent(type, "", "", key, false, false, false, false));
    }
  }

  private static Stage shown(Node... nodes) {
    Stage stage = new Stage();
    stage.setScene(new Scene(new VBox(nodes)));
    stage.show();
    return stage;
  }

  @Test
  @DisplayName("A key that is held down presses once, here and where the keys go then")
  void heldEnterPressesOnce() {
    Headless.run(
        () -> {
          List<String> pressed = new ArrayList<>();
          Button undo = new Button("Undo");
          undo.setOnAction(event -> pressed.add("undo"));
          Button captures = new Button("F8");
          captures.setOnAction(event -> pressed.add("waits for a key"));
          captures.addEventFilter(
              KeyEvent.KEY_PRESSED,
              event -> {
                pressed.add("key");
                event.consume();
              });
          EnterPresses.leftWhile(captures, () -> pressed.contains("waits for a key"));
          Stage stage = shown(undo, captures);
          EnterPresses.in(stage.getScene());
          Button cancel = new Button("Cancel");
          cancel.setOnAction(event -> pressed.add("cancel"));
          Stage dialog = shown(cancel);
          EnterPresses.in(cancel.getParent());

          enter(undo, false, KeyEvent.KEY_PRESSED);
          enter(undo, false, KeyEvent.KEY_PRESSED);
          enter(cancel, false, KeyEvent.KEY_PRESSED);
          assertEquals(List.of("undo"), pressed);
          enter(cancel, false, KeyEvent.KEY_RELEASED);
          enter(undo, false);
          assertEquals(List.of("undo", "undo"), pressed);

          enter(captures, false, KeyEvent.KEY_PRESSED);
          enter(captures, false, KeyEvent.KEY_PRESSED);
          enter(captures, false, KeyEvent.KEY_RELEASED);
          assertEquals("waits for a key", pressed.getLast());
          enter(captures, false);
          assertEquals("key", pressed.getLast(), "pressed anew it is a key");
          dialog.hide();
          stage.hide();
        });
  }

  @Test
  @DisplayName("Buttons, toggles and menus are pressed; with Ctrl, or where it is kept off, not")
  void presses() {
    Headless.run(
        () -> {
          List<String> pressed = new ArrayList<>();
          Button button = new Button("A");
          button.setOnAction(event -> pressed.add("button"));
          Button kept = new Button("B");
          kept.setOnAction(event -> pressed.add("kept"));
          EnterPresses.neverOn(kept);
          Button usual = new Button("C");
          usual.setDefaultButton(true);
          usual.setOnAction(event -> pressed.add("default"));
          ToggleButton toggle = new ToggleButton("D");
          MenuButton menu = new MenuButton("E", null, new MenuItem("F"));
          TextField field = new TextField();
          field.setOnAction(event -> pressed.add("field"));
          VBox root = new VBox(button, kept, usual, toggle, menu, field);
          Scene scene = new Scene(root);
          var presses = EnterPresses.in(scene);
          Stage stage = new Stage();
          stage.setScene(scene);
          stage.show();

          enter(button, false);
          assertEquals(List.of("button"), pressed, "and not the default one besides");
          enter(button, true);
          enter(kept, false);
          assertFalse(pressed.contains("kept"));
          enter(toggle, false);
          assertTrue(toggle.isSelected());
          enter(menu, false);
          assertTrue(menu.isShowing());
          menu.hide();
          enter(field, false);
          assertEquals("field", pressed.getLast());
          presses.unsubscribe();
          pressed.clear();
          enter(button, false, KeyEvent.KEY_PRESSED);
          assertFalse(pressed.contains("button"));
          stage.hide();
        });
  }

  @Test
  @DisplayName("In a question Cancel is pressed, and never what it asks for")
  void inAQuestion() {
    Headless.run(
        () -> {
          DialogPane pane = new DialogPane();
          TextField none =
              Questions.pane(pane, new Question("Drop 1 job", "", List.of(), null, "Drop", false));
          assertEquals(null, none);
          Scene _ = new Scene(pane);
          pane.applyCss();
          pane.layout();
          Button cancel = (Button) pane.lookupButton(ButtonType.CANCEL);
          List<String> pressed = new ArrayList<>();
          cancel.addEventHandler(javafx.event.ActionEvent.ACTION, event -> pressed.add("cancel"));
          Button act = (Button) pane.lookup("#question-act");
          act.addEventHandler(javafx.event.ActionEvent.ACTION, event -> pressed.add("act"));
          enter(act, false);
          assertEquals(List.of(), pressed);
          strike(act, KeyCode.SPACE);
          assertEquals(List.of("act"), pressed);
          pressed.clear();
          enter(cancel, false);
          assertEquals(List.of("cancel"), pressed);
        });
  }

  @Test
  @DisplayName("In the window: a place of the rail by Enter, the keys by F1; the rail names keys")
  void inTheWindow() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      for (Place place : Place.values()) {
        ToggleButton button =
            window.find("rail-" + place.name().toLowerCase(java.util.Locale.ROOT));
        String tip = Headless.call(() -> button.getTooltip().getText());
        assertTrue(tip.contains(Keymap.shown(place.key())), tip);
      }
      ToggleButton registry = window.find("rail-registry");
      Headless.run(registry::requestFocus);
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals(Place.REGISTRY, window.shell().model().placeProperty().get());

      window.press(KeyCode.F1, false, false, false);
      Node keys = window.find("keys-panel");
      assertTrue(keys.isVisible());
      window.press(KeyCode.ESCAPE, false, false, false);
      assertTrue(window.visible().stream().noneMatch(node -> "keys-panel".equals(node.getId())));
    }
  }
}
