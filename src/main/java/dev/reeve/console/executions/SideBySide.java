package dev.reeve.console.executions;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import dev.reeve.console.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A unified diff as two columns: what was beside what is, and of a line that changed which words
 * did. Immutable.
 */
final class SideBySide {
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+(\\d+)(?:,\\d+)? @@(.*)");
  private static final DiffRowGenerator ROWS =
      DiffRowGenerator.create()
          .showInlineDiffs(true)
          .mergeOriginalRevised(false)
          .inlineDiffByWord(true)
          .oldTag((tag, begins) -> mark(tag, begins))
          .newTag((tag, begins) -> mark(tag, begins))
          .lineNormalizer(line -> line) // as it is: the default makes HTML of it
          .build();

  private static final char BEGINS = '\u0002'; // in no text file
  private static final char ENDS = '\u0003';

  /** Of a line that is there on one side only the whole is meant. */
  private static String mark(DiffRow.Tag tag, boolean begins) {
    return tag != DiffRow.Tag.CHANGE ? "" : String.valueOf(begins ? BEGINS : ENDS);
  }

  /** How a row is drawn; the signs in it say the same. */
  enum Kind {
    SAME,
    CHANGED,
    ADDED,
    REMOVED,
    HUNK
  }

  /** Some words of a line, and whether they changed. */
  record Part(String text, boolean changed) {}

  /**
   * One side of a row.
   *
   * @param number of the line, empty where there is none
   * @param sign − or +, a space where the line is on both sides
   * @param parts its text; empty where this side has no line
   */
  record Side(String number, String sign, List<Part> parts) {
    static final Side NONE = new Side("", "", List.of());

    /** The whole line. */
    String text() {
      return parts.stream().map(Part::text).collect(Collectors.joining());
    }
  }

  /** One row. */
  record Row(Kind kind, Side left, Side right) {}

  private final List<Row> rows = new ArrayList<>();
  private final List<String> old = new ArrayList<>();
  private final List<String> revised = new ArrayList<>();
  private int left = 1;
  private int right = 1;

  private SideBySide() {}

  /** The rows of a unified diff, hunk by hunk. */
  static List<Row> of(String diff) {
    SideBySide sides = new SideBySide();
    diff.lines().forEach(sides::read);
    sides.flush();
    return List.copyOf(sides.rows);
  }

  private void read(String line) {
    if (rows.isEmpty() && (line.startsWith("--- ") || line.startsWith("+++ "))) {
      return; // it names the files; further down it is a line of them
    }
    Matcher hunk = HUNK.matcher(line);
    if (hunk.matches()) {
      flush();
      left = Integer.parseInt(hunk.group(1));
      right = Integer.parseInt(hunk.group(2));
      String heading = hunk.group(3).strip();
      String words = heading.isEmpty() ? Texts.get("executions.sides.hunk", left, right) : heading;
      rows.add(new Row(Kind.HUNK, new Side("", "", List.of(new Part(words, false))), Side.NONE));
      return;
    }
    String text = line.isEmpty() ? "" : line.substring(1);
    switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> revised.add(text);
      case '-' -> old.add(text);
      default -> {
        old.add(text);
        revised.add(text);
      }
    }
  }

  private void flush() {
    for (DiffRow row : ROWS.generateDiffRows(old, revised)) {
      switch (row.getTag()) {
        case EQUAL -> add(Kind.SAME, row, true, true);
        case CHANGE -> add(Kind.CHANGED, row, true, true);
        case DELETE -> add(Kind.REMOVED, row, true, false);
        case INSERT -> add(Kind.ADDED, row, false, true);
      }
    }
    old.clear();
    revised.clear();
  }

  private void add(Kind kind, DiffRow row, boolean has, boolean gets) {
    boolean same = kind == Kind.SAME;
    rows.add(
        new Row(
            kind,
            has ? side(left++, same ? " " : "\u2212", row.getOldLine()) : Side.NONE,
            gets ? side(right++, same ? " " : "+", row.getNewLine()) : Side.NONE));
  }

  private static Side side(int number, String sign, String marked) {
    return new Side(Integer.toString(number), sign, parts(joined(marked)));
  }

  /** Words beside each other that changed are one change. */
  private static String joined(String marked) {
    return marked.replace(ENDS + " " + BEGINS, " ");
  }

  private static List<Part> parts(String marked) {
    List<Part> parts = new ArrayList<>();
    boolean changed = false;
    int begin = 0;
    for (int i = 0; i <= marked.length(); i++) {
      char at = i == marked.length() ? ENDS : marked.charAt(i);
      if (at == BEGINS || at == ENDS) {
        if (i > begin) {
          parts.add(new Part(marked.substring(begin, i), changed));
        }
        changed = at == BEGINS;
        begin = i + 1;
      }
    }
    return List.copyOf(parts);
  }
}
