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
  /** What goes, what comes, and one more of either. */
  private static final int FIRST = 3;

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

  /** The first lines that change, below the name of their file; empty when none does. */
  static List<Line> firstChange(List<Line> lines) {
    List<Line> first = new ArrayList<>();
    Line file = null;
    for (Line line : lines) {
      boolean changes = line.kind() == Kind.REMOVED || line.kind() == Kind.ADDED;
      if (changes && first.isEmpty() && file != null) {
        first.add(file);
      }
      if (changes) {
        first.add(line);
      } else if (!first.isEmpty()) {
        break;
      } else if (line.kind() == Kind.HEAD) {
        file = line;
      }
    }
    return List.copyOf(first.subList(0, Math.min(first.size(), FIRST + 1)));
  }
}
