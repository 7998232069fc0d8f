package dev.reeve.console.links;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** When what stands beside or below the table is shown, and when it takes its place. */
final class SidePlace {
  /** In px at the usual text size: the header of the table and three rows. */
  static final double THREE_ROWS = 125;

  /** What a decision needs below them, with its buttons. */
  static final double ONE_CANDIDATE = 82;

  private SidePlace() {}

  /**
   * Shows and hides both from now on.
   *
   * @param beside whether the side stands beside the table, else below it
   * @param open whether a person wants to see it
   */
  static void follow(
      Node table,
      Node side,
      ObservableBooleanValue beside,
      ObservableBooleanValue open,
      LinksViewModel model,
      CandidatesView view) {
    beside.subscribe(view::stand);
    shown(side, beside, open, model);
    givesWay(table, side, beside, model).subscribe(view::cover);
  }

  /** Below the table it would take room from the rows for saying that none is selected. */
  private static void shown(
      Node side, ObservableBooleanValue beside, ObservableBooleanValue open, LinksViewModel model) {
    ObservableValue<Boolean> someRow = model.candidates().heading().map(text -> !text.isEmpty());
    side.visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> open.get() && (beside.get() || someRow.getValue()), open, beside, someRow));
    side.managedProperty().bind(side.visibleProperty());
  }

  /** What a decision needs has no room below the table: it takes its place until it is made. */
  private static ObservableValue<Boolean> givesWay(
      Node table, Node side, ObservableBooleanValue beside, LinksViewModel model) {
    var making = model.decisions().draft().makingProperty();
    ObservableValue<Boolean> covered =
        Bindings.createBooleanBinding(
            () -> side.isVisible() && !beside.get() && making.get() != null,
            side.visibleProperty(),
            beside,
            making);
    table.visibleProperty().bind(covered.map(now -> !now));
    table.managedProperty().bind(table.visibleProperty());
    return covered;
  }
}
