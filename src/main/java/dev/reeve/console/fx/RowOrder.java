package dev.reeve.console.fx;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Brings rows into an order; used by whoever arranges them, on any thread while they stand still.
 *
 * @param <R> row
 */
@FunctionalInterface
interface RowOrder<R extends SnapshotRow<?>> {
  /** Sorts in place, ties broken by key. */
  void sort(List<R> rows);

  /** The order of a comparator. */
  static <R extends SnapshotRow<?>> RowOrder<R> by(Comparator<? super R> comparator) {
    Comparator<R> whole = ((Comparator<R>) comparator::compare).thenComparing(SnapshotRow::key);
    return rows -> {
      @SuppressWarnings("unchecked") // only rows are put into it
      R[] array = (R[]) rows.toArray(new SnapshotRow<?>[0]);
      Arrays.parallelSort(array, whole);
      for (int i = 0; i < array.length; i++) {
        rows.set(i, array[i]);
      }
    };
  }
}
