package dev.reeve.console.fx;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Words that give way where there is no room for them, instead of being cut. Screen thread. */
public final class Fitting {
  private Fitting() {}

  /** Says the longer words where there is room for them and the shorter ones elsewhere. */
  public static void choose(Labeled labeled, String longer, String shorter) {
    Runnable fit =
        () -> {
          String chosen = width(longer, labeled.getFont()) <= room(labeled) ? longer : shorter;
          if (!chosen.equals(labeled.getText())) {
            labeled.setText(chosen);
          }
        };
    labeled.setAccessibleText(longer);
    labeled.widthProperty().subscribe(fit);
    labeled.fontProperty().subscribe(fit);
  }

  /** Room for words in px; 0 or less while that is unknown. */
  static double room(Labeled labeled) {
    Node graphic = labeled.getGraphic();
    double beside = graphic == null ? 0 : graphic.prefWidth(-1) + labeled.getGraphicTextGap();
    return labeled.getWidth()
        - labeled.snappedLeftInset()
        - labeled.snappedRightInset()
        - beside
        - 1;
  }

  static double width(String words, Font font) {
    Text text = new Text(words);
    text.setFont(font);
    return text.getLayoutBounds().getWidth();
  }
}
