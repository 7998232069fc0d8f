package dev.reeve.console.links;

import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageView;
import java.util.List;

/** The line of a document that a broken link stands in, as it is now. */
final class LineNow {
  /** What of a long line stands before the target and after it. */
  private static final int AROUND = 36;

  private static final String GAP = "\u2026";

  private LineNow() {}

  /** Where it stands and how it reads; empty when the link is not there any more. */
  static List<Line> of(TriageRow row, TriageView triage) {
    int number = row.finding().position().line();
    List<String> read = triage.head(row.finding().sourceFile(), number);
    String line = read.size() < number ? "" : read.get(number - 1);
    String target = row.finding().rawTarget();
    int linked = line.indexOf(target, row.finding().position().column() - 1);
    int at = linked < 0 ? line.indexOf(target) : linked; // another edit may have moved it
    return at < 0
        ? List.of()
        : List.of(
            new Line(
                Kind.PLAIN, LinkWords.place(row) + "  " + around(line, at, at + target.length())));
  }

  /** Of a long line what leads to the target and follows it. */
  private static String around(String line, int from, int to) {
    int begin = from <= AROUND + GAP.length() ? 0 : from - AROUND;
    int end = line.length() - to <= AROUND + GAP.length() ? line.length() : to + AROUND;
    String words = line.substring(begin, end).strip();
    return (begin > 0 ? GAP : "") + words + (end < line.length() ? GAP : "");
  }
}
