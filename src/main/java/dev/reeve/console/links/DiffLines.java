package dev.reeve.console.links;

import dev.reeve.console.approval.DiffWords;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.links.triage.TriagePreview;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A file that would be written, as lines to be shown. */
final class DiffLines {
  private DiffLines() {}

  static List<Line> of(TriagePreview.File file) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            Kind.HEAD,
            file.isNew() ? Texts.get("links.preview.new-file", file.path()) : file.path()));
    lines.addAll(DiffWords.unified(file.diff()));
    return lines;
  }

  /**
   * The first lines that change and tell something, below the name of their file, which says how
   * many were left out before them; empty when none does. They are to stand above all lines.
   *
   * @param most how many of them; a last line says how many more there are
   */
  static List<Line> firstChange(List<Line> lines, int most) {
    List<Line> change = new ArrayList<>();
    Line file = null;
    for (Line line : lines) {
      if (changes(line)) {
        change.add(line);
      } else if (!change.isEmpty()) {
        break;
      } else if (line.kind() == Kind.HEAD) {
        file = line;
      }
    }
    if (file != null && file.text().endsWith(".json")) {
      int before = telling(change);
      change.subList(0, before).clear();
      if (before > 0) {
        file = new Line(Kind.HEAD, Texts.get("links.preview.lines-before", file.text(), before));
      }
    }
    int more = change.size() - most;
    List<Line> first = new ArrayList<>(change.subList(0, Math.min(most, change.size())));
    if (file != null && !first.isEmpty()) {
      first.addFirst(file);
    }
    if (more > 0) {
      first.add(new Line(Kind.PLAIN, "  ", Texts.get("links.preview.more-lines", more)));
    }
    return List.copyOf(first);
  }

  private static boolean changes(Line line) {
    return line.kind() == Kind.REMOVED || line.kind() == Kind.ADDED;
  }

  /**
   * Place of the first line that tells what is new: a comma after what stood last, and brackets
   * that open around it, do not.
   */
  private static int telling(List<Line> change) {
    Set<String> before = new HashSet<>();
    for (int i = 0; i < change.size(); i++) {
      String text = change.get(i).text().strip();
      if (change.get(i).kind() == Kind.REMOVED) {
        before.add(text + ",");
      } else if (!before.contains(text) && !text.endsWith("[") && !text.endsWith("{")) {
        return i;
      }
    }
    return 0;
  }
}
