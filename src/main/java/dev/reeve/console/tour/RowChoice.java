package dev.reeve.console.tour;

import dev.reeve.console.executions.ExecutionsRow;
import dev.reeve.console.fx.SnapshotRow;
import java.util.Comparator;
import javafx.scene.control.TableView;

/** Chooses rows of a table as a person would. Screen thread. */
final class RowChoice {
  private RowChoice() {}

  /** What a person would look at first. */
  static void firstConcern(TableView<?> table) {
    Comparator<Object> byConcern = Comparator.comparingInt(RowChoice::concern);
    table.getItems().stream()
        .min(byConcern)
        .ifPresent(row -> table.getSelectionModel().clearAndSelect(table.getItems().indexOf(row)));
  }

  /** What needs a person, then what went wrong, then what waits, then the rest, rehearsals last. */
  private static int concern(Object row) {
    if (row instanceof ExecutionsRow run && run.snapshot().dryRun()) {
      return 4; // it changed nothing
    }
    return row instanceof SnapshotRow<?> state
        ? switch (state.badge().hue()) {
          case NEED -> 0;
          case BAD -> 1;
          case WAIT -> 2;
          default -> 3;
        }
        : 3;
  }

  /** The first two. */
  static void firstTwo(TableView<?> table) {
    table.getSelectionModel().clearSelection();
    table.getSelectionModel().selectRange(0, 2);
  }
}
