package dev.reeve.console.fx;

import dev.reeve.engine.workspace.EngineClock;
import java.time.Instant;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The one clock from which every age and countdown on the screen is told, so that they agree. */
public final class Ticker {
  private final EngineClock clock;
  private final ReadOnlyObjectWrapper<Instant> now;

  public Ticker(EngineClock clock) {
    this.clock = clock;
    this.now = new ReadOnlyObjectWrapper<>(clock.now());
  }

  /** Takes the time anew; called as a second begins, on the screen thread. */
  public void tick() {
    now.set(clock.now());
  }

  /** Takes the time anew if then was in a later second, so that no age is told from before it. */
  public void reach(Instant then) {
    if (then.getEpochSecond() > now.get().getEpochSecond()) {
      tick();
    }
  }

  /** The moment of the last tick. */
  public ReadOnlyObjectProperty<Instant> nowProperty() {
    return now.getReadOnlyProperty();
  }

  /** The moment of the last tick. */
  public Instant now() {
    return now.get();
  }

  /** The moment itself, for what is remembered of it; ages are told from that of the last tick. */
  public Instant exact() {
    return clock.now();
  }
}
