package dev.reeve.console;

/**
 * How the console starts.
 *
 * @param dark whether it begins with the dark theme
 * @param textSize size of the text in px, 11 to 26; 13 is normal
 */
public record ConsoleOptions(boolean dark, int textSize) {
  public ConsoleOptions {
    if (textSize < 11 || textSize > 26) {
      throw new IllegalArgumentException("The text size must be 11 to 26 px, not " + textSize);
    }
  }

  /** Light, text of 13 px. */
  public static ConsoleOptions defaults() {
    return new ConsoleOptions(false, 13);
  }

  /** The text size in relation to the normal one. */
  public double textScale() {
    return textSize / 13.0;
  }
}
