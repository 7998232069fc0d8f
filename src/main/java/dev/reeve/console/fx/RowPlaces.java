package dev.reeve.console.fx;

import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where the rows of a list are, and which of them somebody looks for; so that nobody on the screen
 * thread goes through all rows for it. Immutable; made where rows are arranged.
 *
 * @param <R> row
 */
public final class RowPlaces<R extends SnapshotRow<?>> {
  /** Keys that count up would lie side by side: this is 2^32 by the golden ratio. */
  private static final int SPREAD = 0x9e3779b9;

  private final List<R> rows;
  private final BitSet wanted;

  /**
   * Places counted from one, each at the first free index from that of its key on. A map of the
   * library would make two objects for each row with every arrangement.
   */
  private final int[] table;

  private RowPlaces(List<R> rows, BitSet wanted) {
    this.rows = rows;
    this.wanted = wanted;
    this.table = new int[4 * Integer.highestOneBit(Math.max(1, rows.size()))];
    for (int i = 0; i < rows.size(); i++) {
      table[index(rows.get(i).key())] = i + 1;
    }
  }

  /** Where the place of a key is, or would be. */
  private int index(String key) {
    int hash = key.hashCode() * SPREAD;
    int at = hash >>> Integer.numberOfLeadingZeros(table.length) + 1;
    while (table[at] != 0 && !rows.get(table[at] - 1).key().equals(key)) {
      at = at + 1 & table.length - 1;
    }
    return at;
  }

  /** Of a list that does not change any more. */
  static <R extends SnapshotRow<?>> RowPlaces<R> of(List<R> rows, Predicate<? super R> wanted) {
    BitSet found = new BitSet(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      found.set(i, wanted.test(rows.get(i)));
    }
    return new RowPlaces<>(rows, found);
  }

  /** The place of a row; negative when it is not on show. */
  public int of(String key) {
    return table[index(key)] - 1;
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
