package dev.reeve.console.fx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person is asked before an act that undo cannot cover: what will happen, in a sentence and
 * in lines, and a verb that repeats the title. Immutable.
 *
 * @param title the act with its object
 * @param text what will happen and what stays untouched
 * @param lines each thing that will happen, or why it is safe
 * @param reason label of the reason that must be given, null when none is needed
 * @param typed text that must be typed before it can be done, null for none
 * @param verb text of the button that does it
 * @param danger whether the button is red
 * @param advised false where it would come to nothing, so that Cancel is the main button
 */
public record Question(
    String title,
    String text,
    List<String> lines,
    @Nullable String reason,
    @Nullable String typed,
    String verb,
    boolean danger,
    boolean advised) {
  /** A question about an act that nothing speaks against. */
  public Question(
      String title,
      String text,
      List<String> lines,
      @Nullable String reason,
      @Nullable String typed,
      String verb,
      boolean danger) {
    this(title, text, lines, reason, typed, verb, danger, true);
  }

  /** A question that asks for nothing to be typed. */
  public Question(
      String title,
      String text,
      List<String> lines,
      @Nullable String reason,
      String verb,
      boolean danger) {
    this(title, text, lines, reason, null, verb, danger);
  }

  /** Whether an act that would come to nothing is done all the same. */
  public static Question unadvised(String title, String text, List<String> lines, String verb) {
    return new Question(title, text, lines, null, null, verb, false, false);
  }
}
