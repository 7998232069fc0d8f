package dev.reeve.console;

/**
 * How the console starts.
 *
 * @param theme light, dark, or as the system asks
 * @param textSize size of the text in px, 11 to 26; 13 is normal
 */
public record ConsoleOptions(Look theme, int textSize) {
  /** Which theme the window begins with; the switch in the window changes it. */
  public enum Look {
    /** As the system asks, also when it changes its mind. */
    SYSTEM,
    LIGHT,
    DARK
  }

  public ConsoleOptions {
    if (textSize < 11 || textSize > 26) {
      throw new IllegalArgumentException("The text size must be 11 to 26 px, not " + textSize);
    }
  }

  /** As the system asks, text of 13 px. */
  public static ConsoleOptions defaults() {
    return new ConsoleOptions(Look.SYSTEM, 13);
  }

  /** The text size in relation to the normal one. */
  public double textScale() {
    return textSize / 13.0;
  }
}
