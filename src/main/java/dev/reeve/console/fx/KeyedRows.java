package dev.reeve.console.fx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * From events to table rows. Publishers leave the newest snapshot per key, on any thread; {@link
 * #drain} takes what has gathered, writes it into existing rows in place, and brings additions and
 * removals in bulk with one sort. While {@link #heldProperty held} the list itself does not move:
 * new rows wait and are counted, rows that ended stay dimmed, until {@link #show}. Everything but
 * {@link #put}, {@link #remove} and {@link #loading} belongs to the screen thread.
 *
 * @param <S> snapshot
 * @param <R> row
 */
public final class KeyedRows<S, R extends SnapshotRow<S>> {
  private final Function<S, String> key;
  private final BiFunction<String, S, R> create;
  private final Comparator<? super R> natural;

  private final Object mail = new Object();
  private Map<String, Optional<S>> arrived = new LinkedHashMap<>();
  private @Nullable Set<String> sinceLoading;

  private final Map<String, R> all = new LinkedHashMap<>();
  private final List<R> ordered = new ArrayList<>();
  private final Set<String> gone = new HashSet<>();
  private final ObservableList<R> shown = FXCollections.observableArrayList();

  /** One wrapper for all: it listens weakly, and a fresh one would vanish with its listeners. */
  private final ObservableList<R> shownToOthers = FXCollections.unmodifiableObservableList(shown);

  private Predicate<? super R> filter = row -> true;
  private @Nullable Comparator<? super R> order;
  private Consumer<Runnable> aroundChange = Runnable::run;
  private final BooleanProperty held = new SimpleBooleanProperty();
  private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper();
  private int passing;

  /**
   * @param key id of a snapshot
   * @param create makes the row of a key seen for the first time
   * @param natural order when no column is sorted; ties are broken by key
   */
  public KeyedRows(
      Function<S, String> key, BiFunction<String, S, R> create, Comparator<? super R> natural) {
    this.key = key;
    this.create = create;
    this.natural = natural;
    held.addListener(
        (observable, was, is) -> {
          if (!is) {
            show();
          }
        });
  }

  /** Leaves the newest snapshots; any thread. */
  public void put(Collection<? extends S> snapshots) {
    synchronized (mail) {
      for (S snapshot : snapshots) {
        leave(key.apply(snapshot), Optional.of(snapshot));
      }
    }
  }

  /** Says that rows are gone; any thread. */
  public void remove(Collection<String> keys) {
    synchronized (mail) {
      for (String gone : keys) {
        leave(gone, Optional.empty());
      }
    }
  }

  /** Says that a full read begins: what arrives from now on is newer than its answer. */
  public void loading() {
    synchronized (mail) {
      sinceLoading = new HashSet<>();
    }
  }

  /** Takes the answer of the full read: rows it does not name are gone, unless they are newer. */
  public void loaded(Collection<? extends S> snapshots) {
    absorb();
    Map<String, S> read = new LinkedHashMap<>();
    snapshots.forEach(snapshot -> read.put(key.apply(snapshot), snapshot));
    synchronized (mail) {
      Set<String> newer = sinceLoading == null ? Set.of() : sinceLoading;
      sinceLoading = null;
      for (String known : all.keySet()) {
        if (!read.containsKey(known) && !newer.contains(known)) {
          arrived.put(known, Optional.empty());
        }
      }
      read.forEach(
          (id, snapshot) -> {
            if (!newer.contains(id)) {
              arrived.put(id, Optional.of(snapshot));
            }
          });
    }
    drain();
  }

  private void leave(String id, Optional<S> newest) {
    arrived.put(id, newest);
    if (sinceLoading != null) {
      sinceLoading.add(id);
    }
  }

  /** Brings what has gathered into the rows, but leaves the list alone: for a hidden pane. */
  public void absorb() {
    Map<String, Optional<S>> taken;
    synchronized (mail) {
      taken = arrived;
      arrived = new LinkedHashMap<>();
    }
    taken.forEach(this::apply);
  }

  /** Brings what has gathered into the rows and the list. */
  public void drain() {
    absorb();
    if (held.get() && !shown.isEmpty()) {
      markWhatLeaves();
    } else {
      show();
    }
  }

  private void apply(String id, Optional<S> newest) {
    R row = all.get(id);
    if (newest.isEmpty()) {
      if (row != null) {
        gone.add(id);
      }
    } else if (row == null) {
      R added = create.apply(id, newest.get());
      all.put(id, added);
      ordered.add(added);
    } else {
      gone.remove(id);
      row.set(newest.get());
    }
  }

  private void markWhatLeaves() {
    Set<String> onScreen = new HashSet<>();
    for (R row : shown) {
      onScreen.add(row.key());
      row.leaving(gone.contains(row.key()) || !filter.test(row));
    }
    int passes = 0;
    int news = 0;
    for (R row : all.values()) {
      if (!gone.contains(row.key()) && filter.test(row)) {
        passes++;
        news += onScreen.contains(row.key()) ? 0 : 1;
      }
    }
    passing = passes;
    waiting.set(news);
  }

  /** Lets the list move: additions, removals and one sort, at once. */
  public void show() {
    if (!gone.isEmpty()) {
      gone.forEach(all::remove);
      ordered.removeIf(row -> gone.contains(row.key()));
      gone.clear();
    }
    Comparator<? super R> chosen = order == null ? natural : order;
    Comparator<R> byKey = Comparator.comparing(SnapshotRow::key);
    ordered.sort(((Comparator<R>) chosen::compare).thenComparing(byKey)); // nearly in order already
    List<R> next = new ArrayList<>();
    for (R row : ordered) {
      row.leaving(false);
      if (filter.test(row)) {
        next.add(row);
      }
    }
    passing = next.size();
    waiting.set(0);
    if (!next.equals(shown)) {
      aroundChange.accept(() -> become(next));
    }
  }

  /**
   * Takes out and puts in only what lies between the same beginning and the same end; a table draws
   * every cell anew for rows that are said to be replaced.
   */
  private void become(List<R> next) {
    int most = Math.min(shown.size(), next.size());
    int start = 0;
    while (start < most && shown.get(start) == next.get(start)) {
      start++;
    }
    int end = 0;
    while (end < most - start
        && shown.get(shown.size() - 1 - end) == next.get(next.size() - 1 - end)) {
      end++;
    }
    if (start + end == 0) {
      shown.setAll(next);
      return;
    }
    shown.remove(start, shown.size() - end);
    shown.addAll(start, next.subList(start, next.size() - end));
  }

  /** Shows only rows that pass; takes effect at once. */
  public void filter(Predicate<? super R> passing) {
    filter = passing;
    show();
  }

  /** Sorts by the given order, null for the natural one; takes effect at once. */
  public void order(@Nullable Comparator<? super R> chosen) {
    order = chosen;
    show();
  }

  /** Wraps every change of the list, so that a table can keep its selection by key. */
  public void aroundChange(Consumer<Runnable> wrapper) {
    aroundChange = wrapper;
  }

  /** What the table shows. */
  public ObservableList<R> shown() {
    return shownToOthers;
  }

  /** How many rows passed the filter at the last drain, with those that wait behind the pill. */
  public int passing() {
    return passing;
  }

  /** Every row, shown or not, except those that are gone. */
  public List<R> all() {
    return all.values().stream().filter(row -> !gone.contains(row.key())).toList();
  }

  /** The row of a key, if there is one. */
  public Optional<R> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /** True while somebody selects, points or types here. */
  public BooleanProperty heldProperty() {
    return held;
  }

  /** How many new rows wait behind the pill. */
  public ReadOnlyIntegerProperty waitingProperty() {
    return waiting.getReadOnlyProperty();
  }
}
