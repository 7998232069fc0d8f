package dev.reeve.console.links;

import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.links.triage.TriageRow;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a preview is seen where there is no room for more: which links a rule takes, in one line,
 * and the first change. Immutable.
 *
 * @param alone where its title is not in sight
 * @param titled right below its title, which says how many links a rule takes
 */
record BriefPreview(List<Line> alone, List<Line> titled) {
  static final BriefPreview NONE = new BriefPreview(List.of(), List.of());

  /** Links that are named. */
  private static final int NAMED = 3;

  /** What goes, what comes, and one more of either. */
  private static final int FEW = 3;

  /** A rule with all that it says, as it scrolls. */
  private static final int MANY = 20;

  BriefPreview {
    alone = List.copyOf(alone);
    titled = List.copyOf(titled);
  }

  /**
   * Of what would be written.
   *
   * @param taken what a rule would take
   */
  static BriefPreview of(List<TriageRow> taken, List<Line> written) {
    List<Line> alone = new ArrayList<>(DiffLines.firstNews(written, FEW));
    List<Line> titled = new ArrayList<>();
    if (!taken.isEmpty()) {
      String places = places(taken);
      String takes = Texts.get("links.preview.taken-brief", taken.size(), places);
      boolean named = !alone.isEmpty() && alone.getFirst().kind() == Kind.HEAD;
      String file = named ? alone.removeFirst().text() : ""; // in one line with what it takes
      alone.addFirst(new Line(Kind.HEAD, named ? takes + " \u00b7 " + file : takes));
      titled.add(new Line(Kind.PLAIN, places));
    }
    titled.addAll(DiffLines.firstChange(written, MANY));
    return new BriefPreview(alone, titled);
  }

  /** The first of them by document and line; the folder is told where it is another. */
  private static String places(List<TriageRow> taken) {
    List<String> places = new ArrayList<>();
    String before = "";
    for (TriageRow row : taken.subList(0, Math.min(NAMED, taken.size()))) {
      String place = LinkWords.place(row);
      int name = row.finding().sourceFile().lastIndexOf('/') + 1;
      String folder = place.substring(0, name);
      boolean same = name > 0 && folder.equals(before);
      places.add(same ? "\u2026/" + place.substring(name) : place);
      before = folder;
    }
    if (taken.size() > NAMED) {
      places.add(Texts.get("links.preview.more", taken.size() - NAMED));
    }
    return String.join(", ", places);
  }
}
