package dev.reeve.console.fx;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/** The console's words, by keys {@code feature.part.meaning}. Safe on any thread. */
public final class Texts {
  /** The bundle that FXML files refer to with {@code %key}. */
  public static final ResourceBundle BUNDLE = ResourceBundle.getBundle("dev.reeve.console.console");

  private Texts() {}

  /**
   * The text with its numbered arguments put in.
   *
   * @throws java.util.MissingResourceException when there is no such key
   */
  public static String get(String key, Object... arguments) {
    String pattern = BUNDLE.getString(key);
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, BUNDLE.getLocale()).format(arguments);
  }
}
