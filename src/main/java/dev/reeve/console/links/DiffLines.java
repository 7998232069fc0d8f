package dev.reeve.console.links;

import dev.reeve.console.approval.DiffWords;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.links.triage.TriagePreview;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A file that would be written, as lines to be shown. */
final class DiffLines {
  /** A member of a rule that says which links it takes. */
  private static final Pattern TAKES = Pattern.compile("\\s*\"(sources|target|pattern)\" :");

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
    return shortened(file(lines), firstChanges(lines), most);
  }

  /**
   * The same for a line or two: of a file of rules from where they say what they take, and from
   * which line that is.
   */
  static List<Line> firstNews(List<Line> lines, int most) {
    Line file = file(lines);
    List<Line> change = firstChanges(lines);
    int from = file.text().endsWith(".json") ? news(change) : 0;
    return from == 0
        ? shortened(file, change, most)
        : shortened(
            new Line(
                Kind.HEAD,
                Texts.get(
                    "links.preview.from-line",
                    file.text(),
                    change.get(from).gutter().replaceAll("\\D", ""))),
            change.subList(from, change.size()),
            most);
  }

  private static Line file(List<Line> lines) {
    return lines.stream()
        .takeWhile(line -> !changes(line))
        .filter(line -> line.kind() == Kind.HEAD)
        .reduce(new Line(Kind.HEAD, ""), (before, line) -> line);
  }

  private static List<Line> firstChanges(List<Line> lines) {
    return lines.stream().dropWhile(line -> !changes(line)).takeWhile(DiffLines::changes).toList();
  }

  private static List<Line> shortened(Line file, List<Line> change, int most) {
    List<Line> first = new ArrayList<>(change.subList(0, Math.min(most, change.size())));
    if (!file.text().isEmpty() && !first.isEmpty()) {
      first.addFirst(file);
    }
    int more = change.size() - most;
    if (more > 0) {
      first.add(new Line(Kind.PLAIN, "  ", Texts.get("links.preview.more-lines", more)));
    }
    return List.copyOf(first);
  }

  /**
   * Place of the first line that says what a rule takes, else of the first that is no comma behind
   * the last one, and no bracket that opens.
   */
  private static int news(List<Line> change) {
    OptionalInt taken =
        IntStream.range(0, change.size())
            .filter(i -> TAKES.matcher(change.get(i).text()).lookingAt())
            .findFirst();
    return taken.orElseGet(() -> firstNew(change));
  }

  private static int firstNew(List<Line> change) {
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

  private static boolean changes(Line line) {
    return line.kind() == Kind.REMOVED || line.kind() == Kind.ADDED;
  }
}
