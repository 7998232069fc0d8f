package dev.reeve.console.fx;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * English that looks foreign and is a third longer, as German is: what stays plain was never in the
 * bundle, and what is cut would be cut in another language.
 */
public final class PseudoLocale {
  private static final String PLAIN = "aeiouAEOUcns";
  private static final String ACCENTED = "àéîõüÀÉÕÜçñš";

  private PseudoLocale() {}

  /** Speaks it; {@link #end} goes back. */
  public static void begin() {
    ResourceBundle english = Texts.bundle();
    Texts.use(
        new ResourceBundle() {
          @Override
          protected Object handleGetObject(String key) {
            return key.equals("console.column-width-percent")
                ? "140"
                : foreign(english.getString(key));
          }

          @Override
          public Enumeration<String> getKeys() {
            return Collections.enumeration(english.keySet());
          }

          @Override
          public Locale getLocale() {
            return Locale.ROOT;
          }
        });
  }

  public static void end() {
    Texts.speak(Locale.ROOT);
  }

  /** What stands in braces is for the formatter. */
  static String foreign(String text) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    for (char each : text.toCharArray()) {
      depth += each == '{' ? 1 : each == '}' ? -1 : 0;
      int at = depth == 0 ? PLAIN.indexOf(each) : -1;
      out.append(at < 0 ? each : ACCENTED.charAt(at));
    }
    int longer = text.strip().length() < 3 ? 0 : Math.max(1, (text.length() * 35) / 100);
    return out + "~".repeat(longer);
  }
}
