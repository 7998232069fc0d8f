package dev.reeve.console.fx;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What of a drawer's reason is said where there is room for two lines: why, and what comes next,
 * which is told last. Any thread.
 *
 * @param why the beginning of the reason
 * @param next ways to say what comes next, the longest first; none where that is in the first line
 */
record WhyAndNext(String why, List<String> next) {
  private static final String CLAUSE = "; ";
  private static final String PART = ", ";

  WhyAndNext {
    next = List.copyOf(next);
  }

  static WhyAndNext of(String reason) {
    String why = Brief.of(reason);
    int clause = why.indexOf(CLAUSE);
    if (why.length() > Brief.MOST && clause > 0) {
      why = why.substring(0, clause);
    }
    return new WhyAndNext(why, next(reason.substring(why.length())));
  }

  private static List<String> next(String rest) {
    String last = lastSentence(rest.replaceFirst("^[\\s.:;,]+", "").strip());
    if (last.isEmpty()) {
      return List.of();
    }
    String clause = last.substring(last.lastIndexOf(CLAUSE) + 1).strip();
    List<String> forms = new ArrayList<>();
    forms.add(begun(last));
    forms.add(begun(clause));
    for (int end = clause.lastIndexOf(PART); end > 0; end = clause.lastIndexOf(PART, end - 1)) {
      String part = clause.substring(0, end);
      if (part.lastIndexOf('(') <= part.lastIndexOf(')')) {
        forms.add(begun(part));
      }
    }
    return forms.stream().distinct().toList();
  }

  private static String lastSentence(String text) {
    BreakIterator sentences = BreakIterator.getSentenceInstance();
    sentences.setText(Brief.withoutDigits(text));
    int end = sentences.last();
    int begin = sentences.previous();
    return begin == BreakIterator.DONE ? text : text.substring(begin, end).strip();
  }

  private static String begun(String clause) {
    return clause.substring(0, 1).toUpperCase(Locale.getDefault()) + clause.substring(1);
  }
}
