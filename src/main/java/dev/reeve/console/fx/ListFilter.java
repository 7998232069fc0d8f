package dev.reeve.console.fx;

import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * What is typed into the filter of a list, which rows that lets through, and how many: "38 of 412".
 * Rows are judged and counted where they are arranged. Screen thread.
 *
 * @param <R> row
 */
final class ListFilter<R extends SnapshotRow<?>> {
  private final KeyedRows<?, R> rows;
  private final FilterGrammar<R> grammar;
  private final Ticker ticker;
  private final ObservableBooleanValue known;
  private final ObservableList<String> selected;

  private final StringProperty text = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper nOfM = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper inScope = new ReadOnlyIntegerWrapper();
  private BiPredicate<R, FilterGrammar.Query<R>> scope = (each, query) -> true;
  private @Nullable BiPredicate<R, FilterGrammar.Query<R>> passing;
  private Predicate<? super R> things = each -> true;
  private IntFunction<String> grouped = groups -> "";
  private ObservableBooleanValue looked = new SimpleBooleanProperty(true);

  /**
   * @param known whether the rows were read once
   * @param selected keys of the selected rows
   */
  ListFilter(
      KeyedRows<?, R> rows,
      FilterGrammar<R> grammar,
      Ticker ticker,
      ObservableBooleanValue known,
      ObservableList<String> selected) {
    this.rows = rows;
    this.grammar = grammar;
    this.ticker = ticker;
    this.known = known;
    this.selected = selected;
    text.addListener((observable, was, is) -> apply());
    selected.addListener((Observable chosen) -> count());
    known.addListener((observable, was, is) -> count());
  }

  /** Which rows count at all under a filter; "m" of "n of m". */
  void scope(BiPredicate<R, FilterGrammar.Query<R>> within) {
    scope = within;
    apply();
  }

  /** How it is judged whether a row passes a filter, where it stands for others. */
  void passing(BiPredicate<R, FilterGrammar.Query<R>> test) {
    passing = test;
    apply();
  }

  /** Which rows are things that are counted, where some only stand for others. */
  void counting(Predicate<? super R> counted) {
    things = counted;
    apply();
  }

  /** How it is said in how many rows things stand that are fewer than these. */
  void inGroups(IntFunction<String> words) {
    grouped = words;
    count();
  }

  /** Says how many there are only while this is so: else nobody has looked for them. */
  void countsWhile(ObservableBooleanValue is) {
    looked = is;
    is.subscribe(this::count);
  }

  /** Has the rows judged anew. */
  void apply() {
    FilterGrammar.Query<R> query = grammar.read(text.get(), ticker.now());
    BiPredicate<R, FilterGrammar.Query<R>> test = passing;
    Predicate<R> matching = query.passes();
    rows.filter(
        new RowFilter<>(
            each -> scope.test(each, query),
            test == null ? matching : each -> test.test(each, query),
            things,
            matching));
  }

  /** Says how many rows there are since they were arranged. */
  void count() {
    inScope.set(rows.within());
    int all = rows.passing();
    int found = all - rows.foundWaiting(); // what is said is what is seen
    if (!known.get() || !looked.get()) {
      nOfM.set(Formats.NONE);
      return;
    }
    int groups = rows.shown().size();
    String count =
        (Texts.get("console.filter.n-of-m", Formats.count(found), Formats.count(inScope.get()))
                + " "
                + (groups < found ? grouped.apply(groups) : ""))
            .strip();
    int chosen = selected.size();
    nOfM.set(
        chosen < 2
            ? count
            : Texts.get(
                chosen == all ? "console.filter.all-selected" : "console.filter.selected",
                count,
                Formats.count(chosen)));
  }

  /** What can be typed. */
  FilterGrammar<R> grammar() {
    return grammar;
  }

  /** What is typed. */
  StringProperty textProperty() {
    return text;
  }

  /** "38 of 412". */
  ReadOnlyStringProperty nOfM() {
    return nOfM.getReadOnlyProperty();
  }

  /** How many things there are under no other filter than the scope. */
  ReadOnlyIntegerProperty inScope() {
    return inScope.getReadOnlyProperty();
  }
}
