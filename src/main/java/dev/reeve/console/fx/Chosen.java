package dev.reeve.console.fx;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;

/**
 * The selected rows of a list, and what is done with those that suit. Screen thread.
 *
 * @param <S> snapshot
 * @param <R> row
 */
final class Chosen<S, R extends SnapshotRow<S>> {
  /** Of more rows than this it is not looked beforehand whether a command suits them. */
  private static final int MANY = 1_000;

  private final KeyedRows<S, R> rows;
  private final ObservableList<String> selected;
  private final Notices notices;

  /**
   * @param selected keys of the selected rows
   */
  Chosen(KeyedRows<S, R> rows, ObservableList<String> selected, Notices notices) {
    this.rows = rows;
    this.selected = selected;
    this.notices = notices;
  }

  /**
   * A command over those that suit.
   *
   * @param whyNot the sentence when something is selected but nothing suits
   * @param content changes when another row is selected, or the same is other
   * @param why changes when time has made it other
   */
  Command command(
      String text,
      String key,
      Predicate<S> suits,
      Supplier<String> whyNot,
      Consumer<List<String>> act,
      Observable content,
      ObservableValue<String> why) {
    ObservableValue<String> reasonNot =
        Bindings.createStringBinding(
            () -> {
              why.getValue(); // who does not look hears of the first change only
              return whyNot(suits, whyNot);
            },
            selected,
            content,
            why);
    return Command.of(
        text,
        key,
        reasonNot,
        () -> {
          List<String> suiting =
              all().filter(each -> suits.test(each.snapshot())).map(SnapshotRow::key).toList();
          if (suiting.isEmpty()) {
            notices.refuse(whyNot.get());
          } else {
            act.accept(suiting);
          }
        });
  }

  private String whyNot(Predicate<S> suits, Supplier<String> otherwise) {
    if (selected.isEmpty()) {
      return Texts.get("console.why-not.nothing-selected");
    }
    boolean many = selected.size() > MANY; // who acts on them will see
    return many || suiting(suits).findAny().isPresent() ? "" : otherwise.get();
  }

  /** Whether some are known to suit; of very many that is not looked at. */
  ObservableValue<Boolean> anySuits(Predicate<S> suits, Observable changes) {
    return Bindings.createObjectBinding(
        () -> selected.size() <= MANY && suiting(suits).findAny().isPresent(), selected, changes);
  }

  /** Snapshots of those that suit. */
  Stream<S> suiting(Predicate<S> suits) {
    return all().map(SnapshotRow::snapshot).filter(suits);
  }

  private Stream<R> all() {
    return selected.stream().flatMap(key -> rows.find(key).stream());
  }
}
