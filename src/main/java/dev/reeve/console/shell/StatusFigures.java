package dev.reeve.console.shell;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Pulse;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.queue.LocksViewModel;
import dev.reeve.console.queue.QueueViewModel;
import dev.reeve.console.queue.QueueViewModel.Chip;
import dev.reeve.console.queue.WatcherViewModel;
import dev.reeve.console.registry.RegistryViewModel;
import dev.reeve.engine.event.EventBus;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The figures of the status bar, which are the panes' own. Screen thread. */
public final class StatusFigures implements AutoCloseable {
  private final Screen screen;
  private final QueueViewModel queue;
  private final WatcherViewModel watcher;
  private final LocksViewModel locks;
  private final RegistryViewModel registry;
  private final EventBus.Subscription subscription;
  private final ReadOnlyObjectWrapper<@Nullable Instant> saved = new ReadOnlyObjectWrapper<>(null);
  private volatile @Nullable Instant committed;

  StatusFigures(
      EngineSession session,
      Screen screen,
      QueueViewModel queue,
      WatcherViewModel watcher,
      LocksViewModel locks,
      RegistryViewModel registry) {
    this.screen = screen;
    this.queue = queue;
    this.watcher = watcher;
    this.locks = locks;
    this.registry = registry;
    Pulse pulse = screen.pulse(this::save);
    this.subscription =
        session
            .bus()
            .subscribe(
                event -> {
                  committed = session.clock().now();
                  pulse.ask();
                });
  }

  private void save() {
    Instant at = Objects.requireNonNull(committed);
    screen.ticker().reach(at);
    saved.set(at);
  }

  /** Nothing is said of a list's figures before it was read. */
  private static ObservableValue<String> read(
      LiveList<?, ?> list, Supplier<String> words, String unread, Observable... figures) {
    ReadOnlyBooleanProperty known = list.reading().knownProperty();
    return Bindings.createStringBinding(
        () -> known.get() ? words.get() : unread,
        Stream.concat(Stream.of(known), Stream.of(figures)).toArray(Observable[]::new));
  }

  /** "Watching 3 folders". */
  public ObservableValue<String> watching() {
    return read(
        watcher.list(),
        () -> Texts.get("shell.status.watching", watcher.watchingCount().get()),
        Texts.get("shell.status.watching-unread"),
        watcher.watchingCount());
  }

  /** The queue's figures. */
  public ObservableValue<String> queue() {
    return read(
        queue.list(),
        () ->
            Texts.get(
                "shell.status.queue",
                queue.count(Chip.SETTLING).get(),
                queue.count(Chip.PENDING).get(),
                queue.count(Chip.RUNNING).get(),
                queue.count(Chip.RETRY).get(),
                queue.count(Chip.DEAD).get()),
        Texts.get("shell.status.queue-unread"),
        queue.count(Chip.SETTLING),
        queue.count(Chip.PENDING),
        queue.count(Chip.RUNNING),
        queue.count(Chip.RETRY),
        queue.count(Chip.DEAD));
  }

  /** How many locks are on record. */
  public ObservableValue<String> locks() {
    return read(
        locks.list(),
        () -> Texts.get("shell.status.locks", locks.lockCount().get()),
        Texts.get("shell.status.locks-unread"),
        locks.lockCount());
  }

  /** When the engine last told of something it had committed, else the registry's last write. */
  public ObservableValue<String> saved() {
    ObservableValue<@Nullable Instant> written = registry.figures().lastWrite();
    return Bindings.createStringBinding(
        () -> {
          Instant at = saved.get() == null ? written.getValue() : saved.get();
          return at == null && registry.figures().known()
              ? Texts.get("shell.status.nothing-saved")
              : Texts.get("shell.status.saved", Formats.clock(at));
        },
        saved,
        written);
  }

  /** "1 task 62%". */
  public ObservableValue<String> tasks() {
    return screen
        .tasks()
        .summaryProperty()
        .map(text -> text.isEmpty() ? Texts.get("shell.status.no-task") : text);
  }

  /** How many notices are kept. */
  public ObservableValue<String> notices() {
    return Bindings.size(screen.notices().kept())
        .map(n -> Texts.get("shell.status.notices", n.intValue()));
  }

  @Override
  public void close() {
    subscription.close();
  }
}
