package dev.reeve.console.queue;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.lock.LockStatus;
import java.time.Instant;
import java.util.Comparator;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** A lock as a row. */
public final class LockRow extends SnapshotRow<LockStatus> {
  static final Comparator<LockRow> ORDER = Comparator.comparing(LockRow::badge);

  LockRow(String name, LockStatus status) {
    super(name, status);
  }

  @Override
  public Badge badge() {
    return badge(snapshot());
  }

  static Badge badge(LockStatus lock) {
    return switch (lock.state()) {
      case DAMAGED -> Badge.of(0, Texts.get("locks.state.damaged"), Icon.OCTAGON, Hue.BAD);
      case STALE -> Badge.of(1, Texts.get("locks.state.stale"), Icon.TRIANGLE, Hue.BAD);
      case UNKNOWN ->
          Badge.of(2, Texts.get("locks.state.unknown"), Icon.QUESTION, Hue.IDLE).in(Form.OUTLINED);
      case OVERDUE -> Badge.of(3, Texts.get("locks.state.overdue"), Icon.CLOCK, Hue.WAIT);
      case HELD -> Badge.of(4, Texts.get("locks.state.held"), Icon.LOCK, Hue.RUN);
    };
  }

  /** What is locked. */
  public ObservableValue<String> name() {
    return value(LockStatus::name);
  }

  /** Who has it. */
  public ObservableValue<String> holder() {
    return value(lock -> lock.holder() + " \u00b7 " + lock.owner());
  }

  /** What for. */
  public ObservableValue<String> purpose() {
    return value(LockStatus::purpose);
  }

  /** Since when. */
  public ObservableValue<@Nullable Instant> since() {
    return value(LockStatus::since);
  }

  /** When the lease ends unless renewed. */
  public ObservableValue<@Nullable Instant> expires() {
    return value(LockStatus::expires);
  }

  /** How many wait for it. */
  public ObservableValue<Integer> waiting() {
    return value(LockStatus::waiters);
  }
}
