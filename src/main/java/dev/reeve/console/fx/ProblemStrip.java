package dev.reeve.console.fx;

import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A strip above the last good data: what did not happen and why, what is safe now, what to do, and
 * buttons that do it. Screen thread.
 */
public final class ProblemStrip extends HBox {
  private static final PseudoClass TROUBLED = PseudoClass.getPseudoClass("troubled");

  private final Label what = new Label();
  private final Label rest = new Label();
  private final Button retry = new Button(Texts.get("console.problem.retry"));
  private final Button copy = new Button(Texts.get("console.problem.copy"));
  private final Button close = new Button(Texts.get("console.problem.close"));

  public ProblemStrip() {
    getStyleClass().add("problem-strip");
    setAlignment(Pos.CENTER_LEFT);
    setMinHeight(USE_PREF_SIZE); // other parts of the pane give way
    what.getStyleClass().add("problem-what");
    what.setWrapText(true);
    rest.setWrapText(true);
    VBox words = new VBox(what, rest);
    HBox.setHgrow(words, Priority.ALWAYS);
    for (Button button : new Button[] {retry, copy, close}) {
      button.setMinWidth(USE_PREF_SIZE);
    }
    getChildren().setAll(Icons.of(Icon.OCTAGON), words, retry, copy, close);
    setVisible(false);
    setManaged(false);
  }

  /**
   * Shows the problem of a list while there is one.
   *
   * @param again what Retry does
   */
  public void bind(LiveList<?, ?> list, Runnable again) {
    bind(list.problemProperty(), list.screen().ticker(), again);
  }

  /**
   * Shows a problem while there is one.
   *
   * @param again what Retry does
   */
  public void bind(ObjectProperty<@Nullable Problem> problem, Ticker ticker, Runnable again) {
    bind(problem, ticker);
    retry.setOnAction(event -> again.run());
    retry.getStyleClass().add("primary");
    retry.setVisible(true);
    retry.setManaged(true);
  }

  /** Shows a problem that cannot be retried from here. */
  public void bind(ObjectProperty<@Nullable Problem> problem, Ticker ticker) {
    retry.setVisible(false);
    retry.setManaged(false);
    problem.addListener((observable, was, is) -> show(is));
    close.setOnAction(event -> problem.set(null));
    copy.setOnAction(
        event -> {
          Problem shown = problem.get();
          if (shown != null) {
            Copying.text(shown.details(ticker.now()));
          }
        });
    show(problem.get());
  }

  /** To read again is what brings the pane on: its own primary button steps back. */
  private void trouble(boolean is) {
    for (Parent each = getParent(); each != null; each = each.getParent()) {
      if (each.getStyleClass().contains("pane")) {
        each.pseudoClassStateChanged(TROUBLED, is);
      }
    }
  }

  private void show(@Nullable Problem problem) {
    setVisible(problem != null);
    setManaged(problem != null);
    if (retry.isVisible()) {
      trouble(problem != null);
    }
    if (problem != null) {
      what.setText(LongWords.atSlashes(problem.what()));
      what.setAccessibleText(problem.what());
      rest.setText((problem.safe() + " " + problem.remedy()).strip());
      rest.setManaged(!rest.getText().isEmpty());
      rest.setVisible(!rest.getText().isEmpty());
      copy.setTooltip(new Tooltip(problem.code()));
    }
  }
}
