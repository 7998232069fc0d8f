package dev.reeve.console.links;

import dev.reeve.console.approval.DiffWords;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.links.triage.TriagePreview;
import java.util.ArrayList;
import java.util.List;

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
   * The first lines that change, below the name of their file; empty when none does. They are to
   * stand above all lines: what is around them may be left out, no change before another.
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
}
