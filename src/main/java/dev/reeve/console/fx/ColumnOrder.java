package dev.reeve.console.fx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/**
 * The order that the headers of a table ask for. What a row holds in a column is asked once, for a
 * sort compares each row often.
 *
 * @param <R> row
 */
final class ColumnOrder<R extends SnapshotRow<?>> implements RowOrder<R> {
  private record Key<R extends SnapshotRow<?>>(
      TableColumn<R, ?> column, Comparator<@Nullable Object> by) {
    @Nullable Object of(R row) {
      Object known = row.sortKey(column);
      return known == null ? told(row) : known;
    }

    private @Nullable Object told(R row) {
      Object value = column.getCellData(row);
      Object key = value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
      if (key != null) {
        row.sortKey(column, key);
      }
      return key;
    }
  }

  private record Told<R>(R row, @Nullable Object first, @Nullable Object[] others) {}

  private static final @Nullable Object[] NO_OTHERS = {};

  private final List<Key<R>> keys = new ArrayList<>();
  private final List<Map.Entry<TableColumn<R, ?>, SortType>> basis = new ArrayList<>();

  /** As the headers stand now; screen thread. */
  ColumnOrder(TableView<R> table) {
    for (TableColumn<R, ?> column : table.getSortOrder()) {
      Comparator<@Nullable Object> by = comparator(column);
      keys.add(new Key<>(column, column.getSortType() == SortType.DESCENDING ? by.reversed() : by));
      basis.add(Map.entry(column, column.getSortType()));
    }
  }

  /** The toolkit compares texts by the rules of a language, made anew for every two of them. */
  @SuppressWarnings("unchecked") // a column compares what it holds
  private static Comparator<@Nullable Object> comparator(TableColumn<?, ?> column) {
    return (Comparator<@Nullable Object>)
        (column.getComparator() == TableColumn.DEFAULT_COMPARATOR
            ? Comparator.nullsFirst((Comparator<Object>) (Object) Comparator.naturalOrder())
            : column.getComparator());
  }

  @Override
  public void sort(List<R> rows) {
    @SuppressWarnings("unchecked") // only these are put into it
    Told<R>[] told = (Told<R>[]) new Told<?>[rows.size()];
    IntStream.range(0, told.length).parallel().forEach(i -> told[i] = tell(rows.get(i)));
    RowOrder.sortShared(told, this::compare);
    for (int i = 0; i < told.length; i++) {
      rows.set(i, told[i].row());
    }
  }

  @Override
  public Object basis() {
    return basis;
  }

  private Told<R> tell(R row) {
    @Nullable Object[] others =
        keys.size() == 1 ? NO_OTHERS : new @Nullable Object[keys.size() - 1];
    for (int i = 0; i < others.length; i++) {
      others[i] = keys.get(i + 1).of(row);
    }
    return new Told<>(row, keys.getFirst().of(row), others);
  }

  private int compare(Told<R> one, Told<R> other) {
    int order = keys.getFirst().by().compare(one.first(), other.first());
    for (int i = 0; order == 0 && i < one.others().length; i++) {
      order = keys.get(i + 1).by().compare(one.others()[i], other.others()[i]);
    }
    return order == 0 ? one.row().key().compareTo(other.row().key()) : order;
  }
}
