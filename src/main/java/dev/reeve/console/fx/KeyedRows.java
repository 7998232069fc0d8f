package dev.reeve.console.fx;

import dev.reeve.console.fx.Deferred.Asked;
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
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
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
 * new rows wait and are counted, rows that ended stay dimmed where they are, until {@link #show}.
 * Many rows are arranged {@link #inBackground in the background}; meanwhile they stand still, and
 * what was asked for comes after. Everything but {@link #put}, {@link #remove} and {@link #loading}
 * belongs to the screen thread.
 *
 * @param <S> snapshot
 * @param <R> row
 */
public final class KeyedRows<S, R extends SnapshotRow<S>> {
  private final BiFunction<String, S, R> create;
  private final RowOrder<R> natural;
  private final Mailbox<S> mail;
  private final Map<String, R> all = new LinkedHashMap<>();
  private final List<R> ordered = new ArrayList<>();

  private final LastOrders<R> before = new LastOrders<>();

  private final Set<String> gone = new HashSet<>();
  private final ObservableList<R> shown = FXCollections.observableArrayList();

  /** One wrapper for all: it listens weakly, and a fresh one would vanish with its listeners. */
  private final ObservableList<R> shownToOthers = FXCollections.unmodifiableObservableList(shown);

  private @Nullable BackgroundWork work;
  private final Deferred<S> deferred = new Deferred<>();
  private boolean inOrder;
  private Runnable afterArranging = () -> {};

  private RowFilter<R> filter = RowFilter.of(row -> true, row -> true);
  private @Nullable Supplier<? extends RowOrder<R>> order;
  private Consumer<Runnable> aroundChange = Runnable::run;
  private final BooleanProperty held = new SimpleBooleanProperty();
  private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper misplaced = new ReadOnlyBooleanWrapper();
  private Predicate<? super R> wanted = row -> false;
  private RowPlaces<R> places = RowPlaces.of(List.of(), wanted);
  private int within;
  private int passing;
  private int foundWaiting;

  /**
   * @param key id of a snapshot
   * @param create makes the row of a key seen for the first time
   * @param natural order when no column is sorted; ties are broken by key
   */
  public KeyedRows(
      Function<S, String> key, BiFunction<String, S, R> create, Comparator<? super R> natural) {
    this.mail = new Mailbox<>(key);
    this.create = create;
    this.natural = RowOrder.by(natural);
    held.addListener(
        (observable, was, is) -> {
          if (!is) {
            show();
          }
        });
  }

  /** Leaves the newest snapshots; any thread. */
  public void put(Collection<? extends S> snapshots) {
    mail.put(snapshots);
  }

  /** Says that rows are gone; any thread. */
  public void remove(Collection<String> keys) {
    mail.remove(keys);
  }

  /** Says that a full read begins: what arrives from now on is newer than its answer. */
  public void loading() {
    mail.loading();
  }

  /** Takes the answer of the full read: rows it does not name are gone, unless they are newer. */
  public void loaded(Collection<? extends S> snapshots) {
    if (deferred.takesRead(snapshots)) {
      return;
    }
    absorb();
    mail.loaded(snapshots, all.keySet());
    drain();
  }

  /** Brings what has gathered into the rows, but leaves the list alone: for a hidden pane. */
  public void absorb() {
    if (deferred.takes(Asked.ABSORB)) {
      return;
    }
    Map<String, Optional<S>> taken = mail.take();
    changing(!taken.isEmpty());
    taken.forEach(this::apply);
  }

  /** Brings what has gathered into the rows and the list. */
  public void drain() {
    if (deferred.takes(Asked.DRAIN)) {
      return;
    }
    absorb();
    arrange(held.get() && !shown.isEmpty(), false);
  }

  /**
   * Tells what is to be other about rows whose snapshots stay; the next {@link #drain} looks at
   * them anew. While rows stand still it comes after.
   */
  public void tell(Collection<? extends R> changed, Consumer<? super R> how) {
    if (deferred.takesTelling(() -> tell(changed, how))) {
      return;
    }
    changing(!changed.isEmpty());
    for (R row : changed) {
      how.accept(row);
      row.toldAnew();
    }
  }

  private void changing(boolean any) {
    if (any) {
      inOrder = false;
      before.loosen();
    }
  }

  private void apply(String id, Optional<S> newest) {
    R row = all.get(id);
    if (newest.isEmpty()) {
      if (row != null) {
        gone.add(id);
        row.gone(true);
        before.forget();
      }
    } else if (row == null) {
      R added = create.apply(id, newest.get());
      all.put(id, added);
      ordered.add(added);
      before.forget();
    } else {
      gone.remove(id);
      row.gone(false);
      row.set(newest.get());
    }
  }

  /** Lets the list move: additions, removals and one sort, at once. */
  public void show() {
    show(false);
  }

  private void show(boolean onlyOrder) {
    if (!deferred.takes(Asked.SHOW)) {
      arrange(false, onlyOrder);
    }
  }

  private void arrange(boolean standing, boolean onlyOrder) {
    Arrangement<R> arrangement =
        new Arrangement<>(ordered, before, gone, shown, filter, standing, order(), onlyOrder);
    inOrder |= !standing;
    BackgroundWork elsewhere = work;
    if (elsewhere == null || ordered.size() < Arrangement.MANY) {
      arrangement.work(wanted);
      arranged(arrangement);
      return;
    }
    deferred.still();
    Predicate<? super R> lookedFor = wanted;
    elsewhere.run(
        () -> {
          arrangement.work(lookedFor);
          return arrangement;
        },
        done -> {
          deferred.moving();
          arranged(done);
          deferred.catchUp(this);
        },
        problem -> {
          deferred.moving();
          deferred.catchUp(this);
        });
  }

  /** Rows of which none has changed since they were sorted are not sorted again. */
  private RowOrder<R> order() {
    if (inOrder) {
      return rows -> {};
    }
    return order == null ? natural : order.get();
  }

  private void arranged(Arrangement<R> done) {
    within = done.within();
    passing = done.passing();
    foundWaiting = done.foundWaiting();
    places = done.places();
    waiting.set(done.waiting());
    misplaced.set(done.misplaced());
    done.staying().forEach(row -> row.leaving(false));
    done.leaving().forEach(row -> row.leaving(true));
    ListChange<R> change = done.change();
    if (change != null) {
      gone.forEach(all::remove);
      gone.clear();
      if (!change.isNone()) {
        aroundChange.accept(() -> change.make(shown));
      }
    }
    afterArranging.run();
  }

  /** Shows only rows that pass; takes effect at once. */
  public void filter(Predicate<? super R> passing) {
    filter(row -> true, passing);
  }

  /** The same, where only those that pass the first one even count. */
  public void filter(Predicate<? super R> counting, Predicate<? super R> passing) {
    filter(RowFilter.of(counting, passing));
  }

  /** The same, where some rows stand for others and are not counted. */
  void filter(RowFilter<R> chosen) {
    filter = chosen;
    show();
  }

  /** Sorts by the given order, null for the natural one; takes effect at once. */
  public void order(@Nullable Comparator<? super R> chosen) {
    orderBy(chosen == null ? null : () -> RowOrder.by(chosen));
  }

  /** Sorts by an order that is asked for anew before every sort. */
  void orderBy(@Nullable Supplier<? extends RowOrder<R>> chosen) {
    order = chosen;
    inOrder = false;
    show(true);
  }

  /** Has many rows filtered and sorted there; few are arranged at once. */
  public void inBackground(BackgroundWork background) {
    work = background;
  }

  /** Called after each arrangement. */
  public void afterArranging(Runnable listener) {
    afterArranging = listener;
  }

  /** Wraps every change of the list, so that a table can keep its selection by key. */
  public void aroundChange(Consumer<Runnable> wrapper) {
    aroundChange = wrapper;
  }

  /** What the table shows. */
  public ObservableList<R> shown() {
    return shownToOthers;
  }

  /** Where these are; of the last arrangement, as {@link #shown} is. */
  public RowPlaces<R> places() {
    return places;
  }

  /**
   * Which rows are looked for among {@link #places}; asked on any thread while rows stand still.
   */
  public void lookFor(Predicate<? super R> rows) {
    wanted = rows;
  }

  /** How many things there were in scope at the last arrangement, shown or not. */
  public int within() {
    return within;
  }

  /** How many of them passed the filter, with those that wait behind the pill. */
  public int passing() {
    return passing;
  }

  /** How many of those wait. */
  public int foundWaiting() {
    return foundWaiting;
  }

  /** Every row, shown or not, except those that are gone. */
  public List<R> all() {
    return all.values().stream().filter(row -> !row.isGone()).toList();
  }

  /** Does something with every row of {@link #all}, for which no list is made. */
  public void each(Consumer<? super R> what) {
    for (R row : all.values()) {
      if (!row.isGone()) {
        what.accept(row);
      }
    }
  }

  /** The row of a key, if there is one. */
  public Optional<R> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /** True while somebody selects, points or types here. */
  public BooleanProperty heldProperty() {
    return held;
  }

  /** Whether rows on show would stand elsewhere, or be gone, had they not been held. */
  public ReadOnlyBooleanProperty misplacedProperty() {
    return misplaced.getReadOnlyProperty();
  }

  /** How many new rows wait behind the pill. */
  public ReadOnlyIntegerProperty waitingProperty() {
    return waiting.getReadOnlyProperty();
  }
}
