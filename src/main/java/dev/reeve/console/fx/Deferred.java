package dev.reeve.console.fx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of rows while they stand still, because they are arranged elsewhere; it is done
 * afterwards. Screen thread.
 *
 * @param <S> snapshot
 */
final class Deferred<S> {
  /** What is to be done once rows may move again; the last includes those before it. */
  enum Asked {
    NOTHING,
    ABSORB,
    DRAIN,
    SHOW
  }

  private boolean still;
  private Asked asked = Asked.NOTHING;
  private final List<Runnable> untold = new ArrayList<>();
  private @Nullable Collection<? extends S> read;

  /** Rows stand still from now on. */
  void still() {
    still = true;
  }

  /** They may move again; what was kept is still to be done. */
  void moving() {
    still = false;
  }

  /**
   * Keeps what is asked for, if rows stand still.
   *
   * @return false if it can be done at once
   */
  boolean takes(Asked what) {
    if (still && what.compareTo(asked) > 0) {
      asked = what;
    }
    return still;
  }

  /** The same for the answer of a full read; the newest counts. */
  boolean takesRead(Collection<? extends S> answer) {
    if (still) {
      read = answer;
    }
    return still;
  }

  /** The same for what rows are to be told. */
  boolean takesTelling(Runnable telling) {
    if (still) {
      untold.add(telling);
    }
    return still;
  }

  /** Does with them what was kept; who has them stand still again does it after that. */
  void catchUp(KeyedRows<S, ?> rows) {
    if (still) {
      return;
    }
    List<Runnable> telling = List.copyOf(untold);
    untold.clear();
    telling.forEach(Runnable::run);
    Asked now = asked;
    asked = Asked.NOTHING;
    Collection<? extends S> answer = read;
    read = null;
    if (answer != null) {
      rows.loaded(answer);
    }
    switch (now) {
      case NOTHING -> {}
      case ABSORB -> rows.absorb();
      case DRAIN -> rows.drain();
      case SHOW -> {
        rows.absorb();
        rows.show();
      }
    }
  }
}
