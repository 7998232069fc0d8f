package dev.reeve.console.fx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One look at all rows of a list: either their new order and which of them pass, or, while the list
 * stands still, which rows leave and how many wait. {@link #work} may run on any thread; rows and
 * lists must not change meanwhile.
 *
 * @param <R> row
 */
final class Arrangement<R extends SnapshotRow<?>> {
  /** Fewer rows are looked at before the work could be shared. */
  static final int MANY = 2_000;

  private final List<R> ordered;
  private final Map<Object, List<R>> before;
  private final Set<String> gone;
  private final List<R> shown;
  private final Predicate<? super R> scope;
  private final Predicate<? super R> filter;
  private final @Nullable RowOrder<R> order;
  private final List<R> passed = new ArrayList<>();
  private final List<R> leaving = new ArrayList<>();
  private final List<R> staying = new ArrayList<>();
  private int within;
  private int passing;
  private int waiting;

  /**
   * @param ordered every row, nearly in order; sorted in place and rid of what is gone
   * @param before how the same rows lay when they were last sorted by something
   * @param scope which rows count at all
   * @param filter which of these are shown
   * @param order null while the list stands still
   */
  Arrangement(
      List<R> ordered,
      Map<Object, List<R>> before,
      Set<String> gone,
      List<R> shown,
      Predicate<? super R> scope,
      Predicate<? super R> filter,
      @Nullable RowOrder<R> order) {
    this.ordered = ordered;
    this.before = before;
    this.gone = gone;
    this.shown = shown;
    this.scope = scope;
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

  private void move(RowOrder<R> by) {
    if (!gone.isEmpty()) {
      ordered.removeIf(row -> gone.contains(row.key()));
    }
    sort(by);
    Passes[] passes = passes();
    for (int i = 0; i < passes.length; i++) {
      R row = ordered.get(i);
      if (row.leaves()) {
        staying.add(row);
      }
      within += passes[i] == Passes.NOT ? 0 : 1;
      if (passes[i] == Passes.SHOWN) {
        passed.add(row);
      }
    }
    passing = passed.size();
  }

  /** Rows that lie nearly in order are sorted in a fraction of the time. */
  private void sort(RowOrder<R> by) {
    Object basis = by.basis();
    List<R> last = basis == null ? null : before.get(basis);
    if (last != null) {
      Collections.copy(ordered, last);
    }
    by.sort(ordered);
    if (basis != null && ordered.size() >= MANY) {
      before.put(basis, List.copyOf(ordered));
    }
  }

  private void stand() {
    Set<R> remaining = new HashSet<>();
    Passes[] passes = passes();
    for (int i = 0; i < passes.length; i++) {
      if (passes[i] == Passes.NOT || gone.contains(ordered.get(i).key())) {
        continue;
      }
      within++;
      if (passes[i] == Passes.SHOWN) {
        remaining.add(ordered.get(i));
      }
    }
    passing = remaining.size();
    int kept = 0;
    for (R row : shown) {
      boolean stays = remaining.contains(row);
      kept += stays ? 1 : 0;
      if (stays == row.leaves()) {
        (stays ? staying : leaving).add(row);
      }
    }
    waiting = passing - kept;
  }

  private enum Passes {
    NOT,
    SCOPE,
    SHOWN
  }

  private Passes[] passes() {
    Passes[] passes = new Passes[ordered.size()];
    IntStream each = IntStream.range(0, passes.length);
    (passes.length < MANY ? each : each.parallel())
        .forEach(i -> passes[i] = passes(ordered.get(i)));
    return passes;
  }

  private Passes passes(R row) {
    if (!scope.test(row)) {
      return Passes.NOT;
    }
    return filter.test(row) ? Passes.SHOWN : Passes.SCOPE;
  }

  /** Whether the list stands still. */
  boolean standing() {
    return order == null;
  }

  /** The rows to show, in order; empty while the list stands still. */
  List<R> passed() {
    return passed;
  }

  /** How many rows count at all. */
  int within() {
    return within;
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
