package dev.reeve.console.approval;

import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unified diff as lines to be shown: the sign of a line, and its number in the file, stand in a
 * column of their own.
 */
public final class DiffWords {
  private static final int LONGEST_LINE = 2_000;
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+(\\d+)(?:,\\d+)? @@.*");
  private static final Pattern OF_NOTHING = Pattern.compile("@@ -[01],0 .*");
  private static final Pattern TO_NOTHING = Pattern.compile("@@ -\\S+ \\+[01],0 .*");
  private static final String NOWHERE = "/dev/null";

  /** A line, and where it is; 0 where that says nothing. */
  private record Placed(Kind kind, int number, String text) {
    int digits() {
      return number == 0 ? 0 : String.valueOf(number).length();
    }
  }

  private final boolean numbered;
  private final List<Placed> lines = new ArrayList<>();
  private boolean body;
  private boolean named;
  private boolean comes;
  private boolean goes;
  private int left;
  private int right;

  private DiffWords(boolean numbered) {
    this.numbered = numbered;
  }

  /** All lines but the two that name the files. */
  public static List<Line> unified(String diff) {
    return new DiffWords(true).of(diff);
  }

  /** The same of records of the registry: hashes short, and each record by its name alone. */
  public static List<Line> ofRecords(String diff) {
    return new DiffWords(false).of(diff).stream().map(DiffWords::ofRecord).toList();
  }

  private static Line ofRecord(Line line) {
    String text = Formats.shortHashes(line.text());
    String shown = line.kind() == Kind.HUNK ? text.replaceFirst("^@@[^@]*@@ ", "") : text;
    return new Line(line.kind(), line.gutter(), shown);
  }

  private List<Line> of(String diff) {
    diff.lines().forEach(this::read);
    int width = lines.stream().mapToInt(Placed::digits).max().orElse(0);
    return lines.stream()
        .map(each -> new Line(each.kind(), gutter(each, width), each.text()))
        .toList();
  }

  private void read(String line) {
    if (line.startsWith("@@")) {
      hunk(line);
    } else if (body) {
      change(line);
    } else if (line.equals("--- " + NOWHERE)) {
      comes = true;
    } else if (line.equals("+++ " + NOWHERE)) {
      goes = true;
    } else if (line.startsWith("--- ")) {
      named = true;
    } else if (!line.startsWith("--- ") && !line.startsWith("+++ ")) {
      change(line); // of a diff that names no file
    }
  }

  private void hunk(String line) {
    body = true;
    Matcher places = HUNK.matcher(line);
    boolean placed = numbered && places.matches();
    left = placed ? Integer.parseInt(places.group(1)) : 0;
    right = placed ? Integer.parseInt(places.group(2)) : 0;
    lines.add(new Placed(Kind.HUNK, 0, place(line)));
  }

  /** Where a part of it is; of a file that comes or goes, that. */
  private String place(String line) {
    if (comes || (!named && OF_NOTHING.matcher(line).matches())) {
      return Texts.get("approval.diff.new");
    }
    return goes || (!named && TO_NOTHING.matcher(line).matches())
        ? Texts.get("approval.diff.gone")
        : line;
  }

  private void change(String line) {
    String text = line.isEmpty() ? "" : line.substring(1);
    String shown =
        text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "\u2026";
    switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> lines.add(new Placed(Kind.ADDED, at(right++), shown));
      case '-' -> lines.add(new Placed(Kind.REMOVED, at(left++), shown));
      case '\\' -> lines.add(new Placed(Kind.PLAIN, 0, shown.strip()));
      default -> {
        lines.add(new Placed(Kind.PLAIN, at(right++), shown));
        left++;
      }
    }
  }

  private int at(int number) {
    return numbered && body ? number : 0;
  }

  /** " 7 + ". */
  private static String gutter(Placed line, int width) {
    String sign =
        switch (line.kind()) {
          case ADDED -> "+";
          case REMOVED -> "\u2212";
          case PLAIN -> " ";
          default -> "";
        };
    if (sign.isEmpty()) {
      return "";
    }
    String number = line.number() == 0 ? "" : String.valueOf(line.number());
    return " ".repeat(width - number.length()) + number + (width == 0 ? "" : " ") + sign + " ";
  }
}
