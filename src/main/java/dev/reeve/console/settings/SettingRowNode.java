package dev.reeve.console.settings;

import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.settings.Setting.Act;
import dev.reeve.console.settings.Setting.Choice;
import dev.reeve.console.settings.Setting.Fact;
import dev.reeve.console.settings.Setting.Flag;
import dev.reeve.console.settings.Setting.Key;
import java.util.ArrayList;
import java.util.Locale;
import javafx.beans.property.Property;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** A row of the Settings pane: name and help, the control, and Reset where it was changed. */
final class SettingRowNode extends FlowPane {
  private final String id;
  private final String name;

  SettingRowNode(Setting setting) {
    id = "settings-" + setting.id();
    name = setting.name();
    getStyleClass().add("settings-row");
    Label title = new Label(name);
    title.setWrapText(true);
    VBox words = new VBox(title);
    words.getStyleClass().add("settings-words");
    if (!setting.help().isEmpty()) {
      Label help = new Label(setting.help());
      help.getStyleClass().add("muted");
      help.setWrapText(true);
      words.getChildren().add(help);
    }
    getChildren().add(words);
    switch (setting.control()) {
      case Fact fact -> fact(fact);
      case Flag flag -> flag(flag);
      case Choice choice -> choice(choice);
      case Setting.Whole number -> number(number);
      case Key key -> key(key);
      case Act act -> act(act);
    }
  }

  private void put(Node control) {
    control.setId(id);
    control.setAccessibleText(name);
    getChildren().add(control);
  }

  private <T> void reset(Property<T> value, T usual) {
    Button reset = new Button(Texts.get("settings.reset"));
    reset.setId(id + "-reset");
    reset.setAccessibleText(Texts.get("settings.reset-of", name));
    reset.setMinWidth(USE_PREF_SIZE);
    reset.setOnAction(event -> value.setValue(usual));
    value.subscribe(
        now -> {
          reset.setVisible(!now.equals(usual));
          reset.setManaged(reset.isVisible());
        });
    getChildren().add(reset);
  }

  private void fact(Fact fact) {
    Label value = new Label();
    value.getStyleClass().add("settings-fact");
    value.setWrapText(true);
    value.textProperty().bind(fact.value());
    put(value);
  }

  private void flag(Flag flag) {
    CheckBox box = new CheckBox();
    box.selectedProperty().bindBidirectional(flag.value());
    put(box);
    reset(flag.value(), flag.usual());
  }

  private void choice(Choice choice) {
    ComboBox<String> box = new ComboBox<>();
    box.getItems().setAll(choice.options().keySet());
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(String value) {
            return value == null ? "" : choice.options().getOrDefault(value, value);
          }

          @Override
          public String fromString(String label) {
            return label;
          }
        });
    box.valueProperty().bindBidirectional(choice.value());
    put(box);
    reset(choice.value(), choice.usual());
  }

  private void number(Setting.Whole number) {
    Spinner<Integer> spinner =
        new Spinner<>(number.least(), number.most(), number.value().getValue());
    spinner.getValueFactory().valueProperty().bindBidirectional(number.value());
    put(spinner);
    spinner.getEditor().setId(spinner.getId() + "-number");
    spinner.getEditor().setAccessibleText(spinner.getAccessibleText());
    reset(number.value(), number.usual());
  }

  private void key(Key key) {
    Button button = new Button();
    button.getStyleClass().add("settings-key");
    button.setMinWidth(USE_PREF_SIZE);
    key.value().subscribe(now -> button.setText(shown(now)));
    button.setOnAction(event -> button.setText(Texts.get("settings.keyboard.press")));
    button.addEventFilter(KeyEvent.KEY_PRESSED, event -> press(event, button, key));
    button
        .focusedProperty()
        .addListener((observable, was, is) -> button.setText(shown(key.value().getValue())));
    put(button);
    reset(key.value(), key.usual());
    Label conflict = new Label();
    conflict.getStyleClass().add("warning-text");
    conflict.setWrapText(true);
    conflict.textProperty().bind(key.conflict());
    conflict.visibleProperty().bind(conflict.textProperty().isNotEmpty());
    conflict.managedProperty().bind(conflict.visibleProperty());
    getChildren().add(conflict);
  }

  private static String shown(String key) {
    return key.isEmpty() ? Texts.get("settings.keyboard.none") : Keymap.shown(key);
  }

  /** While it waits for a key, the next one that is a key is taken; Esc leaves it as it was. */
  private static void press(KeyEvent event, Button button, Key key) {
    if (!button.getText().equals(Texts.get("settings.keyboard.press"))
        || event.getCode().isModifierKey()) {
      return;
    }
    event.consume();
    String pressed = name(event);
    switch (event.getCode()) {
      case ESCAPE -> {}
      case DELETE, BACK_SPACE -> key.value().setValue("");
      default -> {
        if (Keymap.possible(pressed)) {
          key.value().setValue(pressed);
        }
      }
    }
    button.setText(shown(key.value().getValue()));
  }

  private static String name(KeyEvent event) {
    ArrayList<String> parts = new ArrayList<>();
    if (event.isControlDown()) {
      parts.add("Ctrl");
    }
    if (event.isAltDown()) {
      parts.add("Alt");
    }
    if (event.isShiftDown()) {
      parts.add("Shift");
    }
    if (event.isMetaDown()) {
      parts.add("Meta");
    }
    KeyCode code = event.getCode();
    parts.add(code.isLetterKey() ? code.getName().toUpperCase(Locale.ROOT) : code.getName());
    return String.join("+", parts);
  }

  private void act(Act act) {
    Button button = new Button(act.verb());
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> act.run().run());
    put(button);
  }
}
