package dev.reeve.console.fx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One look at all rows of a list: either their new order, which of them pass and what that changes,
 * or, while the list stands still, which rows leave and how many wait; and how many there are.
 * {@link #work} may run on any thread; rows and lists must not change meanwhile.
 *
 * @param <R> row
 */
final class Arrangement<R extends SnapshotRow<?>> {
  /** Fewer rows are looked at before the work could be shared. */
  static final int MANY = 2_000;

  /** What one look at a row in scope tells. */
  private static final int SHOWN = 1;

  private static final int THING = 2;
  private static final int FOUND = 4;
  private static final int DIMMED = 8;

  /** Bits of these; its weight stands above them. */
  private static final int TOLD = 4;

  private final List<R> ordered;
  private final LastOrders<R> before;
  private final Set<String> gone;
  private final List<R> shown;
  private final RowFilter<R> filter;
  private final boolean standing;
  private final RowOrder<R> order;
  private final boolean onlyOrder;
  private final List<R> leaving = new ArrayList<>();
  private final List<R> staying = new ArrayList<>();
  private int within;
  private int passing;
  private int waiting;
  private int foundWaiting;
  private boolean misplaced;
  private @Nullable ListChange<R> change;
  private RowPlaces<R> places = RowPlaces.of(List.of(), row -> false);

  /**
   * @param ordered every row, nearly in order; sorted in place and rid of what is gone
   * @param before how the same rows were sorted
   * @param filter which rows are shown, and which are counted
   * @param standing whether the list stands still
   * @param onlyOrder whether just the order is asked for: which rows pass is still known
   */
  Arrangement(
      List<R> ordered,
      LastOrders<R> before,
      Set<String> gone,
      List<R> shown,
      RowFilter<R> filter,
      boolean standing,
      RowOrder<R> order,
      boolean onlyOrder) {
    this.ordered = ordered;
    this.before = before;
    this.gone = gone;
    this.shown = shown;
    this.filter = filter;
    this.standing = standing;
    this.order = order;
    this.onlyOrder = onlyOrder;
  }

  /**
   * @param wanted which of the rows on show somebody looks for
   */
  void work(Predicate<? super R> wanted) {
    List<R> next = standing ? stand() : move();
    places = RowPlaces.of(next, wanted);
  }

  private List<R> move() {
    if (!gone.isEmpty()) {
      ordered.removeIf(row -> gone.contains(row.key()));
    }
    before.sort(ordered, order);
    List<R> passed = look(staying::add);
    change = ListChange.of(shown, passed);
    return passed;
  }

  private List<R> stand() {
    Set<R> remaining = new HashSet<>(look(row -> {}));
    List<R> kept = shown.stream().filter(remaining::contains).toList();
    List<R> sorted = new ArrayList<>(kept);
    order.sort(sorted);
    boolean inOrder = sorted.equals(kept);
    misplaced = !inOrder || kept.size() < shown.size();
    for (R row : shown) {
      boolean stays = remaining.contains(row) && (inOrder || !row.endedHere());
      if (stays == row.leaves()) {
        (stays ? staying : leaving).add(row);
      }
    }
    waiting = remaining.size() - kept.size();
    kept.forEach(remaining::remove);
    foundWaiting = foundIn(remaining);
    return List.copyOf(shown);
  }

  private int foundIn(Set<R> rows) {
    return rows.stream()
        .filter(row -> (row.seen() & FOUND) != 0)
        .mapToInt(SnapshotRow::weight)
        .sum();
  }

  /**
   * Counts the rows, and gives those to be shown. What a row says is asked once and shared between
   * processors: to reach so many rows costs more than what they say.
   */
  private List<R> look(Consumer<R> dimmed) {
    int[] told = new int[ordered.size()];
    IntStream each = IntStream.range(0, told.length);
    (told.length < MANY ? each : each.parallel()).forEach(i -> told[i] = tell(ordered.get(i)));
    List<R> show = new ArrayList<>();
    for (int i = 0; i < told.length; i++) {
      int weight = told[i] >>> TOLD;
      within += (told[i] & THING) == 0 ? 0 : weight;
      passing += (told[i] & FOUND) == 0 ? 0 : weight;
      if ((told[i] & SHOWN) != 0) {
        show.add(ordered.get(i));
      }
      if ((told[i] & DIMMED) != 0) {
        dimmed.accept(ordered.get(i));
      }
    }
    return show;
  }

  private int tell(R row) {
    if (!standing) {
      row.placed();
    }
    int dimmed = row.leaves() ? DIMMED : 0;
    byte seen = look(row);
    return seen == 0 || gone.contains(row.key()) ? dimmed : row.weight() << TOLD | dimmed | seen;
  }

  private byte look(R row) {
    if (!onlyOrder || !row.lookedAtBy(filter)) {
      row.seen(filter, test(row));
    }
    return row.seen();
  }

  private byte test(R row) {
    if (!filter.scope().test(row)) {
      return 0;
    }
    boolean shown = filter.shown().test(row);
    if (!filter.thing().test(row)) {
      return (byte) (shown ? SHOWN : 0);
    }
    boolean found = filter.found(row, shown);
    return (byte) (THING | (found ? FOUND : 0) | (shown ? SHOWN : 0));
  }

  /** Where the rows are afterwards. */
  RowPlaces<R> places() {
    return places;
  }

  /** What becomes of the list; null while it stands still. */
  @Nullable ListChange<R> change() {
    return change;
  }

  /** How many things there are under no other filter than the scope. */
  int within() {
    return within;
  }

  /** How many of them are found, on show or waiting. */
  int passing() {
    return passing;
  }

  /** How many rows to be shown are not shown yet. */
  int waiting() {
    return waiting;
  }

  /** How many of the things that are found are in those rows. */
  int foundWaiting() {
    return foundWaiting;
  }

  /** Whether rows on show belong elsewhere, or nowhere, once the list moves. */
  boolean misplaced() {
    return misplaced;
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
