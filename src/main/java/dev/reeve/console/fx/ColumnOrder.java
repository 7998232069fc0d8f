package dev.reeve.console.fx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/**
 * The order that the headers of a table ask for. What a row holds in a column is asked once, for a
 * sort compares each row often. Serves one sort, on any thread.
 *
 * @param <R> row
 */
final class ColumnOrder<R> implements Comparator<R> {
  private record Key(TableColumn<?, ?> column, boolean descending, Comparator<Object> by) {}

  private final List<Key> keys = new ArrayList<>();
  private final IdentityHashMap<R, @Nullable Object[]> values = new IdentityHashMap<>();

  private ColumnOrder() {}

  /** As the headers stand now; screen thread. */
  static <R> ColumnOrder<R> of(TableView<R> table) {
    ColumnOrder<R> order = new ColumnOrder<>();
    for (TableColumn<R, ?> column : table.getSortOrder()) {
      @SuppressWarnings("unchecked") // a column compares what it holds
      Comparator<Object> by = (Comparator<Object>) column.getComparator();
      order.keys.add(new Key(column, column.getSortType() == SortType.DESCENDING, by));
    }
    return order;
  }

  @Override
  public int compare(R one, R other) {
    @Nullable Object[] left = values(one);
    @Nullable Object[] right = values(other);
    for (int i = 0; i < keys.size(); i++) {
      Key key = keys.get(i);
      int order = key.by().compare(left[i], right[i]);
      if (order != 0) {
        return key.descending() ? -order : order;
      }
    }
    return 0;
  }

  private @Nullable Object[] values(R row) {
    return values.computeIfAbsent(row, this::read);
  }

  @SuppressWarnings("unchecked") // the columns are those of the rows' table
  private @Nullable Object[] read(R row) {
    return keys.stream().map(key -> ((TableColumn<R, ?>) key.column()).getCellData(row)).toArray();
  }
}
