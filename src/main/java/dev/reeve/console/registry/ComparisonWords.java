package dev.reeve.console.registry;

import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.DriftKind;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.ReconcileReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person is asked after folder and registry were compared. */
final class ComparisonWords {
  private static final int MOST_LINES = 200;

  private ComparisonWords() {}

  /**
   * The differences, by kind and each.
   *
   * @param held plans of the keeper that wait for a person
   * @param live whether the repairs run after yes
   */
  static Question question(ReconcileReport report, List<HeldPlan> held, boolean live) {
    String compared =
        Texts.get(
            live ? "registry.reconcile.live" : "registry.reconcile.observe", report.filesScanned());
    return new Question(
        Texts.get("registry.reconcile.title", report.items().size()),
        (compared + " " + split(report.items()) + " " + waiting(report.items(), held)).strip(),
        lines(report),
        null,
        Texts.get("registry.reconcile.verb"),
        false);
  }

  private static String split(List<DriftItem> items) {
    long repairs = repairs(items);
    return Texts.get("registry.reconcile.split", repairs, items.size() - repairs);
  }

  private static long repairs(List<DriftItem> items) {
    return items.stream().filter(DriftItem::repairable).count();
  }

  /** Which of them the mark beside the figures and the inbox count. */
  private static String waiting(List<DriftItem> items, List<HeldPlan> held) {
    List<DriftItem> waiting =
        items.stream()
            .filter(item -> held.stream().anyMatch(plan -> under(item.path(), plan.root())))
            .toList();
    String roots = held.stream().map(HeldPlan::root).collect(Collectors.joining(", "));
    long repairs = repairs(waiting);
    return waiting.isEmpty()
        ? ""
        : Texts.get(
            "registry.reconcile.held", waiting.size(), roots, repairs, waiting.size() - repairs);
  }

  private static boolean under(String path, String root) {
    return root.equals(".") || path.equals(root) || path.startsWith(root + "/");
  }

  private static List<String> lines(ReconcileReport report) {
    List<String> lines = new ArrayList<>();
    report.counts().entrySet().stream()
        .filter(kind -> kind.getValue() > 0)
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            kind ->
                lines.add(
                    Texts.get("registry.reconcile.kind", kind.getValue(), words(kind.getKey()))));
    report.items().stream()
        .limit(MOST_LINES)
        .forEach(
            item ->
                lines.add(Texts.get("registry.reconcile.item", words(item.kind()), item.path())));
    if (report.items().size() > MOST_LINES) {
      lines.add(Texts.get("registry.restore.more", report.items().size() - MOST_LINES));
    }
    return lines;
  }

  private static String words(DriftKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
