package dev.reeve.console.fx;

import java.util.function.Predicate;

/**
 * Which rows of a list are shown and which of them are counted. Immutable; asked on any thread
 * while rows stand still.
 *
 * @param <R> row
 * @param scope which rows belong there at all
 * @param shown which of these are on show
 * @param thing which of these are counted, where some only stand for others
 * @param matching which of those count as found, on show or not
 */
record RowFilter<R>(
    Predicate<? super R> scope,
    Predicate<? super R> shown,
    Predicate<? super R> thing,
    Predicate<? super R> matching) {

  /** Every row is a thing, found when it is on show. */
  static <R> RowFilter<R> of(Predicate<? super R> scope, Predicate<? super R> shown) {
    return new RowFilter<>(scope, shown, row -> true, shown);
  }

  /** Whether a thing is found, given whether it is on show; what is the same is asked once. */
  boolean found(R row, boolean isShown) {
    return matching.equals(shown) ? isShown : matching.test(row);
  }
}
