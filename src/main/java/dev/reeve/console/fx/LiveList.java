package dev.reeve.console.fx;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What every list pane's model is made of: rows, filter with "n of m", selection by key, the drawer
 * of the selected row with its ticking "why", and the failure on show. Screen thread, except {@link
 * #rows()} where it says otherwise, {@link #changed} and {@link #lookAgain}.
 *
 * @param <S> snapshot
 * @param <R> row
 */
public final class LiveList<S, R extends SnapshotRow<S>> implements AutoCloseable {
  private final KeyedRows<S, R> rows;
  private final ListFilter<R> filter;
  private final Screen screen;
  private final Pulse pulse;
  private final Subscription ticks;
  private final Reading reading;
  private volatile boolean heard;
  private @Nullable Instant heardAt;
  private final Told<S> told;
  private final Chosen<S, R> chosen;

  private final ObservableList<String> selected = FXCollections.observableArrayList();
  private final ObjectProperty<@Nullable Problem> problem = new SimpleObjectProperty<>(null);
  private final BooleanProperty active = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<@Nullable Instant> pausedSince =
      new ReadOnlyObjectWrapper<>(null);

  private Runnable afterChange = () -> {};

  public LiveList(KeyedRows<S, R> rows, FilterGrammar<R> grammar, Screen screen) {
    this.rows = rows;
    this.screen = screen;
    grammar.reads(row -> row.badge().word()); // a person reads that too
    this.reading = new Reading(screen, problem);
    this.told = new Told<>(screen, problem);
    this.chosen = new Chosen<>(rows, selected, screen.notices());
    this.filter =
        new ListFilter<>(rows, grammar, screen.ticker(), reading.knownProperty(), selected);
    this.pulse = screen.pulse(this::drain);
    rows.inBackground(screen.work());
    rows.afterArranging(this::arranged);
    selected.addListener((Observable observable) -> showDrawer());
    active.addListener((observable, was, is) -> appear());
    ticks = screen.ticker().nowProperty().subscribe((was, now) -> sayWhy());
  }

  /** Which rows count at all under a filter; "m" of "n of m". */
  public void scope(BiPredicate<R, FilterGrammar.Query<R>> within) {
    filter.scope(within);
  }

  /** How it is judged whether a row passes a filter, where it stands for others. */
  public void passing(BiPredicate<R, FilterGrammar.Query<R>> test) {
    filter.passing(test);
  }

  /** Which rows are things that are counted, where some only stand for others. */
  public void counting(Predicate<? super R> things) {
    filter.counting(things);
  }

  /** Says how many rows there are only while this is so: else nobody has looked for them. */
  public void countsWhile(ObservableBooleanValue looked) {
    filter.countsWhile(looked);
  }

  /** How it is said in how many rows the things stand, where one row stands for several. */
  public void inGroups(IntFunction<String> words) {
    filter.inGroups(words);
  }

  /** Asks scope and filter anew, when what they go by has changed. */
  public void refilter() {
    filter.apply();
  }

  /** How a row is told in the drawer; runs on a background thread and may block. */
  public void describe(Function<S, DrawerContent> teller) {
    told.describe(teller);
  }

  /** What the drawer would say of a snapshot, selected or not. Blocks; on a background thread. */
  public DrawerContent tell(S snapshot) {
    return told.tell(snapshot);
  }

  /** Why a row is as it is, and what comes next; told anew with every tick. */
  public void why(BiFunction<S, Instant, String> teller) {
    told.why(teller);
  }

  /** Called after rows have changed, to bring figures up to date. */
  public void afterChange(Runnable listener) {
    afterChange = listener;
  }

  /** Says that newer snapshots were left in {@link #rows()}; any thread. */
  public void changed() {
    heard = true;
    pulse.ask();
  }

  /** Has the rows looked at anew, of which nothing newer was told; any thread. */
  public void lookAgain() {
    pulse.ask();
  }

  /** Reads everything anew in the background. */
  public void read(Callable<? extends Collection<? extends S>> query) {
    rows.loading();
    reading.run(
        query,
        snapshots -> {
          if (pausedSince.get() != null) {
            pausedSince.set(screen.ticker().now());
          }
          rows.loaded(snapshots);
          filter.apply();
          drain();
          if (told.content().getValue() == null) {
            redraw();
          }
        });
  }

  /** The same, but rows stay where they are while somebody reads. */
  public void reread(Callable<? extends Collection<? extends S>> query) {
    rows.loading();
    reading.again(
        query,
        snapshots -> {
          rows.loaded(snapshots);
          lookAgain();
        });
  }

  /**
   * Stops the rows as they are now, or lets them go on. What happens meanwhile is kept; a list that
   * leaves the screen goes on, because its figures stand in other places too.
   */
  public void pause(boolean stop) {
    pausedSince.set(stop ? screen.ticker().now() : null);
    if (!stop) {
      drain();
    }
  }

  /** Since when the rows stand still because somebody wants it, null while they are live. */
  public ReadOnlyObjectProperty<@Nullable Instant> pausedSinceProperty() {
    return pausedSince.getReadOnlyProperty();
  }

  private void drain() {
    if (heard) {
      heard = false;
      heardAt = screen.ticker().now();
    }
    if (pausedSince.get() != null) {
      return;
    }
    if (heardAt != null) {
      reading.heard(heardAt);
      heardAt = null;
    }
    if (active.get()) {
      rows.drain();
      showDrawer();
    } else {
      rows.absorb();
    }
    afterChange.run();
  }

  private void arranged() {
    filter.count();
    showDrawer();
  }

  /** Nobody read it while it was hidden, so nothing waits when it comes. */
  private void appear() {
    pausedSince.set(null);
    drain();
    if (active.get()) {
      rows.show();
    }
  }

  private void showDrawer() {
    Optional<R> one = selected.size() == 1 ? rows.find(selected.getFirst()) : Optional.empty();
    told.show(one.map(SnapshotRow::snapshot).orElse(null), selected.size());
  }

  /** Tells the selected row anew, when what its drawer says depends on more than its snapshot. */
  public void redraw() {
    told.redraw();
  }

  /** Says why anew, when the reason depends on more than the row. */
  public void sayWhy() {
    told.sayWhy();
  }

  /**
   * A command over those selected rows that suit it.
   *
   * @param whyNot the sentence when something is selected but nothing suits
   */
  public Command overSelection(
      String text, String key, Predicate<S> suits, String whyNot, Consumer<List<String>> act) {
    return overSelection(text, key, suits, () -> whyNot, act);
  }

  /** The same, with a sentence that depends on what is selected. */
  public Command overSelection(
      String text,
      String key,
      Predicate<S> suits,
      Supplier<String> whyNot,
      Consumer<List<String>> act) {
    return chosen.command(text, key, suits, whyNot, act, told.content(), told.why());
  }

  /** Snapshots of the selected rows that suit. */
  public Stream<S> chosen(Predicate<S> suits) {
    return chosen.suiting(suits);
  }

  /** Whether some of the selected rows are known to suit; of very many that is not looked at. */
  public ObservableValue<Boolean> anyChosen(Predicate<S> suits) {
    return chosen.anySuits(suits, told.content());
  }

  /** The rows. */
  public KeyedRows<S, R> rows() {
    return rows;
  }

  /** What can be typed into the filter. */
  public FilterGrammar<R> grammar() {
    return filter.grammar();
  }

  /** Text of the filter. */
  public StringProperty filterProperty() {
    return filter.textProperty();
  }

  /** "38 of 412". */
  public ObservableValue<String> nOfM() {
    return filter.nOfM();
  }

  /** How many things there are under no other filter than the scope. */
  public ReadOnlyIntegerProperty inScopeProperty() {
    return filter.inScope();
  }

  /** Keys of the selected rows; changing it selects. */
  public ObservableList<String> selected() {
    return selected;
  }

  /** What the drawer says, null when not exactly one row is selected. */
  public ObservableValue<@Nullable DrawerContent> drawer() {
    return told.content();
  }

  /** Why the drawer says nothing although something is selected; empty when nothing is. */
  public ObservableValue<String> undrawn() {
    return told.instead();
  }

  /** Why the selected row is as it is, and what comes next. */
  public ObservableValue<String> why() {
    return told.why();
  }

  /** The failure on show, null for none. */
  public ObjectProperty<@Nullable Problem> problemProperty() {
    return problem;
  }

  /** How far its rows are read, and of when they are. */
  public Reading reading() {
    return reading;
  }

  /** Whether the list is on screen; hidden ones keep only figures. */
  public BooleanProperty activeProperty() {
    return active;
  }

  /** What the panes share. */
  public Screen screen() {
    return screen;
  }

  /** Leaves the clock, which goes on for others. */
  @Override
  public void close() {
    ticks.unsubscribe();
  }
}
