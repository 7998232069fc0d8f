package dev.reeve.console.fx;

import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * What a drawer says of the one row that is selected: told in the background, again when its
 * snapshot is another, and with a "why" that ticks. Screen thread.
 *
 * @param <S> snapshot
 */
final class Told<S> {
  private final Screen screen;
  private final ObjectProperty<@Nullable Problem> problem;
  private final BackgroundWork.Latest telling;
  private final ReadOnlyObjectWrapper<@Nullable DrawerContent> content =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyStringWrapper instead = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper why = new ReadOnlyStringWrapper("");
  private Function<S, DrawerContent> describe =
      snapshot -> new DrawerContent("", List.of(), List.of(), List.of(), List.of());
  private BiFunction<S, Instant, String> reason = (snapshot, now) -> "";
  private @Nullable S subject;
  private @Nullable S drawn;

  /**
   * @param problem where a failure is shown
   */
  Told(Screen screen, ObjectProperty<@Nullable Problem> problem) {
    this.screen = screen;
    this.problem = problem;
    this.telling = screen.work().latest();
  }

  /** How it is told; runs on a background thread and may block. */
  void describe(Function<S, DrawerContent> teller) {
    describe = teller;
  }

  /** Blocks; on a background thread. */
  DrawerContent tell(S snapshot) {
    return describe.apply(snapshot);
  }

  /** Why it is as it is, and what comes next. */
  void why(BiFunction<S, Instant, String> teller) {
    reason = teller;
  }

  /**
   * Tells this one from now on.
   *
   * @param one null when not exactly one row is selected
   * @param selected how many are
   */
  void show(@Nullable S one, int selected) {
    subject = one;
    sayWhy();
    if (one == null) {
      telling.forget();
      drawn = null;
      content.set(null);
      instead.set(selected < 2 ? "" : Texts.get("console.drawer.several", Formats.count(selected)));
    } else if (!one.equals(drawn)) {
      redraw();
    }
  }

  void redraw() {
    S now = subject;
    if (now != null) {
      drawn = now;
      instead.set(Texts.get("console.drawer.reading"));
      telling.run(() -> describe.apply(now), content::set, this::notTold);
    }
  }

  /** What stood there was of another row, or of another time. */
  private void notTold(Problem failure) {
    content.set(null);
    instead.set(Texts.get("console.drawer.not-read"));
    problem.set(failure);
  }

  void sayWhy() {
    S now = subject;
    why.set(now == null ? "" : reason.apply(now, screen.ticker().now()));
  }

  /** What the drawer says, null when not exactly one row is selected. */
  ObservableValue<@Nullable DrawerContent> content() {
    return content.getReadOnlyProperty();
  }

  /** Why the drawer says nothing although something is selected; empty when nothing is. */
  ObservableValue<String> instead() {
    return instead.getReadOnlyProperty();
  }

  /** Why the row is as it is, and what comes next. */
  ObservableValue<String> why() {
    return why.getReadOnlyProperty();
  }
}
