package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Identifiers of this room: a prefix and twelve lower-case hex digits, such as {@code
 * exec_0123456789ab}. Source: {@code docs/reference/changes.md}. Safe to call on any thread.
 */
public final class Ids {
  public static final String PLAN = "plan";
  public static final String CHANGE_SET = "cs";
  public static final String DECISION = "dec";
  public static final String APPROVAL = "appr";
  public static final String EXECUTION = "exec";

  private static final Pattern FORM = Pattern.compile("(plan|cs|dec|appr|exec)_[0-9a-f]{12}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ATTEMPTS = 5;

  private Ids() {}

  /** A new id with one of the prefixes above. */
  public static String next(String prefix) {
    byte[] bytes = new byte[6];
    RANDOM.nextBytes(bytes);
    return prefix + "_" + HexFormat.of().formatHex(bytes);
  }

  /** A new id that is not taken yet; to be called in the unit that inserts it. */
  public static String next(String prefix, Predicate<String> taken) {
    for (int i = 0; i < ATTEMPTS; i++) {
      String id = next(prefix);
      if (!taken.test(id)) {
        return id;
      }
    }
    throw new IllegalStateException("Five random ids in a row were taken: " + prefix);
  }

  /** The id that always stands for this text. */
  static String of(String prefix, String text) {
    return prefix + "_" + Sha256.of(text).substring(0, 12);
  }

  /** Whether the text is an id with this prefix. */
  public static boolean is(String prefix, String text) {
    return FORM.matcher(text).matches() && text.startsWith(prefix + "_");
  }

  /**
   * The text itself when it is an id with this prefix; to be called before an id from outside is
   * used in a path or query.
   *
   * @throws EngineException {@code INVALID_ID}
   */
  public static String require(String prefix, String text) {
    if (!is(prefix, text)) {
      throw EngineException.of(
              EngineException.Kind.INVALID,
              "INVALID_ID",
              "Nothing was looked up: this is not an id of the form " + prefix + "_ and 12 digits.")
          .with("Nothing was changed.", "Copy the whole id, in lower case.");
    }
    return text;
  }
}
