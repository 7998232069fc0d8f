package dev.reeve.console.fx;

import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Words that give way where there is no room for them, instead of being cut. Screen thread. */
public final class Fitting {
  private static final int LEAST_LINE = 8;
  private static final String MORE = "\u2026";

  private Fitting() {}

  /**
   * Says the longest words there is room for.
   *
   * @param ways to say it, the longest first; the last one where none fits
   */
  public static void choose(Labeled labeled, String... ways) {
    Runnable fit =
        () -> {
          String chosen =
              Stream.of(ways)
                  .filter(words -> width(words, labeled.getFont()) <= room(labeled))
                  .findFirst()
                  .orElse(ways[ways.length - 1]);
          if (!chosen.equals(labeled.getText())) {
            labeled.setText(chosen);
          }
        };
    labeled.setAccessibleText(ways[0]);
    labeled.widthProperty().subscribe(fit);
    labeled.fontProperty().subscribe(fit);
  }

  /** Room for words in px; 0 or less while that is unknown. */
  public static double room(Labeled labeled) {
    Node graphic = labeled.getGraphic();
    double beside = graphic == null ? 0 : graphic.prefWidth(-1) + labeled.getGraphicTextGap();
    return labeled.getWidth()
        - labeled.snappedLeftInset()
        - labeled.snappedRightInset()
        - beside
        - 1;
  }

  /** Width of words in px. */
  public static double width(String words, Font font) {
    Text text = new Text(words);
    text.setFont(font);
    return text.getLayoutBounds().getWidth();
  }

  /**
   * As many of the words as fit, and a mark where others are left out; all of them where not even
   * the first fits.
   */
  static String cut(String words, Predicate<String> fits) {
    String text = words;
    for (int end = words.length(); end > 0 && !fits.test(text); ) {
      end = words.lastIndexOf(' ', end - 1);
      text = end < 0 ? words : words.substring(0, end) + MORE;
    }
    return text;
  }

  /** Height of a line in px. */
  static double height(Font font) {
    Text text = new Text("X");
    text.setFont(font);
    return text.getLayoutBounds().getHeight();
  }

  /**
   * The text with line breaks in words that are wider than their place.
   *
   * @param room in px; nothing is broken while it is unknown, 0 or less
   */
  static String broken(String text, Font font, double room) {
    if (room <= 0 || width(text, font) <= room) {
      return text;
    }
    return LongWords.broken(text, word -> fit(word, font, room));
  }

  /** How many characters from the beginning of a word there is room for, at least a few. */
  private static int fit(String word, Font font, double room) {
    if (width(word, font) <= room) {
      return word.length();
    }
    int most = LEAST_LINE;
    while (most < word.length() && width(word.substring(0, most + 1), font) <= room) {
      most++;
    }
    return most;
  }
}
