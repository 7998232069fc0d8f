package dev.reeve.console.fx;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * Draws a {@link RunStep}: name, state, duration and its bar, in columns that are as wide in every
 * row; its note below. Screen thread.
 */
final class StepColumns extends VBox {
  private final Label name = new Label();
  private final BadgeLabel badge = new BadgeLabel();
  private final Label took = new Label();
  private final Region bar = new Region();
  private final StackPane track = new StackPane(bar);
  private final Label note = new Label();
  private double share;

  StepColumns() {
    getStyleClass().add("step-row");
    name.getStyleClass().add("step-name");
    took.getStyleClass().addAll("step-took", "muted");
    bar.getStyleClass().add("step-bar");
    track.getStyleClass().add("step-track");
    track.setMinWidth(0);
    note.getStyleClass().addAll("step-note", "muted");
    note.setWrapText(true);
    HBox state = new HBox(badge);
    state.getStyleClass().add("step-state");
    badge.setMinWidth(USE_PREF_SIZE);
    HBox columns = new HBox(name, state, took, track);
    columns.getStyleClass().add("step-columns");
    HBox.setHgrow(track, Priority.ALWAYS);
    track.widthProperty().subscribe(this::drawn);
    getChildren().setAll(columns, note);
  }

  void show(RunStep step) {
    name.setText(step.name());
    badge.show(step.badge());
    took.setText(step.took());
    share = step.share();
    note.setText(step.note());
    note.setVisible(!step.note().isEmpty());
    note.setManaged(!step.note().isEmpty());
    drawn();
  }

  private void drawn() {
    bar.setVisible(share > 0);
    bar.setMaxWidth(
        Math.max(
            2, share * (track.getWidth() - track.snappedLeftInset() - track.snappedRightInset())));
  }
}
