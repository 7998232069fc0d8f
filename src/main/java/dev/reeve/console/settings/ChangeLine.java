package dev.reeve.console.settings;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * A line of a row of the Settings pane: what becomes of a change, below the name, and what to do
 * about it, below the control.
 */
final class ChangeLine extends FlowPane {
  ChangeLine(
      FlowPane row,
      Region words,
      Control control,
      Label problem,
      Label change,
      Button save,
      Button discard) {
    HBox acts = new HBox(save, discard);
    getChildren().addAll(problem, change, acts);
    for (Pane each : List.of(acts, this)) {
      each.getStyleClass().add("settings-changing");
    }
    prefWidthProperty().bind(row.widthProperty().subtract(2 * SettingRowNode.SIDE));
    visibleProperty().bind(discard.visibleProperty().or(problem.visibleProperty()));
    managedProperty().bind(visibleProperty());
    DoubleBinding told =
        Bindings.createDoubleBinding(
            () -> {
              double room = row.getWidth() - 2 * SettingRowNode.SIDE;
              double name = words.prefWidth(-1);
              return name + row.getHgap() + control.prefWidth(-1) > room ? room : name;
            },
            row.widthProperty(),
            words.prefWidthProperty());
    problem.prefWidthProperty().bind(told);
    change.prefWidthProperty().bind(told);
  }
}
