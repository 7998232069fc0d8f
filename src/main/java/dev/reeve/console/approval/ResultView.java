package dev.reeve.console.approval;

import dev.reeve.console.fx.BadgeLabel;
import dev.reeve.console.fx.LineList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The last stage: joins {@code approval-result.fxml} with {@link ResultViewModel}. */
public final class ResultView {
  @FXML private VBox result;
  @FXML private HBox endBadge;
  @FXML private Label ended;
  @FXML private LineList resultSteps;

  private final ApprovalViewModel model;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  ResultView(ApprovalViewModel model) {
    this.model = model;
  }

  @FXML
  void initialize() {
    ended.textProperty().bind(model.result().ended());
    BadgeLabel label = new BadgeLabel(model.screen().ticker());
    endBadge.getChildren().setAll(label);
    model.result().endBadge().subscribe(label::show);
    model
        .run()
        .lines()
        .subscribe(
            steps -> {
              resultSteps.getItems().setAll(steps);
              Nodes.show(resultSteps, !steps.isEmpty());
            });
  }

  Node node() {
    return result;
  }
}
