package dev.reeve.console.fx;

import java.text.BreakIterator;
import java.util.regex.Pattern;

/** What of a longer text is said where there is room for a line. Any thread. */
final class Brief {
  /** So many characters have room on two lines of large text. */
  static final int MOST = 80;

  private static final Pattern DIGIT = Pattern.compile("\\d");

  private Brief() {}

  /** The first sentence; of one that would fill the place of rows, what stands before a colon. */
  static String of(String text) {
    BreakIterator sentences = BreakIterator.getSentenceInstance();
    sentences.setText(withoutDigits(text));
    int end = sentences.next() == BreakIterator.DONE ? text.length() : sentences.current();
    for (int at = end; end > MOST && at > 0; ) {
      at = text.lastIndexOf(": ", at - 1);
      end = at > 0 ? at : end;
    }
    return text.substring(0, end).strip();
  }

  /** As long as the text, to look for sentences in: else none begins with a number. */
  static String withoutDigits(String text) {
    return DIGIT.matcher(text).replaceAll("X");
  }
}
