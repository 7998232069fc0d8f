package dev.reeve.console.approval;

import dev.reeve.console.fx.LineList;
import dev.reeve.console.fx.Texts;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

/** The third stage: joins {@code approval-run.fxml} with {@link RunViewModel}. */
public final class RunView {
  @FXML private VBox run;
  @FXML private Label runText;
  @FXML private Label runPercent;
  @FXML private Label runFigures;
  @FXML private Label runFile;
  @FXML private ProgressBar progress;
  @FXML private LineList runSteps;

  private final RunViewModel model;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  RunView(RunViewModel model) {
    this.model = model;
  }

  @FXML
  void initialize() {
    runText.textProperty().bind(model.text());
    runPercent.textProperty().bind(model.percent());
    runFigures.textProperty().bind(model.figures());
    runFile.textProperty().bind(model.file());
    progress.progressProperty().bind(model.fraction());
    progress.setAccessibleText(Texts.get("approval.run.progress"));
    model.lines().subscribe(steps -> runSteps.getItems().setAll(steps));
  }

  Node node() {
    return run;
  }
}
