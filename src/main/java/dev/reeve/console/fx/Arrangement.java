package dev.reeve.console.fx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One look at all rows of a list: either their new order and which of them pass, or, while the list
 * stands still, which rows leave and how many wait. {@link #work} may run on any thread; rows and
 * lists must not change meanwhile.
 *
 * @param <R> row
 */
final class Arrangement<R extends SnapshotRow<?>> {
  private final List<R> ordered;
  private final Set<String> gone;
  private final List<R> shown;
  private final Predicate<? super R> filter;
  private final @Nullable Comparator<R> order;
  private final List<R> passed = new ArrayList<>();
  private final List<R> leaving = new ArrayList<>();
  private final List<R> staying = new ArrayList<>();
  private int passing;
  private int waiting;

  /**
   * @param ordered every row, nearly in order; sorted in place and rid of what is gone
   * @param order null while the list stands still
   */
  Arrangement(
      List<R> ordered,
      Set<String> gone,
      List<R> shown,
      Predicate<? super R> filter,
      @Nullable Comparator<R> order) {
    this.ordered = ordered;
    this.gone = gone;
    this.shown = shown;
    this.filter = filter;
    this.order = order;
  }

  void work() {
    if (order == null) {
      stand();
    } else {
      move(order);
    }
  }

  private void move(Comparator<R> by) {
    if (!gone.isEmpty()) {
      ordered.removeIf(row -> gone.contains(row.key()));
    }
    ordered.sort(by);
    for (R row : ordered) {
      if (row.leaves()) {
        staying.add(row);
      }
      if (filter.test(row)) {
        passed.add(row);
      }
    }
    passing = passed.size();
  }

  private void stand() {
    Set<R> passes = new HashSet<>();
    for (R row : ordered) {
      if (!gone.contains(row.key()) && filter.test(row)) {
        passes.add(row);
      }
    }
    passing = passes.size();
    int kept = 0;
    for (R row : shown) {
      boolean stays = passes.contains(row);
      kept += stays ? 1 : 0;
      if (stays == row.leaves()) {
        (stays ? staying : leaving).add(row);
      }
    }
    waiting = passing - kept;
  }

  /** Whether the list stands still. */
  boolean standing() {
    return order == null;
  }

  /** The rows to show, in order; empty while the list stands still. */
  List<R> passed() {
    return passed;
  }

  /** How many rows pass the filter. */
  int passing() {
    return passing;
  }

  /** How many of them are not shown yet. */
  int waiting() {
    return waiting;
  }

  /** Rows to be dimmed. */
  List<R> leaving() {
    return leaving;
  }

  /** Rows that are dimmed and need not be. */
  List<R> staying() {
    return staying;
  }
}
