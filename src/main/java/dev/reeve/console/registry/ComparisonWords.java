package dev.reeve.console.registry;

import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.ReconcileReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person is asked after folder and registry were compared. */
final class ComparisonWords {
  /** Paths that are named of a group. */
  private static final int NAMED = 2;

  private ComparisonWords() {}

  /** Differences of one kind, which Reconcile either mends or leaves. */
  private record Group(String words, boolean repaired, List<DriftItem> items) {}

  /**
   * What would happen, then the differences in groups: what is mended first.
   *
   * @param held plans of the keeper that wait for a person
   * @param live whether the repairs run after yes
   */
  static Question question(ReconcileReport report, List<HeldPlan> held, boolean live) {
    List<DriftItem> items = report.items();
    List<String> text = new ArrayList<>();
    text.add(
        live
            ? Texts.get(
                "registry.reconcile.live",
                report.repairsToQueue(),
                report.leftToPeople(),
                report.repairsPending(),
                report.repairsGivenUp())
            : Texts.get("registry.reconcile.observe"));
    if (live) {
      text.add(waiting(items, held));
    }
    text.add(Texts.get("registry.reconcile.seen", Formats.clock(report.endedAt())));
    return new Question(
        Texts.get("registry.reconcile.title", items.size()),
        text.stream().filter(each -> !each.isEmpty()).collect(Collectors.joining(" ")),
        groups(items).stream().map(ComparisonWords::line).toList(),
        null,
        Texts.get("registry.reconcile.verb"),
        false);
  }

  /** Which of them the mark beside the figures and the inbox count. */
  private static String waiting(List<DriftItem> items, List<HeldPlan> held) {
    long waiting =
        items.stream().filter(item -> held.stream().anyMatch(plan -> plan.holds(item))).count();
    String roots = held.stream().map(RegistryFigures::where).collect(Collectors.joining(", "));
    return waiting == 0
        ? ""
        : Texts.get("registry.reconcile.held", waiting, roots, items.size() - waiting);
  }

  private static List<Group> groups(List<DriftItem> items) {
    Map<String, Group> groups = new LinkedHashMap<>();
    items.stream()
        .sorted(Comparator.comparing(DriftItem::kind))
        .forEach(
            item ->
                groups
                    .computeIfAbsent(
                        DriftWords.group(item),
                        words -> new Group(words, item.repairable(), new ArrayList<>()))
                    .items()
                    .add(item));
    return groups.values().stream()
        .sorted(Comparator.comparing(group -> !group.repaired()))
        .toList();
  }

  /** How many, what becomes of them, and the first of them by name. */
  private static String line(Group group) {
    List<String> paths = group.items().stream().map(DriftItem::path).toList();
    String named = String.join(", ", paths.subList(0, Math.min(NAMED, paths.size())));
    int more = paths.size() - NAMED;
    return Texts.get(
        "registry.reconcile.group",
        Texts.get(group.words(), paths.size()),
        more <= 0 ? named : named + " " + Texts.get("registry.reconcile.more", more));
  }
}
