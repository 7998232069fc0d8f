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
import dev.reeve.console.tray.ClosingViewModel;
import dev.reeve.console.tray.Closings;
import dev.reeve.console.tray.TrayIcons;
import dev.reeve.console.tray.TrayViewModel;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/**
 * Puts the window of one workspace together: models, views, FXML. The table of contents of the
 * console. Screen thread.
 */
public final class ShellWindow implements AutoCloseable {
  private final ShellViewModel model;
  private final Map<Place, PaneView> views;
  private final Parent root;

  private @Nullable TrayIcons tray;
  private @Nullable Closings closings;

  private ShellWindow(ShellViewModel model, Map<Place, PaneView> views, Parent root) {
    this.model = model;
    this.views = views;
    this.root = root;
  }

  /**
   * Makes the window's content; it reads its first data in the background.
   *
   * @param welcome leaves the workspace for the first window
   */
  public static ShellWindow open(EngineSession session, Screen screen, Runnable welcome) {
    return make(session, screen, Memory.none(), Memory.none(), welcome);
  }

  /**
   * The same, as it was left, with an icon in the system's tray.
   *
   * @param user what is remembered for every workspace
   * @param workspace what is remembered for this one
   */
  public static ShellWindow open(
      EngineSession session, Screen screen, Memory user, Memory workspace, Runnable welcome) {
    ShellWindow window = make(session, screen, user, workspace, welcome);
    ShellViewModel model = window.model;
    Closings closings =
        new Closings(
            window.root,
            new ClosingViewModel(screen, model.queue(), model.watcher()),
            window::inTray);
    window.closings = closings;
    window.tray =
        TrayIcons.later(
            screen,
            window.root,
            () -> model.placeProperty().set(Place.INBOX),
            closings::quit,
            (place, icon) ->
                new TrayViewModel(
                    screen,
                    session.name(),
                    model.inbox().openCount(),
                    model.queue(),
                    model.watcher(),
                    place,
                    icon));
    return window;
  }

  private static ShellWindow make(
      EngineSession session, Screen screen, Memory user, Memory workspace, Runnable welcome) {
    ShellViewModel model = new ShellViewModel(session, screen);
    BooleanProperty drawer = model.drawerOpenProperty();

    InboxView inbox = new InboxView(model.inbox(), drawer, model.go()::executionsOfTheDay);
    QueueView queue = new QueueView(model.queue(), model.queueTabProperty());
    RegistryPaneView registry = new RegistryPaneView(model.registry());
    ExecutionsView executions = new ExecutionsView(model.executions(), drawer);
    LinksView links = new LinksView(model.links(), drawer);
    SettingsView settings = new SettingsView(model.settings());
    Map<Place, PaneView> views =
        Map.of(
            Place.INBOX,
            inbox,
            Place.QUEUE,
            queue,
            Place.LINKS,
            links,
            Place.REGISTRY,
            registry,
            Place.EXECUTIONS,
            executions,
            Place.SETTINGS,
            settings);
    Map<Place, Parent> nodes =
        Map.of(
            Place.INBOX,
            ViewLoader.load("inbox.fxml", inbox),
            Place.QUEUE,
            ViewLoader.load(
                "queue.fxml",
                queue,
                new JobsView(model.queue(), drawer),
                new WatcherView(model.watcher(), drawer),
                new LocksView(model.locks(), drawer)),
            Place.LINKS,
            ViewLoader.load("links.fxml", links.controllers()),
            Place.REGISTRY,
            ViewLoader.load(
                "registry.fxml",
                registry,
                new RecordsView(model.registry(), drawer),
                new FindingsView(model.registry(), drawer),
                new BackupsView(model.registry(), drawer),
                new GeneratorsView(model.registry(), drawer)),
            Place.EXECUTIONS,
            ViewLoader.load("executions.fxml", executions),
            Place.SETTINGS,
            ViewLoader.load("settings.fxml", settings));
    ShellMemory.join(model, nodes.values(), user, workspace);
    Parent root = ViewLoader.load("shell.fxml", new ShellView(model, views, nodes, welcome));
    model.refresh();
    return new ShellWindow(model, views, root);
  }

  private boolean inTray() {
    return tray != null && tray.present();
  }

  /** The model, for what the window's owner decides. */
  public ShellViewModel model() {
    return model;
  }

  /** The view of the pane on screen. */
  public PaneView current() {
    return java.util.Objects.requireNonNull(views.get(model.placeProperty().get()));
  }

  /** The content of the window. */
  public Parent root() {
    return root;
  }

  /** Stops listening to the engine. */
  @Override
  public void close() {
    if (tray != null) {
      tray.close();
    }
    if (closings != null) {
      closings.close();
    }
    model.close();
  }
}
