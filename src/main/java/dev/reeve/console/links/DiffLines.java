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
}
