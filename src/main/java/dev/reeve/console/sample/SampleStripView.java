package dev.reeve.console.sample;

import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Icons;
import dev.reeve.console.fx.Questions;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.sample.SampleStepsViewModel.Step;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/** Joins {@code sample-strip.fxml} with {@link SampleStepsViewModel}. */
public final class SampleStripView {
  private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");

  @FXML private HBox strip;
  @FXML private Label progress;
  @FXML private FlowPane steps;
  @FXML private Button reset;
  @FXML private Button close;

  private final SampleStepsViewModel model;
  private final Runnable again;

  /**
   * @param again closes this sample and opens a new one
   */
  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public SampleStripView(SampleStepsViewModel model, Runnable again) {
    this.model = model;
    this.again = again;
  }

  @FXML
  void initialize() {
    progress.textProperty().bind(model.progress());
    steps.getChildren().setAll(model.steps().stream().map(SampleStripView::label).toList());
    strip.visibleProperty().bind(model.closedProperty().not());
    strip.managedProperty().bind(strip.visibleProperty());
    reset.setOnAction(
        event ->
            SampleStepsViewModel.askToReset(
                (question, yes) -> Questions.ask(reset, question, reason -> yes.run()), again));
    close.setOnAction(event -> model.closedProperty().set(true));
  }

  private static Label label(Step step) {
    Label label = new Label(step.text());
    label.getStyleClass().add("sample-step");
    step.done()
        .subscribe(
            done -> {
              label.setGraphic(Icons.of(done ? Icon.CHECK : Icon.CIRCLE, 14));
              label.pseudoClassStateChanged(DONE, done);
              label.setAccessibleText(
                  Texts.get(done ? "sample.step.done" : "sample.step.open", step.text()));
            });
    return label;
  }
}
