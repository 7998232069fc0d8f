package dev.reeve.console.fx;

import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

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

  private RowPlaces(List<R> rows, BitSet wanted, int[] hashes) {
    this.rows = rows;
    this.wanted = wanted;
    this.table = new int[4 * Integer.highestOneBit(Math.max(1, rows.size()))];
    for (int i = 0; i < hashes.length; i++) {
      int at = first(hashes[i]);
      while (table[at] != 0) {
        at = at + 1 & table.length - 1;
      }
      table[at] = i + 1;
    }
  }

  private int first(int hash) {
    return hash * SPREAD >>> Integer.numberOfLeadingZeros(table.length) + 1;
  }

  /** Where the place of a key is, or would be. */
  private int index(String key) {
    int at = first(key.hashCode());
    while (table[at] != 0 && !rows.get(table[at] - 1).key().equals(key)) {
      at = at + 1 & table.length - 1;
    }
    return at;
  }

  /** Of a list that does not change any more, and holds each key once. */
  static <R extends SnapshotRow<?>> RowPlaces<R> of(List<R> rows, Predicate<? super R> wanted) {
    int[] hashes = new int[rows.size()];
    boolean[] found = new boolean[hashes.length];
    IntStream each = IntStream.range(0, hashes.length);
    (hashes.length < Arrangement.MANY ? each : each.parallel())
        .forEach(
            i -> {
              hashes[i] = rows.get(i).key().hashCode();
              found[i] = wanted.test(rows.get(i));
            });
    BitSet places = new BitSet(found.length);
    IntStream.range(0, found.length).filter(i -> found[i]).forEach(places::set);
    return new RowPlaces<>(rows, places, hashes);
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
