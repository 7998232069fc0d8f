package dev.reeve.console.approval;

import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.fx.Formats;
import java.util.List;
import java.util.regex.Pattern;

/** A unified diff as lines to be shown; each keeps its sign. */
public final class DiffWords {
  private static final int LONGEST_LINE = 2_000;
  private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{64}\\b");

  private DiffWords() {}

  /** All lines but the two that name the files. */
  public static List<Line> unified(String diff) {
    return diff.lines().filter(DiffWords::isBody).map(DiffWords::line).toList();
  }

  /** The same of records of the registry: hashes short, and each record by its name alone. */
  public static List<Line> ofRecords(String diff) {
    return unified(diff).stream().map(DiffWords::ofRecord).toList();
  }

  private static Line ofRecord(Line line) {
    String text = HASH.matcher(line.text()).replaceAll(hash -> Formats.hash(hash.group()));
    return line.kind() == Kind.HUNK
        ? new Line(Kind.HUNK, text.replaceFirst("^@@[^@]*@@ ", ""))
        : new Line(line.kind(), text);
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
