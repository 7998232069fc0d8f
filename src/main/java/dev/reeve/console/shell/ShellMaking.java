package dev.reeve.console.shell;

import dev.reeve.console.EngineSession;
import dev.reeve.console.executions.ExecutionsView;
import dev.reeve.console.fx.PaneView;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.ViewLoader;
import dev.reeve.console.inbox.InboxView;
import dev.reeve.console.layout.Memory;
import dev.reeve.console.links.LinksView;
import dev.reeve.console.queue.JobsView;
import dev.reeve.console.queue.LocksView;
import dev.reeve.console.queue.QueueView;
import dev.reeve.console.queue.WatcherView;
import dev.reeve.console.registry.BackupsView;
import dev.reeve.console.registry.FindingsView;
import dev.reeve.console.registry.GeneratorsView;
import dev.reeve.console.registry.RecordsView;
import dev.reeve.console.registry.RegistryPaneView;
import dev.reeve.console.settings.SettingsView;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/**
 * Puts the window of one workspace together: models, views, FXML; the table of contents of the
 * console. To do it at once would let the screen stand still for longer than a person should feel,
 * so it is done in steps. Screen thread.
 */
final class ShellMaking implements AutoCloseable {
  private final EngineSession session;
  private final Screen screen;
  private final Memory user;
  private final Memory workspace;
  private final Runnable welcome;
  private final Map<Place, PaneView> views = new EnumMap<>(Place.class);
  private final Map<Place, Parent> nodes = new EnumMap<>(Place.class);
  private @Nullable ShellViewModel model;
  private @Nullable ShellView view;
  private @Nullable Parent root;

  ShellMaking(
      EngineSession session, Screen screen, Memory user, Memory workspace, Runnable welcome) {
    this.session = session;
    this.screen = screen;
    this.user = user;
    this.workspace = workspace;
    this.welcome = welcome;
  }

  /** What is to be done before the window can be seen, in this order. */
  List<Runnable> steps() {
    return List.of(
        this::begin,
        this::inbox,
        this::queue,
        this::links,
        this::registry,
        this::executions,
        this::settings,
        this::shell);
  }

  /** What is done when it is seen: the pane comes into it, then the rows into the pane. */
  List<Runnable> later() {
    return List.of(() -> view().showPanes(), () -> model().readOthers());
  }

  /** The inbox is asked first, for its answer decides which pane is shown. */
  private void begin() {
    ShellViewModel begun = new ShellViewModel(session, screen);
    model = begun;
    ShellMemory.begin(begun, user, workspace);
    begun.readInbox();
  }

  private void inbox() {
    ShellViewModel of = model();
    InboxView view = new InboxView(of.inbox(), of.drawerOpenProperty(), new WaysFromInbox(of));
    put(Place.INBOX, view, ViewLoader.load("inbox.fxml", view));
  }

  private void queue() {
    ShellViewModel of = model();
    QueueView view = new QueueView(of.queue(), of.queueTabProperty());
    put(
        Place.QUEUE,
        view,
        ViewLoader.load(
            "queue.fxml",
            view,
            new JobsView(of.queue(), of.drawerOpenProperty()),
            new WatcherView(of.watcher(), of.drawerOpenProperty()),
            new LocksView(of.locks(), of.drawerOpenProperty())));
  }

  private void links() {
    LinksView view = new LinksView(model().links(), model().drawerOpenProperty());
    put(Place.LINKS, view, ViewLoader.load("links.fxml", view.controllers()));
  }

  private void registry() {
    ShellViewModel of = model();
    RegistryPaneView view = new RegistryPaneView(of.registry());
    put(
        Place.REGISTRY,
        view,
        ViewLoader.load(
            "registry.fxml",
            view,
            new RecordsView(of.registry(), of.drawerOpenProperty()),
            new FindingsView(of.registry(), of.drawerOpenProperty()),
            new BackupsView(of.registry(), of.drawerOpenProperty()),
            new GeneratorsView(of.registry(), of.drawerOpenProperty())));
  }

  private void executions() {
    ShellViewModel of = model();
    ExecutionsView view =
        new ExecutionsView(
            of.executions(), of.drawerOpenProperty(), () -> of.placeProperty().set(Place.LINKS));
    put(Place.EXECUTIONS, view, ViewLoader.load("executions.fxml", view));
  }

  private void settings() {
    SettingsView view = new SettingsView(model().settings());
    put(Place.SETTINGS, view, ViewLoader.load("settings.fxml", view));
  }

  private void put(Place place, PaneView view, Parent node) {
    views.put(place, view);
    nodes.put(place, node);
  }

  private void shell() {
    ShellMemory.join(model(), nodes.values(), user, workspace);
    ShellView shell = new ShellView(model(), views, nodes, welcome);
    view = shell;
    root = ViewLoader.load("shell.fxml", shell);
  }

  ShellViewModel model() {
    return Objects.requireNonNull(model);
  }

  private ShellView view() {
    return Objects.requireNonNull(view);
  }

  /** The view of each pane. */
  Map<Place, PaneView> views() {
    return views;
  }

  /** The content of the window. */
  Parent root() {
    return Objects.requireNonNull(root);
  }

  /** Lets go of what was made so far, when the rest cannot be. */
  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
  }
}
