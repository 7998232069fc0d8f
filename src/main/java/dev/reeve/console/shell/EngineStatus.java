package dev.reeve.console.shell;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Reading;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.queue.LocksViewModel;
import dev.reeve.console.queue.QueueViewModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

/** What state the engine is in, as a badge and as the sentence above the panes. Screen thread. */
public final class EngineStatus implements AutoCloseable {
  private final EngineSession session;
  private final QueueViewModel queue;
  private final LocksViewModel locks;
  private final Instant openedAt;
  private final Subscription ticks;
  private final ReadOnlyObjectWrapper<Badge> badge;
  private final ReadOnlyStringWrapper banner = new ReadOnlyStringWrapper("");

  EngineStatus(EngineSession session, Screen screen, QueueViewModel queue, LocksViewModel locks) {
    this.session = session;
    this.queue = queue;
    this.locks = locks;
    this.openedAt = screen.ticker().now();
    this.badge = new ReadOnlyObjectWrapper<>(state());
    queue.pausedProperty().addListener((observable, was, is) -> look());
    for (Reading reading : List.of(queue.list().reading(), locks.list().reading())) {
      reading.missedProperty().addListener((observable, was, is) -> look());
      reading.staleSinceProperty().addListener((observable, was, is) -> look());
    }
    ticks = screen.ticker().nowProperty().subscribe((was, is) -> look());
    look();
  }

  private void look() {
    badge.set(state());
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
    if (isOld(queue.list().reading()) || isOld(locks.list().reading())) {
      return Badge.of(0, Texts.get("shell.engine.degraded"), Icon.CLOCK, Hue.WAIT);
    }
    if (queue.pausedProperty().get()) {
      return Badge.of(0, Texts.get("shell.engine.paused"), Icon.PAUSE, Hue.WAIT);
    }
    return session.live()
        ? Badge.of(0, Texts.get("shell.engine.running"), Icon.PLAY, Hue.OK)
        : Badge.of(0, Texts.get("shell.engine.observing"), Icon.EYE, Hue.RUN);
  }

  /** Whether the engine's own figures could not be read anew. */
  private static boolean isOld(Reading reading) {
    return reading.missedProperty().get() || reading.staleSinceProperty().get() != null;
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

  /** What state the engine is in. */
  public ObservableValue<Badge> badge() {
    return badge.getReadOnlyProperty();
  }

  /** What a person must know before anything else; empty when nothing. */
  public ObservableValue<String> banner() {
    return banner.getReadOnlyProperty();
  }

  @Override
  public void close() {
    ticks.unsubscribe();
  }
}
