package dev.reeve.console.shell;

import dev.reeve.console.fx.BadgeLabel;
import dev.reeve.console.fx.EnterPresses;
import dev.reeve.console.fx.Fitting;
import dev.reeve.console.fx.FocusGuard;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Icons;
import dev.reeve.console.fx.LiveTable;
import dev.reeve.console.fx.PaneView;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Questions;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.ViewLoader;
import dev.reeve.console.fx.WhileShown;
import dev.reeve.console.layout.SavedViews.View;
import dev.reeve.console.palette.PaletteView;
import dev.reeve.console.palette.PaletteViewModel;
import dev.reeve.console.queue.QueueTab;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The window: joins {@code shell.fxml} with {@link ShellViewModel} and the views of the panes. */
public final class ShellView {
  @FXML private StackPane shell;
  @FXML private MenuButton workspace;
  @FXML private MenuItem openOther;
  @FXML private Button search;
  @FXML private StackPane engineState;
  @FXML private Label operator;
  @FXML private Button drawerSwitch;
  @FXML private Button themeSwitch;
  @FXML private Label banner;
  @FXML private VBox rail;
  @FXML private ToggleButton inboxPlace;
  @FXML private ToggleButton queuePlace;
  @FXML private ToggleButton linksPlace;
  @FXML private ToggleButton registryPlace;
  @FXML private ToggleButton executionsPlace;
  @FXML private ToggleButton settingsPlace;
  @FXML private StackPane panes;
  @FXML private StatusBar statusBar;
  @FXML private Button watching;
  @FXML private Button queueFigures;
  @FXML private Button locks;
  @FXML private Button tasks;
  @FXML private Label saved;
  @FXML private Button notices;
  @FXML private Toast toast;

  private final ShellViewModel model;
  private final Map<Place, PaneView> views;
  private final Map<Place, Parent> nodes;
  private final Runnable welcome;
  private final ShellCommands commands;
  private Rail places;
  private Regions regions;
  private Panels panels;
  private PaletteViewModel palette;
  private Subscription keys = Subscription.EMPTY;

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
    this.commands = new ShellCommands(model.screen().keymap());
  }

  @FXML
  void initialize() {
    model.screen().keymap().rule(shell);
    titleRow();
    places = new Rail(rail, model, shell);
    regions = new Regions(rail, places::focus, panes, this::current, List.of(toast, statusBar));
    place(Place.INBOX, inboxPlace, Icon.TRAY);
    place(Place.QUEUE, queuePlace, Icon.LIST);
    place(Place.LINKS, linksPlace, Icon.CHAIN);
    place(Place.EXECUTIONS, executionsPlace, Icon.HISTORY);
    place(Place.REGISTRY, registryPlace, Icon.DATABASE);
    place(Place.SETTINGS, settingsPlace, Icon.SETTINGS);
    PaletteSources sources = new PaletteSources(model, commands, places, nodes);
    ObservableBooleanValue dialog = ShellDialogs.join(shell, model);
    palette = new PaletteViewModel(model.screen(), sources::all, model.recentlyRun());
    StackPane layer = (StackPane) ViewLoader.load("palette.fxml", new PaletteView(palette));
    shell.getChildren().add(layer);
    UnderTitle.keep(layer, panes, model.screen().textScale());
    panels = new Panels(shell, panes, model, commands, sources);
    toast.tell(
        model.screen().notices(),
        Bindings.or(panels.listsNoticesProperty(), dialog),
        panels::notices);
    ToastPlace.keep(toast, panes, statusBar);
    status();
    commands();
    model.keys(sources::keys);
    shell.sceneProperty().subscribe(this::keys);
    shell.addEventFilter(KeyEvent.KEY_PRESSED, this::escape);
    shell.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
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
  }

  private void place(Place place, ToggleButton button, Icon icon) {
    Parent pane = Objects.requireNonNull(nodes.get(place));
    places.place(place, button, icon, pane);
  }

  /**
   * Brings the pane on screen into the window, and every other when somebody goes there; not
   * before, because a hidden pane is dressed as well.
   */
  void showPanes() {
    model
        .placeProperty()
        .subscribe(
            now -> {
              Parent pane = Objects.requireNonNull(nodes.get(now));
              if (pane.getParent() == null) {
                panes.getChildren().add(pane);
              }
            });
    model.onShown(this::toTable);
    toTable();
  }

  private void titleRow() {
    workspace.setText(model.workspace());
    workspace.setTooltip(new Tooltip(model.root()));
    openOther.setOnAction(event -> welcome.run());
    search.setGraphic(Icons.of(Icon.SEARCH, 14));
    search.setTooltip(new Tooltip(search.getText()));
    Fitting.choose(
        search,
        search.getText(),
        Texts.get("shell.search.short"),
        Texts.get("shell.search.shortest"));
    search.setOnAction(event -> palette.openProperty().set(true));
    BadgeLabel state = new BadgeLabel(model.screen().ticker());
    model.engine().badge().subscribe(state::show);
    engineState.getChildren().setAll(state);
    operator.setText(model.operator());
    operator.setGraphic(Icons.of(Icon.USER, 14));
    banner.textProperty().bind(model.engine().banner());
    banner.visibleProperty().bind(banner.textProperty().isNotEmpty());
    banner.managedProperty().bind(banner.visibleProperty());
    banner.setGraphic(Icons.of(Icon.EYE, 14));
    drawerSwitch.setGraphic(Icons.of(Icon.SIDEBAR));
    drawerSwitch.setOnAction(event -> switchDrawer());
    Node sun = Icons.of(Icon.SUN);
    Node moon = Icons.of(Icon.MOON);
    themeSwitch.setGraphic(new StackPane(sun, moon)); // a new icon would be black for a frame
    Consumer<Boolean> looks =
        dark -> {
          sun.setVisible(dark);
          moon.setVisible(!dark);
          String text = dark ? Texts.get("shell.theme.light") : Texts.get("shell.theme.dark");
          themeSwitch.setTooltip(new Tooltip(text));
          themeSwitch.setAccessibleText(text);
        };
    WhileShown.listen(themeSwitch, () -> model.screen().appearance().dark().subscribe(looks));
    themeSwitch.setOnAction(event -> model.screen().appearance().switchLook());
  }

  private void status() {
    watching.setGraphic(Icons.of(Icon.EYE, 13));
    queueFigures.setGraphic(Icons.of(Icon.LIST, 13));
    locks.setGraphic(Icons.of(Icon.LOCK, 13));
    saved.setGraphic(Icons.of(Icon.SAVE, 13));
    watching.setOnAction(event -> model.go().tab(QueueTab.WATCHER));
    queueFigures.setOnAction(event -> model.go().tab(QueueTab.JOBS));
    locks.setOnAction(event -> model.go().tab(QueueTab.LOCKS));
    watching.textProperty().bind(model.status().watching());
    queueFigures.textProperty().bind(model.status().queue());
    locks.textProperty().bind(model.status().locks());
    saved.textProperty().bind(model.status().saved());
    tasks.setGraphic(Icons.of(Icon.ARC, 13));
    tasks.textProperty().bind(model.status().tasks());
    tasks.setOnAction(event -> panels.tasks());
    notices.setGraphic(Icons.of(Icon.TRAY, 13));
    notices.textProperty().bind(model.status().notices());
    notices.setOnAction(event -> panels.notices());
  }

  private void commands() {
    commands.add(
        Texts.get("shell.action.palette"),
        () -> palette.openProperty().set(true),
        "Ctrl+K",
        "Ctrl+Shift+P");
    for (Place place : Place.values()) {
      commands.add(
          Texts.get("shell.action.go", places.name(place)),
          () -> model.placeProperty().set(place),
          place.key());
    }
    commands.add(
        Texts.get("shell.action.filter"), () -> current().filter().requestFocus(), "Ctrl+F");
    commands.add(Texts.get("shell.action.refresh"), model::refreshPane, "F5");
    commands.add(Texts.get("shell.action.drawer"), this::switchDrawer, "Ctrl+I", "Alt+Enter");
    commands.add(
        Texts.get("shell.action.rail"),
        () -> model.railClosedProperty().set(!model.railClosedProperty().get()),
        "Ctrl+B");
    commands.add(Texts.get("shell.action.next-region"), () -> regions.go(1), "F6");
    commands.add(Texts.get("shell.action.region-before"), () -> regions.go(-1), "Shift+F6");
    commands.add(Texts.get("shell.action.live"), this::switchLive, "Ctrl+Shift+L");
    commands.add(Texts.get("shell.action.notices"), () -> panels.notices(), "Ctrl+Shift+N");
    commands.add(Texts.get("shell.action.tasks"), () -> panels.tasks());
    commands.add(Texts.get("shell.action.keys"), () -> panels.keys(), "F1");
    commands.add(Texts.get("shell.action.theme"), () -> model.screen().appearance().switchLook());
    commands.add(Texts.get("shell.action.save-view"), this::saveView);
    commands.add(Texts.get("shell.action.reset-layout"), model::resetLayout);
    commands.add(Texts.get("shell.workspace.open-other"), welcome);
  }

  private void switchDrawer() {
    if (!current().drawer().switchInstead()) {
      model.drawerOpenProperty().set(!model.drawerOpenProperty().get());
    }
  }

  private void switchLive() {
    LiveTable.list(current().table())
        .ifPresent(list -> list.pause(list.pausedSinceProperty().get() == null));
  }

  private void saveView() {
    Node table = current().table();
    String filter =
        LiveTable.list(table).map(list -> list.filterProperty().get().strip()).orElse("");
    if (filter.isEmpty()) {
      model.screen().notices().refuse(Texts.get("shell.why-not.save-view"));
      return;
    }
    Questions.ask(
        shell,
        new Question(
            Texts.get("shell.view.title"),
            Texts.get("shell.view.text", filter),
            List.of(),
            Texts.get("shell.view.name"),
            Texts.get("shell.view.verb"),
            false),
        name -> model.savedViewsProperty().get().save(table.getId(), new View(name, filter)));
  }

  private void keys(@Nullable Scene scene) {
    keys.unsubscribe();
    keys =
        scene == null
            ? Subscription.EMPTY
            : Subscription.combine(
                commands.bind(scene),
                EnterPresses.in(scene),
                FocusGuard.in(scene, panes, regions::home));
  }

  /** Esc closes the topmost thing that lies over the window. */
  private void escape(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && panels.close()) {
      event.consume();
    }
  }

  private void typed(KeyEvent event) {
    if ("?".equals(event.getCharacter()) && !(event.getTarget() instanceof TextInputControl)) {
      panels.keys();
      event.consume();
    }
  }

  /** Where the keys belong after going to a place: arrows choose a row at once. */
  private void toTable() {
    current().table().requestFocus();
  }

  private PaneView current() {
    return Objects.requireNonNull(views.get(model.placeProperty().get()));
  }
}
