package dev.reeve.console.fx;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What was just done, in one sentence, with Undo where there is a way back. A notice stays on
 * screen for ten seconds; while the pointer or the keyboard is on it, its time does not run. When
 * more than five come in ten seconds, the rest is only counted; so is why something cannot be done
 * while a notice with a button is on screen, whose way back it would take. All are kept for seven
 * days, the newest 500 of them. Screen thread. Source: {@code docs/guide/console.md}.
 */
public final class Notices {
  private static final Duration SHOWN = Duration.ofSeconds(10);
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int BEFORE_FOLDING = 5;
  private static final int MOST_KEPT = 500;
  private static final int MOST_BUTTONS = 2;

  /**
   * A button of a notice.
   *
   * @param text a verb
   * @param run what it does; the notice goes then
   */
  public record Action(String text, Runnable run) {}

  /**
   * @param at when it was said
   * @param text what was done
   * @param actions at most two buttons, the way back first
   */
  public record Notice(Instant at, String text, List<Action> actions) {}

  private final ReadOnlyObjectWrapper<@Nullable Notice> current = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyIntegerWrapper folded = new ReadOnlyIntegerWrapper();
  private final ObservableList<Notice> kept = FXCollections.observableArrayList();
  private final BooleanProperty shown = new SimpleBooleanProperty(true);
  private final BooleanProperty outside = new SimpleBooleanProperty(true);
  private final BooleanProperty read = new SimpleBooleanProperty();
  private final Ticker ticker;
  private Instant until = Instant.MIN;
  private Subscription following = Subscription.EMPTY;

  public Notices(Ticker ticker) {
    this.ticker = ticker;
    ticker.nowProperty().addListener((observable, was, now) -> tick(now));
  }

  /** Keeps for the list what stands on screen in any case. */
  public void keep(String text) {
    keep(new Notice(ticker.now(), text, List.of()));
  }

  private void keep(Notice notice) {
    kept.addFirst(notice);
    forgetOld(notice.at());
  }

  /** Says what was done. */
  public void say(String text) {
    say(text, List.of());
  }

  /** Says what was done and offers the way back. */
  public void say(String text, Runnable undo) {
    say(text, List.of(new Action(Texts.get("console.notice.undo"), undo)));
  }

  /**
   * Says what was done and offers what can be done about it.
   *
   * @param actions at most two
   */
  public void say(String text, List<Action> actions) {
    if (actions.size() > MOST_BUTTONS) {
      throw new IllegalArgumentException("A notice has at most two buttons: " + text);
    }
    say(text, List.copyOf(actions), false);
  }

  /** Says why something cannot be done. */
  public void refuse(String why) {
    Notice now = current.get();
    say(why, List.of(), now != null && !now.actions().isEmpty());
  }

  /**
   * @param behind whether what is on screen stays there
   */
  private void say(String text, List<Action> actions, boolean behind) {
    Instant now = ticker.now();
    Notice notice = new Notice(now, text, actions);
    keep(notice);
    long burst = kept.stream().filter(each -> each.at().isAfter(now.minus(SHOWN))).count();
    boolean folds = behind || (burst > BEFORE_FOLDING && current.get() != null);
    folded.set(folds ? folded.get() + 1 : 0);
    until = now.plus(SHOWN);
    if (!folds && (shown.get() || !actions.isEmpty())) {
      current.set(notice);
    }
  }

  /**
   * Says why something cannot be done now; it goes from the screen as soon as that is no longer
   * why.
   *
   * @param why as it is told now and later
   */
  public void sayWhile(ObservableValue<String> why) {
    String told = why.getValue();
    refuse(told);
    Notice said = current.get();
    if (said != null && said.equals(kept.getFirst())) {
      following.unsubscribe();
      following =
          why.subscribe(
              now -> {
                if (!now.equals(told) && said.equals(current.get())) {
                  close();
                }
              });
    }
  }

  /** Forgets what was said since then, as after leaving what it was about. */
  public void forgetSince(Instant time) {
    kept.removeIf(each -> !each.at().isBefore(time));
  }

  private void forgetOld(Instant now) {
    kept.removeIf(each -> each.at().isBefore(now.minus(KEPT)));
    if (kept.size() > MOST_KEPT) {
      kept.remove(MOST_KEPT, kept.size());
    }
  }

  /** Puts notices of earlier days behind those of now. */
  public void recall(List<Notice> earlier) {
    kept.addAll(earlier);
    forgetOld(ticker.now());
  }

  /** Takes the way back of the current notice, if it has one. */
  public void undo() {
    press(0);
  }

  /** Presses a button of the current notice, if it has it. */
  public void press(int button) {
    Notice notice = current.get();
    close();
    if (notice != null && button < notice.actions().size()) {
      notice.actions().get(button).run().run();
    }
  }

  /** Takes the current notice from the screen. */
  public void close() {
    following.unsubscribe();
    following = Subscription.EMPTY;
    current.set(null);
    folded.set(0);
  }

  private void tick(Instant now) {
    if (read.get()) {
      until = now.plus(SHOWN);
    } else if (!now.isBefore(until)) {
      close();
    }
  }

  /** The notice on screen, null for none. */
  public ReadOnlyObjectProperty<@Nullable Notice> currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** How many more were said since than are shown. */
  public ReadOnlyIntegerProperty foldedProperty() {
    return folded.getReadOnlyProperty();
  }

  /** Everything that was said in seven days, newest first. */
  public ObservableList<Notice> kept() {
    return kept;
  }

  /** Whether notices that need no answer come on screen; they are kept in any case. */
  public BooleanProperty shownProperty() {
    return shown;
  }

  /** Whether the system tells, too, what needs a person who looks elsewhere. */
  public BooleanProperty outsideProperty() {
    return outside;
  }

  /** True while the pointer or the keyboard is on the notice. */
  public BooleanProperty readProperty() {
    return read;
  }
}
