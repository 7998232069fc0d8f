package dev.reeve.console.executions;

import dev.reeve.console.executions.ComparedWords.Pair;
import dev.reeve.console.executions.ComparedWords.Side;
import dev.reeve.console.fx.BadgeLabel;
import dev.reeve.console.fx.Ticker;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** What one of two executions has in a line: its state or words, and at the right how long. */
final class ComparedCell extends TableCell<Pair, Side> {
  private final BadgeLabel state;
  private final Label took = new Label();
  private final HBox columns;

  ComparedCell(Ticker ticker) {
    state = new BadgeLabel(ticker);
    state.setMinWidth(Region.USE_PREF_SIZE);
    took.setMinWidth(Region.USE_PREF_SIZE);
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    columns = new HBox(state, between, took);
    columns.getStyleClass().add("compared-side");
    columns.prefWidthProperty().bind(widthProperty().subtract(16));
  }

  @Override
  protected void updateItem(Side side, boolean none) {
    super.updateItem(side, none);
    boolean nothing = none || side == null;
    boolean drawn = !nothing && side.text().isEmpty();
    setGraphic(drawn ? columns : null);
    setText(nothing || drawn ? null : side.text());
    setTooltip(nothing || drawn ? null : new Tooltip(side.text()));
    if (drawn) {
      state.show(side.state());
      took.setText(side.took());
    }
    setAccessibleText(nothing ? null : side.told());
  }
}
