package dev.reeve.console.shell;

import dev.reeve.console.fx.BadgeLabel;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Icons;
import dev.reeve.console.fx.Notices.Notice;
import dev.reeve.console.fx.PaneView;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.ToggleTabs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The window: joins {@code shell.fxml} with {@link ShellViewModel} and the views of the panes. */
public final class ShellView {
  private static final double RAIL_COLLAPSES_BELOW = 1100;
  private static final PseudoClass COLLAPSED = PseudoClass.getPseudoClass("collapsed");

  @FXML private StackPane shell;
  @FXML private MenuButton workspace;
  @FXML private MenuItem openOther;
  @FXML private StackPane engineState;
  @FXML private Label operator;
  @FXML private Button drawerSwitch;
  @FXML private Button themeSwitch;
  @FXML private Label banner;
  @FXML private VBox rail;
  @FXML private ToggleButton inboxPlace;
  @FXML private ToggleButton queuePlace;
  @FXML private ToggleButton registryPlace;
  @FXML private ToggleButton executionsPlace;
  @FXML private StackPane panes;
  @FXML private FlowPane statusBar;
  @FXML private Label watching;
  @FXML private Label queueFigures;
  @FXML private Label locks;
  @FXML private Label saved;
  @FXML private HBox toast;
  @FXML private Label toastText;
  @FXML private Button toastUndo;

  private final ShellViewModel model;
  private final Map<Place, PaneView> views;
  private final Map<Place, Parent> nodes;
  private final Runnable welcome;
  private final List<Node> railWords = new ArrayList<>();
  private boolean railClosed;

  /**
   * @param views the view of each place
   * @param nodes its root node
   * @param welcome leaves this workspace for the first window
   */
  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public ShellView(
      ShellViewModel model,
      Map<Place, PaneView> views,
      Map<Place, Parent> nodes,
      Runnable welcome) {
    this.model = model;
    this.views = views;
    this.nodes = nodes;
    this.welcome = welcome;
  }

  @FXML
  void initialize() {
    workspace.setText(model.workspace());
    workspace.setTooltip(new Tooltip(model.root()));
    openOther.setOnAction(event -> welcome.run());
    BadgeLabel state = new BadgeLabel(model.screen().ticker());
    model.engine().subscribe(state::show);
    engineState.getChildren().setAll(state);
    operator.setText(model.operator());
    operator.setGraphic(Icons.of(Icon.USER, 14));
    banner.textProperty().bind(model.banner());
    banner.visibleProperty().bind(banner.textProperty().isNotEmpty());
    banner.managedProperty().bind(banner.visibleProperty());
    banner.setGraphic(Icons.of(Icon.EYE, 14));
    rail();
    switches();
    status();
    toast();
    shell.sceneProperty().subscribe(this::keys);
    shell
        .sceneProperty()
        .flatMap(Scene::windowProperty)
        .flatMap(Window::showingProperty)
        .subscribe(
            shown -> {
              if (Boolean.TRUE.equals(shown)) {
                toTable();
              }
            });
    model.onShown(this::toTable);
    shell.widthProperty().subscribe(this::fitRail);
  }

  private void rail() {
    rail.getChildren().stream().filter(Label.class::isInstance).forEach(railWords::add);
    ToggleTabs<Place> places = ToggleTabs.join(model.placeProperty());
    place(places, Place.INBOX, inboxPlace, Icon.TRAY);
    place(places, Place.QUEUE, queuePlace, Icon.LIST);
    place(places, Place.EXECUTIONS, executionsPlace, Icon.HISTORY);
    place(places, Place.REGISTRY, registryPlace, Icon.DATABASE);
  }

  private void place(ToggleTabs<Place> places, Place place, ToggleButton button, Icon icon) {
    Parent node = Objects.requireNonNull(nodes.get(place));
    panes.getChildren().add(node);
    places.tab(place, button, node);
    button.setTooltip(new Tooltip(button.getText() + " (" + place.key() + ")"));
    button.setAccessibleText(button.getText());
    button.setGraphic(graphic(place, icon, button));
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
  }

  /** Icon, name and, at the right end, the number; a plain button text could not hold both. */
  private Node graphic(Place place, Icon icon, ToggleButton button) {
    Label name = new Label(button.getText());
    name.getStyleClass().add("rail-name");
    railWords.add(name);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    HBox box = new HBox(Icons.of(icon, 20), name);
    box.getStyleClass().add("rail-graphic");
    box.prefWidthProperty().bind(button.widthProperty().subtract(20));
    var count = model.badge(place);
    if (count != null) {
      Label number = new Label();
      number.getStyleClass().add("rail-badge");
      number.textProperty().bind(count.asString());
      number.visibleProperty().bind(count.greaterThan(0));
      number.setMinWidth(Label.USE_PREF_SIZE);
      box.getChildren().add(number);
    }
    return box;
  }

  private void fitRail() {
    boolean collapsed =
        railClosed || shell.getWidth() < RAIL_COLLAPSES_BELOW * model.screen().textScale().get();
    rail.pseudoClassStateChanged(COLLAPSED, collapsed);
    for (Node name : railWords) {
      name.setVisible(!collapsed);
      name.setManaged(!collapsed);
    }
  }

  private void switches() {
    drawerSwitch.setGraphic(Icons.of(Icon.SIDEBAR));
    drawerSwitch.setOnAction(
        event -> model.drawerOpenProperty().set(!model.drawerOpenProperty().get()));
    model
        .darkProperty()
        .subscribe(
            dark -> {
              themeSwitch.setGraphic(Icons.of(dark ? Icon.SUN : Icon.MOON));
              String text = dark ? Texts.get("shell.theme.light") : Texts.get("shell.theme.dark");
              themeSwitch.setTooltip(new Tooltip(text));
              themeSwitch.setAccessibleText(text);
            });
    themeSwitch.setOnAction(event -> model.darkProperty().set(!model.darkProperty().get()));
  }

  private void status() {
    watching.setGraphic(Icons.of(Icon.EYE, 13));
    queueFigures.setGraphic(Icons.of(Icon.LIST, 13));
    locks.setGraphic(Icons.of(Icon.LOCK, 13));
    saved.setGraphic(Icons.of(Icon.SAVE, 13));
    watching.textProperty().bind(model.watchingText());
    queueFigures.textProperty().bind(model.queueText());
    locks.textProperty().bind(model.locksText());
    saved.textProperty().bind(model.savedText());
  }

  private void toast() {
    model.notices().currentProperty().subscribe(this::show);
    toastUndo.setOnAction(event -> model.notices().undo());
    model
        .notices()
        .readProperty()
        .bind(Bindings.or(toast.hoverProperty(), toast.focusWithinProperty()));
  }

  private void show(@Nullable Notice notice) {
    toast.setVisible(notice != null);
    if (notice != null) {
      toastText.setText(notice.text());
      boolean way = notice.undo() != null;
      toastUndo.setVisible(way);
      toastUndo.setManaged(way);
    }
  }

  private void keys(@Nullable Scene scene) {
    if (scene == null) {
      return;
    }
    for (Place place : Place.values()) {
      on(scene, place.key(), () -> model.placeProperty().set(place));
    }
    on(scene, "Ctrl+I", drawerSwitch::fire);
    on(scene, "Alt+Enter", drawerSwitch::fire);
    on(scene, "Ctrl+B", this::closeOrOpenRail);
    on(scene, "Ctrl+F", () -> current().filter().requestFocus());
    on(scene, "F5", model::refreshPane);
    on(scene, "F6", () -> cycle(1));
    on(scene, "Shift+F6", () -> cycle(-1));
  }

  private static void on(Scene scene, String key, Runnable action) {
    scene.getAccelerators().put(KeyCombination.keyCombination(key), action);
  }

  private void closeOrOpenRail() {
    railClosed = !railClosed;
    fitRail();
  }

  /** Where the keys belong after going to a place: arrows choose a row at once. */
  private void toTable() {
    current().table().requestFocus();
  }

  private PaneView current() {
    return Objects.requireNonNull(views.get(model.placeProperty().get()));
  }

  private void cycle(int step) {
    PaneView pane = current();
    List<Node> regions =
        List.of(rail, pane.filter(), pane.table(), pane.drawer(), statusBar).stream()
            .filter(Node::isVisible)
            .toList();
    int at = -1;
    for (int i = 0; i < regions.size(); i++) {
      if (regions.get(i).isFocusWithin()) {
        at = i;
      }
    }
    Node next = regions.get(Math.floorMod(at + step, regions.size()));
    if (next.equals(rail)) {
      rail.getChildren().stream()
          .filter(node -> node instanceof ToggleButton button && button.isSelected())
          .findFirst()
          .ifPresent(Node::requestFocus);
    } else {
      next.requestFocus();
    }
  }
}
