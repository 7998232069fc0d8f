package dev.reeve.console.fx;

import java.time.Instant;
import java.util.function.BiFunction;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A kind of cell: how it is drawn, and what it says, for where its column has no room. Screen
 * thread.
 *
 * @param cell draws it
 * @param words what it says of a value at a time; empty for nothing
 * @param form what they need beside them
 * @param <R> row
 * @param <T> value
 */
public record CellKind<R, T extends @Nullable Object>(
    Callback<TableColumn<R, T>, TableCell<R, T>> cell,
    BiFunction<T, Instant, String> words,
    Form form)
    implements Callback<TableColumn<R, T>, TableCell<R, T>> {
  /** What words need where they stand in no column. */
  enum Form {
    /** The name of their column. */
    NAMED,
    /** Nothing. */
    BARE,
    /** Nothing; they are sentences, and the first says the most. */
    SENTENCE
  }

  /** Of words that the name of their column belongs to. */
  public CellKind(
      Callback<TableColumn<R, T>, TableCell<R, T>> cell, BiFunction<T, Instant, String> words) {
    this(cell, words, Form.NAMED);
  }

  /** The same whose words need no name of a column. */
  public CellKind<R, T> bare() {
    return new CellKind<>(cell, words, Form.BARE);
  }

  /** The same whose words are sentences: the first is told. */
  public CellKind<R, T> sentence() {
    return new CellKind<>(cell, words, Form.SENTENCE);
  }

  @Override
  public TableCell<R, T> call(TableColumn<R, T> column) {
    return cell.call(column);
  }

  /** What a column says of one of its values, mostly with its name; empty where that is nothing. */
  @SuppressWarnings("unchecked") // a column's cells are made for its values
  static String told(TableColumn<?, ?> column, @Nullable Object value, Instant now) {
    Object cells = column.getCellFactory();
    if (value == null || !(cells instanceof CellKind<?, ?> kind)) {
      return "";
    }
    String words = ((CellKind<?, Object>) kind).words().apply(value, now).strip();
    if (words.isEmpty() || words.equals(Formats.NONE)) {
      return "";
    }
    return switch (kind.form()) {
      case NAMED -> column.getText() + ": " + sign(value) + words;
      case BARE -> words;
      case SENTENCE -> Brief.of(words).replaceFirst("\\.$", "");
    };
  }

  /** What a gate answered shows more than its word wherever it stands. */
  private static String sign(Object value) {
    return value instanceof Badge badge ? badge.icon().sign() : "";
  }

  /** Whether what a column says are sentences. */
  static boolean isSentence(TableColumn<?, ?> column) {
    Object cells = column.getCellFactory();
    return cells instanceof CellKind<?, ?> kind && kind.form() == Form.SENTENCE;
  }
}
