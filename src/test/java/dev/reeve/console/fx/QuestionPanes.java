package dev.reeve.console.fx;

import javafx.scene.control.DialogPane;

/** Lets tests of other packages look at a question without a modal window. */
public final class QuestionPanes {
  private QuestionPanes() {}

  public static void fill(DialogPane pane, Question question) {
    Questions.pane(pane, question);
  }
}
