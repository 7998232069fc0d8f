package dev.reeve.console.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * How a list becomes another one: only what comes, goes or moves is taken out and put in, for a
 * table draws every cell anew for rows that are said to be replaced. Immutable; found on any
 * thread, made on the screen thread.
 *
 * @param <R> what is in the lists
 */
final class ListChange<R> {
  /** When more than so many rows differ, drawing the cells anew costs less than moving them. */
  private static final int ONE_BY_ONE = 500;

  /**
   * A place where the lists differ.
   *
   * @param at in the list that comes, once all edits before this one are made
   */
  private record Edit<R>(int at, int out, List<R> in) {}

  private final List<R> next;
  private final @Nullable List<Edit<R>> edits;

  private ListChange(List<R> next, @Nullable List<Edit<R>> edits) {
    this.next = next;
    this.edits = edits;
  }

  /** Finds it. */
  static <R> ListChange<R> of(List<R> was, List<R> next) {
    List<Edit<R>> edits = new ArrayList<>();
    int from = 0;
    int to = 0;
    int differing = 0;
    while (from < was.size() || to < next.size()) {
      if (from < was.size() && to < next.size() && was.get(from).equals(next.get(to))) {
        from++;
        to++;
        continue;
      }
      int left = ONE_BY_ONE - differing;
      int out = to == next.size() ? was.size() - from : distance(was, from, next.get(to), left);
      int in = from == was.size() ? next.size() - to : distance(next, to, was.get(from), left);
      if (out > left && in > left && from < was.size() && to < next.size()) {
        out = 1; // one took the place of the other
        in = 1;
      } else if (out <= in && from < was.size()) {
        in = 0;
      } else {
        out = 0;
      }
      differing += Math.max(out, in);
      if (differing > ONE_BY_ONE || (from == 0 && to == 0 && out == was.size())) {
        return new ListChange<>(next, null);
      }
      edits.add(new Edit<>(to, out, List.copyOf(next.subList(to, to + in))));
      from += out;
      to += in;
    }
    return new ListChange<>(next, edits);
  }

  /** How far on an element lies; more than the most when it does not lie within that. */
  private static <R> int distance(List<R> list, int start, R wanted, int most) {
    int end = (int) Math.min(list.size(), (long) start + most + 1);
    for (int i = start; i < end; i++) {
      if (list.get(i).equals(wanted)) {
        return i - start;
      }
    }
    return Integer.MAX_VALUE;
  }

  /** Whether both are the same. */
  boolean isNone() {
    return edits != null && edits.isEmpty();
  }

  /** Makes it. */
  void make(ObservableList<R> list) {
    if (edits == null) {
      list.setAll(next);
      return;
    }
    for (Edit<R> edit : Objects.requireNonNull(edits)) {
      list.remove(edit.at(), edit.at() + edit.out());
      list.addAll(edit.at(), edit.in());
    }
  }
}
