package dev.reeve.console.shell;

import dev.reeve.console.EngineSession;
import dev.reeve.console.approval.ApprovalViewModel;
import dev.reeve.console.executions.ExecutionsViewModel;
import dev.reeve.console.fx.Appearance.Density;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Notices;
import dev.reeve.console.fx.Pulse;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Tasks;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.inbox.InboxViewModel;
import dev.reeve.console.layout.Memory;
import dev.reeve.console.layout.SavedViews;
import dev.reeve.console.queue.LocksViewModel;
import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.queue.QueueViewModel;
import dev.reeve.console.queue.QueueViewModel.Chip;
import dev.reeve.console.queue.WatcherViewModel;
import dev.reeve.console.registry.RegistryTab;
import dev.reeve.console.registry.RegistryViewModel;
import dev.reeve.console.settings.KeyMeaning;
import dev.reeve.console.settings.SettingsViewModel;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.inbox.InboxItem.State;
import dev.reeve.engine.inbox.InboxList;
import dev.reeve.engine.inbox.InboxPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The window over one workspace: which pane is shown, what state the engine is in, and the figures
 * of the status bar, which are the panes' own. Screen thread.
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
  private final SettingsViewModel settings;
  private final EventBus.Subscription subscription;
  private Supplier<List<KeyMeaning>> keys = List::of;
  private Runnable resetLayout = () -> {};

  private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.QUEUE);
  private final ObjectProperty<QueueTab> tab = new SimpleObjectProperty<>(QueueTab.JOBS);
  private final BooleanProperty drawerOpen = new SimpleBooleanProperty(true);
  private final ObjectProperty<SavedViews> savedViews =
      new SimpleObjectProperty<>(new SavedViews(Memory.none()));
  private final ObservableList<String> recentlyRun = FXCollections.observableArrayList();
  private final BooleanProperty railClosed = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<Badge> engine;
  private final ReadOnlyStringWrapper banner = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Instant> saved = new ReadOnlyObjectWrapper<>(null);
  private Tasks.@Nullable Task reconciling;
  private final Instant openedAt;
  private volatile @Nullable Instant committed;

  /** Makes the models of all panes over the session; {@link #refresh} reads the first data. */
  public ShellViewModel(EngineSession session, Screen screen) {
    this.session = session;
    this.screen = screen;
    this.openedAt = screen.ticker().now();
    EventBus bus = session.bus();
    this.queue = new QueueViewModel(session, screen, this::openExecution);
    this.watcher = new WatcherViewModel(session.watch(), bus, screen);
    this.locks =
        new LocksViewModel(session.locks(), bus, screen, session.operator(), this::openExecution);
    this.registry = new RegistryViewModel(session, screen);
    this.approval =
        new ApprovalViewModel(
            session.approvals(),
            session.executions(),
            bus,
            screen,
            session.operator(),
            this::openExecution);
    this.executions = new ExecutionsViewModel(session.executions(), bus, screen, approval);
    this.inbox =
        new InboxViewModel(
            session.inbox(),
            session.queue(),
            bus,
            screen,
            session.operator(),
            new OwnDrawers(session, queue, watcher, locks, executions)::of,
            this::open);
    approval.afterWord(inbox::refresh);
    approval.afterRun(executions::show);
    this.settings = new SettingsViewModel(session, screen, () -> keys.get(), this::resetLayout);
    this.engine = new ReadOnlyObjectWrapper<>(state());
    Pulse pulse = screen.pulse(() -> saved.set(committed));
    this.subscription =
        bus.subscribe(
            event -> {
              committed = session.clock().now();
              pulse.ask();
            });
    place.addListener((observable, was, is) -> activate());
    registry.reconciliation().running().subscribe(this::tellOfReconciliation);
    tab.addListener((observable, was, is) -> activate());
    queue.pausedProperty().addListener((observable, was, is) -> look());
    screen.ticker().nowProperty().addListener((observable, was, is) -> look());
    activate();
    look();
  }

  private void activate() {
    Place now = place.get();
    QueueTab onTab = tab.get();
    inbox.list().activeProperty().set(now == Place.INBOX);
    queue.list().activeProperty().set(now == Place.QUEUE && onTab == QueueTab.JOBS);
    watcher.list().activeProperty().set(now == Place.QUEUE && onTab == QueueTab.WATCHER);
    locks.list().activeProperty().set(now == Place.QUEUE && onTab == QueueTab.LOCKS);
    registry.records().list().activeProperty().set(now == Place.REGISTRY);
    registry.findings().list().activeProperty().set(now == Place.REGISTRY);
    registry.backups().list().activeProperty().set(now == Place.REGISTRY);
    registry.generators().list().activeProperty().set(now == Place.REGISTRY);
    executions.list().activeProperty().set(now == Place.EXECUTIONS);
  }

  private void tellOfReconciliation(boolean running) {
    if (running) {
      reconciling =
          screen
              .tasks()
              .start(
                  Texts.get("registry.reconcile.title"),
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

  private void look() {
    engine.set(state());
    banner.set(String.join(" \u00b7 ", banners()));
  }

  private Badge state() {
    if (!session.adopted()) {
      return Badge.of(0, Texts.get("shell.engine.read-only"), Icon.LOCK, Hue.IDLE)
          .in(Form.OUTLINED);
    }
    if (!session.keeper().self()) {
      return Badge.of(0, Texts.get("shell.engine.observer"), Icon.EYE, Hue.IDLE).in(Form.OUTLINED);
    }
    if (queue.pausedProperty().get()) {
      return Badge.of(0, Texts.get("shell.engine.paused"), Icon.PAUSE, Hue.WAIT);
    }
    return session.live()
        ? Badge.of(0, Texts.get("shell.engine.running"), Icon.PLAY, Hue.OK)
        : Badge.of(0, Texts.get("shell.engine.observing"), Icon.EYE, Hue.RUN);
  }

  private List<String> banners() {
    List<String> said = new ArrayList<>();
    if (!session.adopted()) {
      said.add(Texts.get("shell.banner.read-only"));
    } else if (!session.live()) {
      said.add(Texts.get("shell.banner.observe"));
    }
    EngineSession.Keeper keeper = session.keeper();
    if (session.adopted() && !keeper.self()) {
      said.add(
          keeper.who() == null || locks.keeperGone()
              ? Texts.get("shell.banner.nobody")
              : Texts.get("shell.banner.observer", keeper.who()));
    }
    if (queue.pausedProperty().get()) {
      said.add(Texts.get("shell.banner.paused"));
    }
    if (session.recovered() > 0) {
      said.add(Texts.get("shell.banner.recovered", session.recovered(), Formats.clock(openedAt)));
    }
    return said;
  }

  /** Shows an execution in its pane. */
  public void openExecution(String id) {
    place.set(Place.EXECUTIONS);
    drawerOpen.set(true);
    executions.select(id);
  }

  /** Goes to where a row of the inbox is dealt with, and selects it there. */
  public void open(InboxPlace where) {
    drawerOpen.set(true);
    switch (where.pane()) {
      case INBOX -> place.set(Place.INBOX);
      case APPROVAL -> where.items().stream().findFirst().ifPresent(approval::open);
      case JOBS -> openTab(QueueTab.JOBS, queue.list(), where.items());
      case LOCKS -> openTab(QueueTab.LOCKS, locks.list(), where.items());
      case WATCHER -> openTab(QueueTab.WATCHER, watcher.list(), where.items());
      case RECORDS -> openTab(RegistryTab.RECORDS);
      case FINDINGS -> openTab(RegistryTab.FINDINGS);
      case EXECUTIONS -> where.items().stream().findFirst().ifPresent(this::openExecution);
    }
  }

  private void openTab(QueueTab shown, LiveList<?, ?> list, List<String> items) {
    tab.set(shown);
    place.set(Place.QUEUE);
    list.filterProperty().set("");
    list.selected().setAll(items);
  }

  private void openTab(RegistryTab shown) {
    registry.tabProperty().set(shown);
    place.set(Place.REGISTRY);
  }

  /** Shows what was done in the last 24 hours. */
  public void openExecutionsOfTheDay() {
    executions.list().filterProperty().set("age:<1d");
    place.set(Place.EXECUTIONS);
  }

  /** The inbox comes first, if it holds anything and nobody has gone elsewhere meanwhile. */
  private void startAtInbox() {
    Place start = place.get();
    inbox
        .known()
        .addListener(
            new ChangeListener<@Nullable InboxList>() {
              @Override
              public void changed(
                  ObservableValue<? extends @Nullable InboxList> known,
                  @Nullable InboxList was,
                  @Nullable InboxList is) {
                known.removeListener(this);
                boolean holds =
                    is != null
                        && is.items().stream()
                            .anyMatch(item -> item.state().compareTo(State.RESOLVED) <= 0);
                if (holds && place.get() == start) {
                  place.set(Place.INBOX);
                }
              }
            });
  }

  /** Shows a job in its table. */
  public void openJob(String id) {
    tab.set(QueueTab.JOBS);
    place.set(Place.QUEUE);
    choose(queue.list(), id);
  }

  /** Shows a record of the registry, by its key. */
  public void openRecord(String key) {
    registry.tabProperty().set(RegistryTab.RECORDS);
    place.set(Place.REGISTRY);
    choose(registry.records().list(), key);
  }

  /** Shows the executions of an operator. */
  public void openOperator(String name) {
    place.set(Place.EXECUTIONS);
    executions.list().filterProperty().set("by:" + name);
  }

  /** Where the filter hides it, the filter gives way. */
  private void choose(LiveList<?, ?> list, String key) {
    drawerOpen.set(true);
    list.rows().show();
    if (list.rows().shown().stream().noneMatch(row -> row.key().equals(key))) {
      list.filterProperty().set("");
    }
    list.selected().setAll(key);
  }

  /** Reads the first data of all panes. */
  public void refresh() {
    startAtInbox();
    inbox.refresh();
    queue.refresh();
    watcher.refresh();
    locks.refresh();
    registry.refresh();
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

  /** What state the engine is in. */
  public ObservableValue<Badge> engine() {
    return engine.getReadOnlyProperty();
  }

  /** What a person must know before anything else; empty when nothing. */
  public ObservableValue<String> banner() {
    return banner.getReadOnlyProperty();
  }

  /** The notice on screen. */
  public Notices notices() {
    return screen.notices();
  }

  /** "Watching 3 folders". */
  public ObservableValue<String> watchingText() {
    return watcher.watchingCount().map(n -> Texts.get("shell.status.watching", n.intValue()));
  }

  /** The queue's figures. */
  public ObservableValue<String> queueText() {
    return Bindings.createStringBinding(
        () ->
            Texts.get(
                "shell.status.queue",
                queue.count(Chip.PENDING).get(),
                queue.count(Chip.RUNNING).get(),
                queue.count(Chip.RETRY).get(),
                queue.count(Chip.DEAD).get()),
        queue.count(Chip.PENDING),
        queue.count(Chip.RUNNING),
        queue.count(Chip.RETRY),
        queue.count(Chip.DEAD));
  }

  /** How many locks are on record. */
  public ObservableValue<String> locksText() {
    return locks.lockCount().map(n -> Texts.get("shell.status.locks", n.intValue()));
  }

  /** When the engine last told of something it had committed, else the registry's last write. */
  public ObservableValue<String> savedText() {
    ObservableValue<@Nullable Instant> written = registry.figures().lastWrite();
    return Bindings.createStringBinding(
        () -> {
          Instant at = saved.get() == null ? written.getValue() : saved.get();
          return at == null
              ? Texts.get("shell.status.nothing-saved")
              : Texts.get("shell.status.saved", Formats.clock(at));
        },
        saved,
        written);
  }

  /** "1 task 62%". */
  public ObservableValue<String> tasksText() {
    return screen
        .tasks()
        .summaryProperty()
        .map(text -> text.isEmpty() ? Texts.get("shell.status.no-task") : text);
  }

  /** How many notices are kept. */
  public ObservableValue<String> noticesText() {
    return Bindings.size(screen.notices().kept())
        .map(n -> Texts.get("shell.status.notices", n.intValue()));
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
    subscription.close();
    inbox.close();
    queue.close();
    watcher.close();
    locks.close();
    registry.close();
    executions.close();
    approval.end();
  }
}
