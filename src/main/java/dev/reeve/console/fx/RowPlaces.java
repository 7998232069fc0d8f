package dev.reeve.console.fx;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Where the rows of a list are, and which of them somebody looks for; so that nobody on the screen
 * thread goes through all rows for it. Immutable; made where rows are arranged.
 *
 * @param <R> row
 */
public final class RowPlaces<R extends SnapshotRow<?>> {
  private final List<R> rows;
  private final Map<String, Integer> places;
  private final BitSet wanted;

  private RowPlaces(List<R> rows, Map<String, Integer> places, BitSet wanted) {
    this.rows = rows;
    this.places = places;
    this.wanted = wanted;
  }

  /** Of a list that does not change any more. */
  static <R extends SnapshotRow<?>> RowPlaces<R> of(List<R> rows, Predicate<? super R> wanted) {
    Map<String, Integer> places = HashMap.newHashMap(rows.size());
    BitSet found = new BitSet(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      places.put(rows.get(i).key(), i);
      found.set(i, wanted.test(rows.get(i)));
    }
    return new RowPlaces<>(rows, places, found);
  }

  /** The place of a row; negative when it is not on show. */
  public int of(String key) {
    return places.getOrDefault(key, -1);
  }

  /**
   * The next place that is looked for, from the top again behind the end; negative when none is.
   *
   * @param after a place, itself looked at last; negative to begin at the top
   * @param still whether a row is looked for even now
   */
  public int next(int after, Predicate<? super R> still) {
    int below = next(after + 1, rows.size(), still);
    return below >= 0 ? below : next(0, after + 1, still);
  }

  private int next(int from, int to, Predicate<? super R> still) {
    for (int at = wanted.nextSetBit(from); at >= 0 && at < to; at = wanted.nextSetBit(at + 1)) {
      if (still.test(rows.get(at))) {
        return at;
      }
    }
    return -1;
  }
}
