package dev.reeve.console.fx;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

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
      sortShared(array, whole);
      for (int i = 0; i < array.length; i++) {
        rows.set(i, array[i]);
      }
    };
  }

  /** On two processors the library's parallel sort leaves one of them idle. */
  static <T> void sortShared(T[] all, Comparator<? super T> by) {
    if (all.length < Arrangement.MANY || ForkJoinPool.getCommonPoolParallelism() > 1) {
      Arrays.parallelSort(all, by);
      return;
    }
    int half = all.length / 2;
    ForkJoinTask<?> first = ForkJoinPool.commonPool().submit(() -> Arrays.sort(all, 0, half, by));
    Arrays.sort(all, half, all.length, by);
    first.join();
    Arrays.sort(all, by); // two runs in order: one merge
  }
}
