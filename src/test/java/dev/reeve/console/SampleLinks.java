package dev.reeve.console;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.Position;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.Suggestion;
import dev.reeve.engine.links.Target;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.links.suggest.Evidence;
import dev.reeve.engine.links.suggest.EvidenceKind;
import dev.reeve.engine.links.triage.TriageRow;
import java.util.List;

/** Broken links for tests of the Doc links pane. */
public final class SampleLinks {
  private SampleLinks() {}

  /** A link that nobody has decided about. */
  public static TriageRow row(
      String id, String source, int line, String target, int same, boolean nav, double... scores) {
    List<Suggestion> suggestions = new java.util.ArrayList<>();
    for (double score : scores) {
      int n = suggestions.size() + 1;
      suggestions.add(
          new Suggestion(
              "docs/new/" + n + "-" + name(target),
              "new/" + n + "-" + name(target),
              score,
              List.of(
                  new Evidence(EvidenceKind.SIMILAR_NAME, score),
                  new Evidence(EvidenceKind.LINK_WORDS, 0.05)),
              false));
    }
    Band band =
        scores.length == 0
            ? Band.NONE
            : scores[0] >= 0.9 ? Band.HIGH : scores[0] >= 0.85 ? Band.MEDIUM : Band.LOW;
    Finding finding =
        new Finding(
            id,
            source,
            ReferenceKind.LINK,
            new Position(line, 3, line * 40, target.length()),
            target,
            Category.MISSING_FILE,
            nav,
            null,
            "Nothing is at '" + target + "'.",
            List.of(),
            new Target(false, target, null, null),
            "The " + name(target).replace(".md", ""),
            band,
            suggestions);
    return new TriageRow(finding, target, same, nav, TriageRow.State.UNDECIDED, null);
  }

  private static String name(String target) {
    return target.substring(target.lastIndexOf('/') + 1);
  }

  /** Two of a navigation document, a group of three, and single ones, in the order of work. */
  public static void some(FakeLinks links) {
    links.rows.add(row("a1", "README.md", 12, "docs/setup.md", 2, true, 0.95));
    links.rows.add(row("a2", "README.md", 40, "docs/setup.md", 2, true, 0.95));
    links.rows.add(row("b1", "docs/cranes/index.md", 7, "archive/plan.md", 3, false, 0.74, 0.60));
    links.rows.add(row("b2", "docs/cranes/rota.md", 9, "archive/plan.md", 3, false, 0.74, 0.60));
    links.rows.add(row("b3", "docs/pilots/rota.md", 4, "archive/plan.md", 3, false, 0.74, 0.60));
    links.rows.add(row("c1", "docs/pilots/index.md", 3, "api/jwks.json", 1, false));
    links.rows.add(row("d1", "docs/tides/index.md", 5, "tables/q1.md", 1, false, 0.62, 0.60));
    links.rows.add(row("e1", "docs/tides/report.md", 8, "tables/q2.md", 1, false, 0.88));
    links.files.addAll(List.of("docs/found/jwks.md", "docs/tides/q1.md"));
  }
}
