package dev.reeve.console.tour;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * In which theme and at which size a picture is taken. Immutable. Source: {@code
 * docs/guide/console.md}.
 *
 * @param theme light or dark
 * @param size of the window and of its text
 */
public record Look(Theme theme, Size size) {
  /** Light or dark. */
  public enum Theme {
    LIGHT,
    DARK
  }

  /** Window in px, and text in relation to 13 px. */
  public enum Size {
    NORMAL("1280x800", 1280, 800, 1),
    LOW("1280x640", 1280, 640, 1),
    LARGE("text-200", 1280, 800, 2);

    private final String text;
    private final int width;
    private final int height;
    private final double textScale;

    Size(String text, int width, int height, double textScale) {
      this.text = text;
      this.width = width;
      this.height = height;
      this.textScale = textScale;
    }

    /** Its name in files and on the command line. */
    public String text() {
      return text;
    }

    int width() {
      return width;
    }

    int height() {
      return height;
    }

    double textScale() {
      return textScale;
    }
  }

  /** Every look, light before dark. */
  public static List<Look> all() {
    List<Look> looks = new ArrayList<>();
    for (Size size : Size.values()) {
      for (Theme theme : Theme.values()) {
        looks.add(new Look(theme, size));
      }
    }
    return List.copyOf(looks);
  }

  /** Name of the folder its pictures lie in. */
  public String folder() {
    return theme.name().toLowerCase(Locale.ROOT) + "-" + size.text();
  }

  boolean dark() {
    return theme == Theme.DARK;
  }
}
