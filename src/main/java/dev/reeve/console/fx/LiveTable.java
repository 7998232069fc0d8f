package dev.reeve.console.fx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TableView.TableViewSelectionModel;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Joins a table with {@link KeyedRows}: selection is by key and survives every change, a sort by a
 * column header is one sort of the rows, and the list stands still while somebody {@link Pointing
 * points} at it or has something selected; what is new, or stands elsewhere, then waits behind the
 * pill (key {@code .}), and Esc lets go. The focus alone holds nothing: a pane has it from the
 * start. Screen thread.
 *
 * @param <R> row
 */
public final class LiveTable<R extends SnapshotRow<?>> {
  private final TableView<R> table;
  private final KeyedRows<?, R> rows;
  private final ObservableList<String> selected;
  private final Pointing pointing;
  private final TableSight sight;
  private final Executor thread;
  private final Ticker ticker;
  private final ObservableValue<String> filterText;
  private String filtered;
  private boolean restoring;

  private LiveTable(TableView<R> table, LiveList<?, R> list) {
    this.table = table;
    this.rows = list.rows();
    this.selected = list.selected();
    this.ticker = list.screen().ticker();
    this.filterText = list.filterProperty();
    this.filtered = list.filterProperty().get();
    this.sight = new TableSight(table);
    this.pointing = new Pointing(table, ticker, LiveTable::isRow);
    this.thread = list.screen().thread();
  }

  /**
   * Joins a table with a list.
   *
   * @param pill says how many new rows wait and shows them
   */
  public static <R extends SnapshotRow<?>> void join(
      TableView<R> table, LiveList<?, R> list, Button pill) {
    table.getProperties().put(LiveList.class, list);
    new LiveTable<>(table, list).start(pill);
  }

  /** The list that the table shows, if it is joined with one. */
  public static Optional<LiveList<?, ?>> list(Node table) {
    return Optional.ofNullable((LiveList<?, ?>) table.getProperties().get(LiveList.class));
  }

  private void start(Button pill) {
    table.setSelectionModel(new RowSelection<>(table));
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
    table.setItems(rows.shown());
    table.setRowFactory(view -> new LiveRowNode<>(table, ticker));
    table.setOnSort(
        event -> {
          event.consume(); // the toolkit's own way mutes the selection, and rows would look chosen
          rows.orderBy(table.getSortOrder().isEmpty() ? null : () -> new ColumnOrder<>(table));
        });
    rows.aroundChange(this::keepingSelection);
    table
        .getSelectionModel()
        .getSelectedIndices()
        .addListener((ListChangeListener<Integer>) change -> tell());
    selected.addListener((ListChangeListener<String>) change -> chosenElsewhere());
    table.heightProperty().addListener((observable, was, is) -> lower(was, is));
    InvalidationListener reading = observable -> hold();
    pointing.pointsProperty().addListener(reading);
    selected.addListener(reading);
    pill(pill);
  }

  private static boolean isRow(Node node) {
    return node instanceof TableRow<?> row && !row.isEmpty();
  }

  private void pill(Button pill) {
    pill.getStyleClass().add("pill");
    pill.textProperty()
        .bind(
            rows.waitingProperty()
                .map(
                    n ->
                        n.intValue() > 0
                            ? Texts.get("console.table.new-rows", n.intValue())
                            : Texts.get("console.table.new-order")));
    pill.visibleProperty().bind(rows.waitingProperty().greaterThan(0).or(rows.misplacedProperty()));
    pill.managedProperty().bind(pill.visibleProperty());
    pill.setOnAction(event -> rows.show());
    table.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.PERIOD && !event.isShortcutDown()) {
            rows.show();
            event.consume();
          } else if (event.getCode() == KeyCode.ESCAPE && !selected.isEmpty()) {
            selected.clear();
            event.consume();
          }
        });
  }

  /** Rows are let go afterwards: a range is chosen by clearing the choice first. */
  private void hold() {
    if (isRead()) {
      rows.heldProperty().set(true);
    } else {
      thread.execute(() -> rows.heldProperty().set(isRead()));
    }
  }

  private boolean isRead() {
    return pointing.pointsProperty().get() || !selected.isEmpty();
  }

  private void tell() {
    if (restoring) {
      return;
    }
    List<String> keys = selectedKeys(table.getItems());
    if (!keys.equals(selected)) {
      restoring = true;
      try {
        selected.setAll(keys);
      } finally {
        restoring = false;
      }
    }
  }

  private List<String> selectedKeys(List<R> items) {
    List<Integer> places = table.getSelectionModel().getSelectedIndices();
    List<String> keys = new ArrayList<>(places.size());
    if (places.size() == items.size()) { // for each of them the model looks among its bits
      items.forEach(each -> keys.add(each.key()));
      return keys;
    }
    for (int place : places) {
      if (place < items.size()) {
        keys.add(items.get(place).key());
      }
    }
    return keys;
  }

  /** A filter that is taken away moves rows far: the one chosen that was in sight stays so. */
  private void keepingSelection(Runnable change) {
    String filter = filterText.getValue();
    boolean seen = !filter.equals(filtered) && sight.has(chosen());
    filtered = filter;
    restoring = true;
    try {
      change.run();
    } finally {
      restoring = false;
    }
    restore();
    tell();
    bring(seen, 0);
  }

  /**
   * As when something opens below it: its rows still are where they were, but near the end of the
   * list the toolkit moves them up when they are laid out.
   */
  private void lower(Number was, Number is) {
    boolean seen = sight.hasPart(chosen());
    bring(seen, was.doubleValue() - is.doubleValue());
    if (seen && is.doubleValue() < was.doubleValue()) {
      bringOncePlaced();
    }
  }

  private void bringOncePlaced() {
    Scene scene = table.getScene();
    if (scene != null) {
      AfterLayout.once(scene, () -> bring(true, 0));
    }
  }

  private void bring(boolean wanted, double lower) {
    int place = chosen();
    if (wanted && place >= 0 && !sight.has(place, lower)) {
      sight.bring(place, lower);
    }
  }

  /** Where the one chosen row is, -1 where it is not one. */
  private int chosen() {
    return selected.size() == 1 ? table.getSelectionModel().getSelectedIndex() : -1;
  }

  /** What a link or the palette chose is brought into sight; a row in sight stays where it is. */
  private void chosenElsewhere() {
    if (restoring) {
      return;
    }
    restore();
    int place = chosen();
    if (place >= 0 && !sight.hasAround(place)) {
      sight.bring(place);
    }
    bringOncePlaced(); // what tells of it may open below the table
  }

  private void restore() {
    if (restoring) {
      return;
    }
    restoring = true;
    try {
      select(new HashSet<>(selected));
    } finally {
      restoring = false;
    }
  }

  private void select(Set<String> keys) {
    TableViewSelectionModel<R> model = table.getSelectionModel();
    List<R> items = table.getItems();
    int[] places =
        keys.stream().mapToInt(rows.places()::of).filter(place -> place >= 0).sorted().toArray();
    if (places.length == items.size() && places.length > 0) {
      model.selectAll();
      return;
    }
    model.clearSelection();
    if (places.length > 0) {
      model.selectIndices(places[0], Arrays.copyOfRange(places, 1, places.length));
    }
  }
}
