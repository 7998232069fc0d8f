package dev.reeve.console.links;

import javafx.scene.Node;
import javafx.scene.layout.Pane;

/** Where the words stand that a form begins with: above its choices or before them. */
final class FormHead {
  private FormHead() {}

  /**
   * @param form holds the words above the choices
   * @param choices holds them in one line with them
   */
  static void stand(Node words, Pane form, Pane choices, boolean inOneLine) {
    Pane to = inOneLine ? choices : form;
    if (!to.getChildren().contains(words)) {
      (inOneLine ? form : choices).getChildren().remove(words);
      to.getChildren().addFirst(words);
    }
  }
}
