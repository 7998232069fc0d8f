package dev.reeve.console.settings;

import dev.reeve.console.fx.EnterPresses;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Icons;
import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.WhileShown;
import dev.reeve.console.settings.Setting.Act;
import dev.reeve.console.settings.Setting.Choice;
import dev.reeve.console.settings.Setting.Fact;
import dev.reeve.console.settings.Setting.Flag;
import dev.reeve.console.settings.Setting.Key;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.converter.BooleanStringConverter;
import org.jspecify.annotations.Nullable;

/** A row of the Settings pane: name and help, the control, and Reset where it was changed. */
final class SettingRowNode extends FlowPane {
  static final double SIDE = 8;

  private final String id;
  private final String name;
  private @Nullable Button save;

  SettingRowNode(Setting setting) {
    id = "settings-" + setting.id();
    name = setting.name();
    getStyleClass().add("settings-row");
    if (setting.control() instanceof Fact || setting.control() instanceof Setting.Edit) {
      getStyleClass().add("settings-read"); // told by the engine, so it can be old
    }
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
      case Setting.Edit edit -> edit(edit.setting(), words);
      case Act act -> act(act);
    }
  }

  /** Saves the change that waits here, if one does; else it is not visible. Null for none. */
  @Nullable Button save() {
    return save;
  }

  /** A long text wraps; it does not make every row as wide as itself. */
  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  private void edit(EngineSetting setting, VBox words) {
    Control control =
        switch (setting.input()) {
          case SWITCH -> box(setting);
          case CHOICE -> choice(setting.options(), setting.draftProperty());
          case NUMBER, LIST -> field(setting);
        };
    put(control);
    if (!setting.unit().isEmpty()) {
      Label unit = new Label(setting.unit());
      unit.getStyleClass().add("muted");
      getChildren().add(unit);
    }
    Button usual = button("reset", Texts.get("settings.reset"), setting::usual);
    usual.setAccessibleText(Texts.get("settings.reset-of", name));
    usual.visibleProperty().bind(setting.isUsual().map(is -> !is));
    Label problem = line("problem", "settings-refused", refused(setting));
    problem.setGraphic(Icons.of(Icon.OCTAGON, 13));
    Label change = line("change", "settings-change", setting.change());
    save = button("save", Texts.get("settings.engine.save"), setting::save);
    save.setAccessibleText(Texts.get("settings.engine.save-of", name));
    save.visibleProperty().bind(setting.savable());
    Button discard = button("discard", Texts.get("settings.engine.discard"), setting::discard);
    discard.setAccessibleText(Texts.get("settings.engine.discard-of", name));
    discard.visibleProperty().bind(setting.changed());
    Label waits = line("waits", "muted", setting.waits());
    getChildren()
        .addAll(usual, new ChangeLine(this, words, control, problem, change, save, discard), waits);
  }

  private static ObservableValue<String> refused(EngineSetting setting) {
    return setting
        .problem()
        .map(why -> why.isEmpty() ? "" : Texts.get("settings.engine.refused", why));
  }

  private static CheckBox box(EngineSetting setting) {
    CheckBox box = new CheckBox();
    box.setSelected(Boolean.parseBoolean(setting.draftProperty().get()));
    Bindings.bindBidirectional(
        setting.draftProperty(), box.selectedProperty(), new BooleanStringConverter());
    return box;
  }

  /** Enter saves; Esc puts back what the file says. */
  private static TextField field(EngineSetting setting) {
    TextField field = new TextField();
    field.getStyleClass().add("settings-" + setting.input().name().toLowerCase(Locale.ROOT));
    field.textProperty().bindBidirectional(setting.draftProperty());
    field.setOnAction(event -> setting.save());
    field
        .focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                setting.tidy();
              }
            });
    field.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            setting.discard();
            event.consume();
          }
        });
    return field;
  }

  /** A text that is there only while it says something. */
  private Label line(String part, String style, ObservableValue<String> text) {
    Label line = new Label();
    line.setId(id + "-" + part);
    line.getStyleClass().add(style);
    line.setWrapText(true);
    line.maxWidthProperty().bind(widthProperty().subtract(2 * SIDE));
    line.textProperty().bind(text);
    line.visibleProperty().bind(line.textProperty().isNotEmpty());
    line.managedProperty().bind(line.visibleProperty());
    return line;
  }

  /** A button that is there only while it is visible. */
  private Button button(String part, String text, Runnable act) {
    Button button = new Button(text);
    button.setId(id + "-" + part);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(
        event -> {
          toControl(); // the button may go by what it does
          act.run();
        });
    button.managedProperty().bind(button.visibleProperty());
    return button;
  }

  private void toControl() {
    getChildren().stream()
        .filter(each -> id.equals(each.getId()))
        .findFirst()
        .ifPresent(Node::requestFocus);
  }

  private void put(Node control) {
    control.setId(id);
    control.setAccessibleText(name);
    getChildren().add(control);
  }

  private <T> void reset(Property<T> value, T usual) {
    Button reset = button("reset", Texts.get("settings.reset"), () -> value.setValue(usual));
    reset.setAccessibleText(Texts.get("settings.reset-of", name));
    reset.visibleProperty().bind(value.map(now -> !now.equals(usual)));
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
    put(choice(choice.options(), choice.value()));
    reset(choice.value(), choice.usual());
  }

  private static ComboBox<String> choice(Map<String, String> options, Property<String> value) {
    ComboBox<String> box = new ComboBox<>();
    box.getItems().setAll(options.keySet());
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(String key) {
            return key == null ? "" : options.getOrDefault(key, key);
          }

          @Override
          public String fromString(String label) {
            return label;
          }
        });
    box.valueProperty().bindBidirectional(value);
    return box;
  }

  private void number(Setting.Whole number) {
    Spinner<Integer> spinner =
        new Spinner<>(number.least(), number.most(), number.value().getValue());
    StringProperty refused = new SimpleStringProperty("");
    spinner.setEditable(true);
    spinner.getValueFactory().setConverter(new WholeConverter(number, refused));
    spinner.getValueFactory().valueProperty().bindBidirectional(number.value());
    WhileShown.listen(this, () -> number.value().subscribe(now -> refused.set("")));
    put(spinner);
    spinner.getEditor().setId(spinner.getId() + "-number");
    spinner.getEditor().setAccessibleText(spinner.getAccessibleText());
    reset(number.value(), number.usual());
    getChildren().add(line("range", "warning-text", refused));
  }

  private void key(Key key) {
    Button button = new Button();
    button.getStyleClass().add("settings-key");
    button.setMinWidth(USE_PREF_SIZE);
    WhileShown.listen(this, () -> key.value().subscribe(now -> button.setText(shown(now))));
    button.setOnAction(event -> button.setText(Texts.get("settings.keyboard.press")));
    button.addEventFilter(KeyEvent.KEY_PRESSED, event -> press(event, button, key));
    EnterPresses.leftWhile(button, () -> waits(button));
    button
        .focusedProperty()
        .addListener((observable, was, is) -> button.setText(shown(key.value().getValue())));
    put(button);
    reset(key.value(), key.usual());
    getChildren().add(line("conflict", "warning-text", key.conflict()));
  }

  private static String shown(String key) {
    return key.isEmpty() ? Texts.get("settings.keyboard.none") : Keymap.shown(key);
  }

  private static boolean waits(Button button) {
    return button.getText().equals(Texts.get("settings.keyboard.press"));
  }

  /** While it waits for a key, the next one that is a key is taken; Esc leaves it as it was. */
  private static void press(KeyEvent event, Button button, Key key) {
    if (!waits(button) || event.getCode().isModifierKey()) {
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
