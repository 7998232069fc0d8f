package dev.reeve.console.fx;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the rows of a long list lay when they were last sorted by something: in that order already
 * while none of them has changed since, else nearly so, which sorts in a fraction of the time. Used
 * by one thread at a time.
 *
 * @param <R> row
 */
final class LastOrders<R extends SnapshotRow<?>> {
  private final Map<Object, List<R>> lists = new HashMap<>();
  private final Set<Object> exact = new HashSet<>();

  /** Rows came or went. */
  void forget() {
    lists.clear();
    exact.clear();
  }

  /** Rows are no longer what they were. */
  void loosen() {
    exact.clear();
  }

  /**
   * Sorts in place.
   *
   * @param rows the same as at the last time, in any order, unless they were forgotten
   */
  void sort(List<R> rows, RowOrder<R> by) {
    Object basis = by.basis();
    List<R> last = basis == null ? null : lists.get(basis);
    if (last != null) {
      Collections.copy(rows, last);
    }
    if (basis != null && exact.contains(basis)) {
      return;
    }
    by.sort(rows);
    if (basis != null && rows.size() >= Arrangement.MANY) {
      lists.put(basis, List.copyOf(rows));
      exact.add(basis);
    }
  }
}
