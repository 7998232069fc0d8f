package dev.reeve.console.fx;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The console's words, by keys {@code feature.part.meaning}. Safe on any thread. */
public final class Texts {
  private static final String NAME = "dev.reeve.console.console";
  private static volatile ResourceBundle bundle = ResourceBundle.getBundle(NAME);

  private Texts() {}

  /** The bundle that FXML files refer to with {@code %key}. */
  public static ResourceBundle bundle() {
    return bundle;
  }

  /** Speaks the language from now on; before the first window, for what is shown stays. */
  public static void speak(Locale language) {
    use(
        ResourceBundle.getBundle(
            NAME,
            language,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
  }

  static void use(ResourceBundle words) {
    bundle = words;
  }

  /**
   * The text with its numbered arguments put in.
   *
   * @throws java.util.MissingResourceException when there is no such key
   */
  public static String get(String key, Object... arguments) {
    String pattern = bundle.getString(key);
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, bundle.getLocale()).format(arguments);
  }
}
