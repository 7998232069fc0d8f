package dev.reeve.console.approval;

import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import java.util.List;

/** A unified diff as lines to be shown; each keeps its sign. */
public final class DiffWords {
  private static final int LONGEST_LINE = 2_000;

  private DiffWords() {}

  /** All lines but the two that name the files. */
  public static List<Line> unified(String diff) {
    return diff.lines().filter(DiffWords::isBody).map(DiffWords::line).toList();
  }

  private static boolean isBody(String line) {
    return !line.startsWith("--- ") && !line.startsWith("+++ ");
  }

  private static Line line(String line) {
    String shown =
        line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "\u2026";
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> new Line(Kind.ADDED, shown);
      case '-' -> new Line(Kind.REMOVED, shown);
      case '@' -> new Line(Kind.HUNK, shown);
      default -> new Line(Kind.PLAIN, shown);
    };
  }
}
