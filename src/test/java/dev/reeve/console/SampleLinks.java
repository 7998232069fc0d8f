package dev.reeve.console;

import dev.reeve.console.fx.Screen;
import dev.reeve.console.links.LinksViewModel;
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

  /** What a harbour office misses: weak candidates, strong ones, and none. */
  public static void harbour(FakeLinks links) {
    links.rows.clear();
    links.rows.add(row("h1", "README.md", 7, "api/tides.json", 2, true, 0.78, 0.78, 0.74));
    links.rows.add(row("h2", "docs/tides/index.md", 10, "api/tides.json", 2, false, 0.78, 0.78));
    links.rows.add(row("h3", "README.md", 5, "docs/cranes/check-list.md", 2, true, 0.84, 0.84));
    links.rows.add(
        row("h4", "docs/cranes/index.md", 10, "docs/cranes/check-list.md", 2, false, 0.84));
    int line = 10;
    for (String room : List.of("berths", "customs", "dredging", "lighting")) {
      String source = "docs/" + room + "/index.md";
      links.rows.add(row("h-" + room, source, line++, "docs/emergency/numbers.md", 4, false, 0.35));
    }
    for (int number = 8; number <= 24; number += 8) {
      String source = "docs/decisions/%04d-berths.md".formatted(number);
      links.rows.add(row("h-" + number, source, 15, "docs/rules/season-2025.md", 3, false));
    }
    links.rows.add(row("h5", "docs/tides/index.md", 11, "operations.md#night-shift", 1, false));
  }

  /** The pane over some of them, read, with nothing chosen. */
  public static LinksViewModel pane(FakeSession session, Screen screen) {
    some(session.links);
    LinksViewModel model = new LinksViewModel(session.links, session.bus, screen, "dana", id -> {});
    model.list().activeProperty().set(true);
    model.refresh();
    return model;
  }
}
