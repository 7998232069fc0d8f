package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.LinkScan;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.links.triage.TriageRow.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Joins what a scan found with what was decided. */
final class Snapshots {
  private static final Set<Category> PROBLEMS =
      EnumSet.of(Category.MISSING_DOCUMENT, Category.UNREADABLE, Category.SKIPPED_LARGE);

  private static final Comparator<TriageRow> ORDER =
      Comparator.comparing(TriageRow::nav)
          .reversed()
          .thenComparing(Comparator.comparingInt(TriageRow::groupSize).reversed())
          .thenComparing(TriageRow::group)
          .thenComparing(row -> row.finding().sourceFile())
          .thenComparingInt(row -> row.finding().position().offset());

  private Snapshots() {}

  static TriageSnapshot of(
      LinkScan scan,
      CheckScope scope,
      Instant at,
      List<String> warnings,
      List<Decision> decisions,
      int automatic,
      int undoable) {
    List<Finding> broken = in(scan, TriageRow.DECIDABLE);
    Matching matching = new Matching(broken, decisions);
    Map<String, Integer> sizes = new HashMap<>();
    broken.forEach(finding -> sizes.merge(group(finding), 1, Integer::sum));
    List<TriageRow> rows = new ArrayList<>();
    for (Finding finding : broken) {
      String group = group(finding);
      Decision about = matching.of(finding);
      rows.add(
          new TriageRow(
              finding,
              group,
              sizes.getOrDefault(group, 1),
              scan.isNav(finding.sourceFile()),
              state(about),
              about));
    }
    rows.sort(ORDER);
    List<Decision> gone =
        matching.gone().stream().filter(each -> scan.isChecked(each.link().sourceFile())).toList();
    List<Decision> done =
        Matching.carriedOut(decisions).stream()
            .filter(
                each -> each.standing() == Standing.APPLIED || each.standing() == Standing.VERIFIED)
            .toList();
    return new TriageSnapshot(
        at,
        scope,
        scan.report().documents(),
        TriageSnapshot.Looked.of(scan.settings()),
        scan.leftOut(),
        scan.deadEnds(),
        List.copyOf(rows),
        in(scan, PROBLEMS),
        in(scan, TriageRow.COVERED),
        gone,
        done,
        progress(rows, automatic, done.size()),
        undoable,
        warnings);
  }

  private static List<Finding> in(LinkScan scan, Set<Category> wanted) {
    return scan.report().findings().stream()
        .filter(finding -> wanted.contains(finding.reason()))
        .toList();
  }

  private static State state(@Nullable Decision about) {
    if (about == null) {
      return State.UNDECIDED;
    }
    if (about.standing() != Standing.OPEN) {
      return State.REGRESSED;
    }
    return about.choice() instanceof Choice.Later ? State.LATER : State.STAGED;
  }

  private static Progress progress(List<TriageRow> rows, int automatic, int fixed) {
    int staged = count(rows, State.STAGED);
    int later = count(rows, State.LATER);
    int regressed = count(rows, State.REGRESSED);
    int left = (int) rows.stream().filter(TriageRow::left).count();
    return new Progress(automatic, fixed, fixed + staged, staged, left, later, regressed);
  }

  private static int count(List<TriageRow> rows, State state) {
    return (int) rows.stream().filter(row -> row.state() == state).count();
  }

  /** What references to the same broken place share. */
  private static String group(Finding finding) {
    String place = LinkScan.place(finding);
    String fragment = finding.target().fragment();
    boolean heading =
        finding.reason() == Category.MISSING_ANCHOR
            || finding.reason() == Category.MISSING_ANCHOR_SAME_FILE;
    if (place == null) {
      return finding.rawTarget();
    }
    return heading ? place + "#" + fragment : place;
  }
}
