package dev.reeve.console.approval;

import dev.reeve.console.fx.Texts;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The intent of an execution; of one that undoes another what that was for, without its id. */
public final class UndoWords {
  private static final Pattern UNDO = Pattern.compile("(?s)Undo (exec_[0-9a-f]+): (.*)");

  /** A word begins a sentence, a path or a name does not. */
  private static final Pattern WORD = Pattern.compile("\\p{Ll}+( |$)");

  private UndoWords() {}

  /** "Revert: Set 3 files aside"; any other intent as it is, with a capital at its beginning. */
  public static String of(String intent) {
    Matcher undo = UNDO.matcher(intent);
    if (undo.matches()) {
      Matcher twice = UNDO.matcher(undo.group(2));
      return twice.matches()
          ? Texts.get("approval.undo.again", of(twice.group(2)))
          : Texts.get("approval.undo.intent", of(undo.group(2)));
    }
    return WORD.matcher(intent).lookingAt() ? capital(intent) : intent;
  }

  /** Which execution an intent undoes; empty for any other. */
  static Optional<String> undone(String intent) {
    return Optional.of(UNDO.matcher(intent)).filter(Matcher::matches).map(undo -> undo.group(1));
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
