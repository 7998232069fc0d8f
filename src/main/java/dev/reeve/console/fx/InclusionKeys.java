package dev.reeve.console.fx;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * A table of things that are done together unless they are left out: Space takes what is selected
 * in or leaves it out, Delete leaves it out. Screen thread.
 *
 * @param <R> row
 */
public final class InclusionKeys<R> {
  private final TableView<R> table;
  private final Function<R, String> key;

  private InclusionKeys(TableView<R> table, Function<R, String> key) {
    this.table = table;
    this.key = key;
  }

  /**
   * Joins a table.
   *
   * @param key of a row
   * @param toggle takes in or leaves out
   * @param leaveOut leaves out
   */
  public static <R> InclusionKeys<R> join(
      TableView<R> table,
      Function<R, String> key,
      Consumer<List<String>> toggle,
      Consumer<List<String>> leaveOut) {
    InclusionKeys<R> keys = new InclusionKeys<>(table, key);
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.SPACE && !event.isShortcutDown()) {
            toggle.accept(keys.selected());
          } else if (event.getCode() == KeyCode.DELETE) {
            leaveOut.accept(keys.selected());
          } else {
            return;
          }
          event.consume();
        });
    return keys;
  }

  /** Keys of the selected rows. */
  public List<String> selected() {
    return table.getSelectionModel().getSelectedItems().stream()
        .filter(Objects::nonNull)
        .map(key)
        .toList();
  }
}
