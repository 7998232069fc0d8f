package dev.reeve.console.fx;

import java.time.Duration;
import java.time.Instant;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * What was just done, in one sentence, with Undo where there is a way back. A notice stays for ten
 * seconds; while the pointer or the keyboard is on it, its time does not run. Screen thread.
 */
public final class Notices {
  private static final Duration SHOWN = Duration.ofSeconds(10);

  /**
   * @param text what was done
   * @param undo the way back, null when there is none
   */
  public record Notice(String text, @Nullable Runnable undo) {}

  private final ReadOnlyObjectWrapper<@Nullable Notice> current = new ReadOnlyObjectWrapper<>(null);
  private final BooleanProperty read = new SimpleBooleanProperty();
  private final Ticker ticker;
  private Instant until = Instant.MIN;

  public Notices(Ticker ticker) {
    this.ticker = ticker;
    ticker.nowProperty().addListener((observable, was, now) -> tick(now));
  }

  /** Says what was done. */
  public void say(String text) {
    show(new Notice(text, null));
  }

  /** Says what was done and offers the way back. */
  public void say(String text, Runnable undo) {
    show(new Notice(text, undo));
  }

  private void show(Notice notice) {
    until = ticker.now().plus(SHOWN);
    current.set(notice);
  }

  /** Takes the way back of the current notice, if it has one. */
  public void undo() {
    Notice notice = current.get();
    current.set(null);
    if (notice != null && notice.undo() != null) {
      notice.undo().run();
    }
  }

  private void tick(Instant now) {
    if (read.get()) {
      until = now.plus(SHOWN);
    } else if (!now.isBefore(until)) {
      current.set(null);
    }
  }

  /** The notice on screen, null for none. */
  public ReadOnlyObjectProperty<@Nullable Notice> currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** True while the pointer or the keyboard is on the notice. */
  public BooleanProperty readProperty() {
    return read;
  }
}
