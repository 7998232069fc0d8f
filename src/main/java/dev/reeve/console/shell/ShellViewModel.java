package dev.reeve.console.shell;

import dev.reeve.console.EngineSession;
import dev.reeve.console.approval.ApprovalViewModel;
import dev.reeve.console.executions.ExecutionsViewModel;
import dev.reeve.console.fx.Appearance.Density;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Tasks;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.inbox.InboxViewModel;
import dev.reeve.console.layout.Memory;
import dev.reeve.console.layout.SavedViews;
import dev.reeve.console.links.LinksViewModel;
import dev.reeve.console.queue.LocksViewModel;
import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.queue.QueueViewModel;
import dev.reeve.console.queue.QueueViewModel.Chip;
import dev.reeve.console.queue.WatcherViewModel;
import dev.reeve.console.registry.RegistryViewModel;
import dev.reeve.console.settings.KeyMeaning;
import dev.reeve.console.settings.SettingsViewModel;
import dev.reeve.engine.event.EventBus;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The window over one workspace: the models of its panes, and which of them is shown. Screen
 * thread.
 */
public final class ShellViewModel implements AutoCloseable {
  private final EngineSession session;
  private final Screen screen;
  private final InboxViewModel inbox;
  private final QueueViewModel queue;
  private final WatcherViewModel watcher;
  private final LocksViewModel locks;
  private final RegistryViewModel registry;
  private final ApprovalViewModel approval;
  private final ExecutionsViewModel executions;
  private final LinksViewModel links;
  private final SettingsViewModel settings;
  private final Navigation navigation = new Navigation(this);
  private final EngineStatus engine;
  private final StatusFigures status;
  private Supplier<List<KeyMeaning>> keys = List::of;
  private Runnable resetLayout = () -> {};

  private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.QUEUE);
  private final ObjectProperty<QueueTab> tab = new SimpleObjectProperty<>(QueueTab.JOBS);
  private final BooleanProperty drawerOpen = new SimpleBooleanProperty(true);
  private final ObjectProperty<SavedViews> savedViews =
      new SimpleObjectProperty<>(new SavedViews(Memory.none()));
  private final ObservableList<String> recentlyRun = FXCollections.observableArrayList();
  private final BooleanProperty railClosed = new SimpleBooleanProperty();
  private Tasks.@Nullable Task reconciling;

  /** Makes the models of all panes over the session; {@link #refresh} reads the first data. */
  public ShellViewModel(EngineSession session, Screen screen) {
    this.session = session;
    this.screen = screen;
    EventBus bus = session.bus();
    this.queue = new QueueViewModel(session, screen, navigation::execution, navigation::idSettings);
    this.watcher = new WatcherViewModel(session.watch(), bus, screen);
    queue.settlingFiles().when(watcher.list().activeProperty()).subscribe(watcher::settling);
    this.locks =
        new LocksViewModel(session.locks(), bus, screen, session.operator(), navigation::execution);
    this.registry = new RegistryViewModel(session, screen, navigation::execution);
    this.approval =
        new ApprovalViewModel(
            session.approvals(),
            session.executions(),
            bus,
            screen,
            session.operator(),
            navigation::execution);
    this.executions = new ExecutionsViewModel(session.executions(), bus, screen, approval);
    this.links =
        new LinksViewModel(session.links(), bus, screen, session.operator(), navigation::execution);
    this.inbox =
        new InboxViewModel(
            session.inbox(),
            queue.commands(),
            bus,
            screen,
            session.operator(),
            new OwnDrawers(session, queue, watcher, locks, executions)::of,
            navigation::place);
    approval.afterWord(inbox::refresh);
    approval.afterRun(executions::show);
    this.settings = new SettingsViewModel(session, screen, () -> keys.get(), this::resetLayout);
    this.engine = new EngineStatus(session, screen, queue, locks);
    this.status = new StatusFigures(session, screen, queue, watcher, locks, registry);
    place.addListener((observable, was, is) -> activate());
    registry.reconciliation().running().subscribe(this::tellOfReconciliation);
    tab.addListener((observable, was, is) -> activate());
    activate();
  }

  private void activate() {
    Place now = place.get();
    QueueTab onTab = tab.get();
    inbox.list().activeProperty().set(now == Place.INBOX);
    queue.onScreen(now == Place.QUEUE);
    queue.list().activeProperty().set(now == Place.QUEUE && onTab == QueueTab.JOBS);
    watcher.list().activeProperty().set(now == Place.QUEUE && onTab == QueueTab.WATCHER);
    locks.list().activeProperty().set(now == Place.QUEUE && onTab == QueueTab.LOCKS);
    registry.records().list().activeProperty().set(now == Place.REGISTRY);
    registry.findings().list().activeProperty().set(now == Place.REGISTRY);
    registry.backups().list().activeProperty().set(now == Place.REGISTRY);
    registry.generators().list().activeProperty().set(now == Place.REGISTRY);
    executions.list().activeProperty().set(now == Place.EXECUTIONS);
    links.list().activeProperty().set(now == Place.LINKS);
    settings.onScreen(now == Place.SETTINGS);
  }

  private void tellOfReconciliation(boolean running) {
    if (running) {
      reconciling =
          screen
              .tasks()
              .start(
                  Texts.get("registry.task.reconcile"),
                  registry.reconciliation().fraction(),
                  registry.reconciliation().text(),
                  registry.reconciliation()::cancel);
    } else if (reconciling != null) {
      reconciling.end();
      reconciling = null;
    }
  }

  /** Tells the settings every key of every pane, once the panes are there. */
  void keys(Supplier<List<KeyMeaning>> source) {
    keys = source;
    settings.refresh();
  }

  /** Tells how windows and tables are put back as they come. */
  void onResetLayout(Runnable reset) {
    resetLayout = reset;
  }

  /** Puts windows and tables back as they come. */
  public void resetLayout() {
    resetLayout.run();
    drawerOpen.set(true);
    railClosed.set(false);
    screen.appearance().densityProperty().set(Density.NORMAL);
    screen.notices().say(Texts.get("shell.done.layout-reset"));
  }

  /** Reads the first data of all panes. */
  public void refresh() {
    readInbox();
    readOthers();
  }

  /** Reads the inbox, and starts there if something waits in it. */
  void readInbox() {
    navigation.startAtInbox();
    inbox.refresh();
  }

  /** Reads the first data of the other panes. */
  void readOthers() {
    queue.refresh();
    watcher.refresh();
    locks.refresh();
    registry.refresh();
    links.refresh();
    if (session.sample()) {
      links.scanning().scan(); // what it shows is made to be looked at
    }
    executions.refresh();
  }

  /** F5: reads the pane on screen anew; in the registry it validates. */
  public void refreshPane() {
    switch (place.get()) {
      case INBOX -> inbox.refresh();
      case QUEUE -> {
        queue.refresh();
        watcher.refresh();
        locks.refresh();
      }
      case REGISTRY -> registry.validate().run();
      case LINKS -> links.scanning().scan();
      case EXECUTIONS -> executions.refresh();
      case SETTINGS -> settings.refresh();
    }
  }

  /** The number beside a place of the rail: the pane's own property, null for none. */
  public @Nullable ReadOnlyIntegerProperty badge(Place of) {
    return switch (of) {
      case INBOX -> inbox.openCount();
      case QUEUE -> queue.count(Chip.DEAD);
      case REGISTRY -> registry.figures().problemCount();
      case LINKS -> links.needCount();
      case EXECUTIONS, SETTINGS -> null;
    };
  }

  /** Name of the workspace. */
  public String workspace() {
    return session.name();
  }

  /** Root of the workspace, for the tooltip. */
  public String root() {
    return session.root().toString();
  }

  /** Account of the operator. */
  public String operator() {
    return session.operator();
  }

  /** Goes to things. */
  public Navigation go() {
    return navigation;
  }

  /** What state the engine is in. */
  public EngineStatus engine() {
    return engine;
  }

  /** The figures of the status bar. */
  public StatusFigures status() {
    return status;
  }

  /** Filters that were given a name. */
  public ObjectProperty<SavedViews> savedViewsProperty() {
    return savedViews;
  }

  /** What was run from the palette lately, newest first. */
  public ObservableList<String> recentlyRun() {
    return recentlyRun;
  }

  /** Has the listener called after another pane or tab has come on screen. */
  void onShown(Runnable listener) {
    place.addListener((observable, was, is) -> listener.run());
    tab.addListener((observable, was, is) -> listener.run());
    registry.tabProperty().addListener((observable, was, is) -> listener.run());
  }

  /** Which pane is shown. */
  public ObjectProperty<Place> placeProperty() {
    return place;
  }

  /** Which tab of the Queue pane is shown. */
  public ObjectProperty<QueueTab> queueTabProperty() {
    return tab;
  }

  /** Whether the drawer is open. */
  public BooleanProperty drawerOpenProperty() {
    return drawerOpen;
  }

  /** Whether the rail shows icons only; in a narrow window it does so by itself. */
  public BooleanProperty railClosedProperty() {
    return railClosed;
  }

  /** What the panes share. */
  public Screen screen() {
    return screen;
  }

  public InboxViewModel inbox() {
    return inbox;
  }

  public QueueViewModel queue() {
    return queue;
  }

  public WatcherViewModel watcher() {
    return watcher;
  }

  public LocksViewModel locks() {
    return locks;
  }

  public SettingsViewModel settings() {
    return settings;
  }

  public LinksViewModel links() {
    return links;
  }

  public RegistryViewModel registry() {
    return registry;
  }

  /** The dialog in which a change is approved or rejected. */
  public ApprovalViewModel approval() {
    return approval;
  }

  public ExecutionsViewModel executions() {
    return executions;
  }

  @Override
  public void close() {
    status.close();
    engine.close();
    settings.close();
    inbox.close();
    queue.close();
    watcher.close();
    locks.close();
    registry.close();
    links.close();
    executions.close();
    approval.end();
  }
}
