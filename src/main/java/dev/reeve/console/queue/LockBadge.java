package dev.reeve.console.queue;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.lock.LockStatus.State;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the state of a lock looks, the same wherever one is shown: what is wrong now is red, a lock
 * that is late may still come right, and one whose holder lives only works. Any thread. Source:
 * {@code docs/guide/console.md}.
 */
public final class LockBadge {
  private LockBadge() {}

  /** Icon, word and hue; its rank puts what is wrong first. */
  public static Badge of(State state) {
    return of(
        switch (state) {
          case DAMAGED -> 0;
          case STALE -> 1;
          case UNKNOWN -> 2;
          case OVERDUE -> 3;
          case HELD -> 4;
        },
        state);
  }

  /**
   * The same among other things.
   *
   * @param rank place in their order, lower first
   */
  public static Badge of(int rank, State state) {
    return switch (state) {
      case DAMAGED -> Badge.of(rank, Texts.get("locks.state.damaged"), Icon.OCTAGON, Hue.BAD);
      case STALE -> Badge.of(rank, Texts.get("locks.state.stale"), Icon.TRIANGLE, Hue.BAD);
      case UNKNOWN ->
          Badge.of(rank, Texts.get("locks.state.unknown"), Icon.QUESTION, Hue.IDLE)
              .in(Form.OUTLINED);
      case OVERDUE -> Badge.of(rank, Texts.get("locks.state.overdue"), Icon.CLOCK, Hue.WAIT);
      case HELD -> Badge.of(rank, Texts.get("locks.state.held"), Icon.LOCK, Hue.RUN);
    };
  }

  /**
   * The same of a lock that is named and may be free.
   *
   * @param state null where nobody has it
   * @param known whether that has been read
   */
  static Badge inOrder(String name, @Nullable State state, boolean known) {
    Badge badge =
        !known
            ? Badge.of(0, Formats.NONE, Icon.QUESTION, Hue.IDLE).in(Form.OUTLINED)
            : state == null
                ? Badge.of(0, Texts.get("locks.state.free"), Icon.CIRCLE, Hue.IDLE)
                    .in(Form.OUTLINED)
                : of(state);
    return badge.called(
        Texts.get("locks.order.lock", name, badge.word().toLowerCase(Locale.getDefault())));
  }
}
