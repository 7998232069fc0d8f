package dev.reeve.console;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the console starts.
 *
 * @param theme light, dark, or as the system asks
 * @param textSize size of the text in px, 11 to 26; 13 is normal
 * @param memory the folder where it remembers windows, tables and choices; null remembers nothing
 */
public record ConsoleOptions(Look theme, int textSize, @Nullable Path memory) {
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
    return new ConsoleOptions(Look.SYSTEM, 13, null);
  }

  /**
   * As the user left it.
   *
   * @param memory the user's settings folder
   */
  public static ConsoleOptions remembering(Path memory) {
    return new ConsoleOptions(Look.SYSTEM, 13, memory);
  }

  /** The text size in relation to the normal one. */
  public double textScale() {
    return textSize / 13.0;
  }
}
