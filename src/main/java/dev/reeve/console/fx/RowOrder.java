package dev.reeve.console.fx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/**
 * Brings rows into an order; used by whoever arranges them, on any thread while they stand still.
 *
 * @param <R> row
 */
@FunctionalInterface
interface RowOrder<R extends SnapshotRow<?>> {
  /** So many rows tell well enough where the middle is. */
  int SAMPLE = 101;

  /** One row in so many may be out of place where others have an order. */
  int FEW = 64;

  /** Sorts in place, ties broken by key. */
  void sort(List<R> rows);

  /** What it sorts by: two orders that agree in it sort the same rows alike. */
  default @Nullable Object basis() {
    return null;
  }

  /** The order of a comparator. */
  static <R extends SnapshotRow<?>> RowOrder<R> by(Comparator<? super R> comparator) {
    Comparator<R> whole = ((Comparator<R>) comparator::compare).thenComparing(SnapshotRow::key);
    return new RowOrder<>() {
      @Override
      public void sort(List<R> rows) {
        @SuppressWarnings("unchecked") // only rows are put into it
        R[] array = (R[]) rows.toArray(new SnapshotRow<?>[0]);
        sortShared(array, whole);
        for (int i = 0; i < array.length; i++) {
          rows.set(i, array[i]);
        }
      }

      @Override
      public Object basis() {
        return comparator;
      }
    };
  }

  /** On two processors the library's parallel sort leaves one of them idle. */
  static <T> void sortShared(T[] all, Comparator<? super T> by) {
    boolean many = all.length >= Arrangement.MANY;
    if (many && sortNearly(all, by)) {
      return;
    }
    if (!many || ForkJoinPool.getCommonPoolParallelism() > 1) {
      Arrays.parallelSort(all, by);
      return;
    }
    int half = split(all, by);
    ForkJoinTask<?> first = ForkJoinPool.commonPool().submit(() -> Arrays.sort(all, 0, half, by));
    Arrays.sort(all, half, all.length, by);
    first.join();
  }

  /**
   * Sorts what few rows keep out of order: those are taken out, sorted and put in again. False when
   * there are more; they lie in some other order then.
   */
  private static <T> boolean sortNearly(T[] all, Comparator<? super T> by) {
    List<T> odd = new ArrayList<>();
    int kept = 0;
    for (int i = 0; i < all.length; i++) {
      if (kept == 0 || by.compare(all[kept - 1], all[i]) <= 0) {
        all[kept++] = all[i];
        continue;
      }
      odd.add(all[--kept]); // either of the two may be the one that is out of place
      odd.add(all[i]);
      if (odd.size() > all.length / FEW) {
        for (T each : odd) {
          all[kept++] = each;
        }
        return false;
      }
    }
    odd.sort(by);
    for (int i = odd.size() - 1; i >= 0; i--) {
      int found = Arrays.binarySearch(all, 0, kept, odd.get(i), by);
      int at = found < 0 ? -found - 1 : found;
      System.arraycopy(all, at, all, at + i + 1, kept - at);
      all[at + i] = odd.get(i);
      kept = at;
    }
    return true;
  }

  /**
   * Brings what lies before a row of the middle to the front, otherwise in the order it had; gives
   * how many these are. Parts that need no merge can be sorted at the same time.
   */
  private static <T> int split(T[] all, Comparator<? super T> by) {
    T[] sample = Arrays.copyOf(all, SAMPLE);
    for (int i = 0; i < SAMPLE; i++) {
      sample[i] = all[(int) ((long) i * all.length / SAMPLE)];
    }
    Arrays.sort(sample, by);
    T middle = sample[SAMPLE / 2];
    T[] behind = Arrays.copyOf(all, all.length);
    int before = 0;
    int others = 0;
    for (T each : all) {
      if (by.compare(each, middle) < 0) {
        all[before++] = each;
      } else {
        behind[others++] = each;
      }
    }
    System.arraycopy(behind, 0, all, before, others);
    return before;
  }
}
