package dev.reeve.console.shell;

import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Fitting;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Icons;
import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.ToggleTabs;
import dev.reeve.console.fx.WhileShown;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;

/** The places at the left, each with its number; icons only where the window is narrow. */
final class Rail {
  private static final double COLLAPSES_BELOW = 1100;
  private static final double TWO_DIGITS_IN_EM = 1.8;
  private static final PseudoClass COLLAPSED = PseudoClass.getPseudoClass("collapsed");

  private final VBox rail;
  private final ShellViewModel model;
  private final ToggleTabs<Place> tabs;
  private final List<Node> words = new ArrayList<>();
  private final Map<Place, String> names = new EnumMap<>(Place.class);
  private final Map<Place, Icon> icons = new EnumMap<>(Place.class);

  Rail(VBox rail, ShellViewModel model, Region window) {
    this.rail = rail;
    this.model = model;
    this.tabs = ToggleTabs.join(model.placeProperty());
    rail.getChildren().stream().filter(Label.class::isInstance).forEach(words::add);
    window.widthProperty().subscribe(() -> fit(window.getWidth()));
    WhileShown.listen(
        rail, () -> model.screen().textScale().subscribe(now -> fit(window.getWidth())));
    model.railClosedProperty().subscribe(() -> fit(window.getWidth()));
  }

  /** Joins a place with its button and its pane. */
  void place(Place place, ToggleButton button, Icon icon, Node pane) {
    names.put(place, button.getText());
    icons.put(place, icon);
    tabs.tab(place, button, pane);
    button.setTooltip(new Tooltip(button.getText() + " (" + Keymap.shown(place.key()) + ")"));
    button.setAccessibleText(button.getText());
    button.setGraphic(graphic(place, icon, button));
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
  }

  /** Icon, name and, at the right end, the number; a plain button text could not hold both. */
  private Node graphic(Place place, Icon icon, ToggleButton button) {
    Label name = new Label(button.getText());
    name.getStyleClass().add("rail-name");
    words.add(name);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    HBox box = new HBox(Icons.of(icon, 20), name);
    box.getStyleClass().add("rail-graphic");
    box.prefWidthProperty().bind(button.widthProperty().subtract(20));
    var count = model.badge(place);
    if (count != null) {
      Label number = new Label();
      number.getStyleClass().add("rail-badge");
      hue(place).subscribe(hue -> wear(number, hue));
      number.textProperty().bind(count.asString());
      number.visibleProperty().bind(count.greaterThan(0));
      number.minWidthProperty().bind(roomFor(number));
      box.getChildren().add(number);
    }
    return box;
  }

  /** For two digits from the beginning, so that no pane moves when a number comes, and for all. */
  private static DoubleBinding roomFor(Label number) {
    return Bindings.createDoubleBinding(
        () -> {
          Font font = number.getFont();
          double sides = number.snappedLeftInset() + number.snappedRightInset();
          double whole = Math.ceil(Fitting.width(number.getText(), font) + sides);
          return Math.max(TWO_DIGITS_IN_EM * font.getSize(), whole);
        },
        number.textProperty(),
        number.fontProperty(),
        number.insetsProperty());
  }

  /** What waits for a decision is not wrong, and a warning is no error. */
  private ObservableValue<Hue> hue(Place place) {
    return switch (place) {
      case INBOX, LINKS -> new SimpleObjectProperty<>(Hue.NEED);
      case REGISTRY -> model.registry().figures().problemHue();
      case QUEUE, EXECUTIONS, SETTINGS -> new SimpleObjectProperty<>(Hue.BAD);
    };
  }

  private static void wear(Label number, Hue hue) {
    for (Hue each : Hue.values()) {
      number.getStyleClass().remove(each.styleClass());
    }
    number.getStyleClass().add(hue.styleClass());
  }

  private void fit(double width) {
    boolean collapsed =
        model.railClosedProperty().get()
            || width < COLLAPSES_BELOW * model.screen().textScale().get();
    rail.pseudoClassStateChanged(COLLAPSED, collapsed);
    for (Node word : words) {
      word.setVisible(!collapsed);
      word.setManaged(!collapsed);
    }
  }

  /** What a place is called. */
  String name(Place place) {
    return names.getOrDefault(place, "");
  }

  /** The icon of a place. */
  Icon icon(Place place) {
    return icons.getOrDefault(place, Icon.LIST);
  }

  /** Where the keys go when they come to the rail: the place that is shown. */
  void focus() {
    rail.getChildren().stream()
        .filter(node -> node instanceof ToggleButton button && button.isSelected())
        .findFirst()
        .ifPresent(Node::requestFocus);
  }
}
