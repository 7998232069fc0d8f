package dev.reeve.console.executions;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unified diff as two columns: what was beside what is, and in a line that changed the words that
 * did between {@code [− −]} and {@code [+ +]}. Immutable.
 */
final class SideBySide {
  private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+(\\d+).*");
  private static final DiffRowGenerator ROWS =
      DiffRowGenerator.create()
          .showInlineDiffs(true)
          .mergeOriginalRevised(false)
          .inlineDiffByWord(true)
          .oldTag((tag, begins) -> around(tag, begins, "\u2212"))
          .newTag((tag, begins) -> around(tag, begins, "+"))
          .lineNormalizer(line -> line) // as it is: the default makes HTML of it
          .build();

  /** Of a line that is there on one side only the whole is meant. */
  private static String around(DiffRow.Tag tag, boolean begins, String sign) {
    return tag != DiffRow.Tag.CHANGE ? "" : begins ? "[" + sign : sign + "]";
  }

  /** How a row is drawn; the signs in it say the same. */
  enum Kind {
    SAME,
    CHANGED,
    ADDED,
    REMOVED,
    HUNK
  }

  /**
   * One row.
   *
   * @param leftNumber of the line before, empty where there is none
   */
  record Row(Kind kind, String leftNumber, String left, String rightNumber, String right) {}

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
    if (line.startsWith("--- ") || line.startsWith("+++ ")) {
      return;
    }
    Matcher hunk = HUNK.matcher(line);
    if (hunk.matches()) {
      flush();
      left = Integer.parseInt(hunk.group(1));
      right = Integer.parseInt(hunk.group(2));
      rows.add(new Row(Kind.HUNK, "", line, "", ""));
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
    String minus = kind == Kind.SAME ? "  " : "\u2212 ";
    String plus = kind == Kind.SAME ? "  " : "+ ";
    rows.add(
        new Row(
            kind,
            has ? Integer.toString(left++) : "",
            has ? minus + joined(row.getOldLine(), "\u2212") : "",
            gets ? Integer.toString(right++) : "",
            gets ? plus + joined(row.getNewLine(), "+") : ""));
  }

  /** Words beside each other that changed are one change. */
  private static String joined(String line, String sign) {
    return line.replace(sign + "] [" + sign, " ");
  }
}
