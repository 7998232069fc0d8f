package dev.reeve.console.links;

import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts what triage knows into rows in the order of a grouping: groups of several links behind a row
 * of their own, what was put off at the end, then documents that cannot be checked, then what is
 * done. On any thread.
 */
final class LinkItems {
  private final Set<String> marked;
  private final Set<String> closed;
  private final List<LinkItem> items = new ArrayList<>();

  private LinkItems(Set<String> marked, Set<String> closed) {
    this.marked = marked;
    this.closed = closed;
  }

  /**
   * @param marked keys of marked links
   * @param closed groups whose links are hidden
   */
  static List<LinkItem> of(
      TriageSnapshot now, Grouping grouping, Set<String> marked, Set<String> closed) {
    LinkItems made = new LinkItems(marked, closed);
    Map<String, List<TriageRow>> groups = new LinkedHashMap<>();
    for (TriageRow row : now.rows()) {
      groups.computeIfAbsent(group(row, grouping), unused -> new ArrayList<>()).add(row);
    }
    groups.entrySet().stream()
        .sorted(Comparator.comparing(each -> isPutOff(each.getValue())))
        .forEach(each -> made.group(each.getKey(), each.getValue()));
    now.problems().forEach(made::problem);
    now.done().forEach(made::done);
    return made.items;
  }

  /** Without grouping each link is a group of its own. */
  private static String group(TriageRow row, Grouping grouping) {
    return switch (grouping) {
      case TARGET -> row.group();
      case SOURCE -> row.finding().sourceFile();
      case REASON -> row.finding().reason().code();
      case FLAT -> row.finding().id();
    };
  }

  private static boolean isPutOff(List<TriageRow> rows) {
    return rows.stream().anyMatch(row -> row.state() == TriageRow.State.LATER)
        && rows.stream().noneMatch(row -> row.left() && row.state() != TriageRow.State.LATER);
  }

  private void group(String name, List<TriageRow> rows) {
    boolean several = rows.size() > 1;
    boolean isClosed = closed.contains(name);
    if (several) {
      add("group " + name, name, true, rows, null, null, marks(rows), isClosed);
    }
    rows.stream()
        .sorted(Comparator.comparing(row -> row.state() == TriageRow.State.LATER))
        .forEach(row -> link(several ? name : "", row, isClosed));
  }

  private boolean marks(List<TriageRow> rows) {
    return rows.stream().allMatch(row -> marked.contains(row.finding().id()));
  }

  private void link(String group, TriageRow row, boolean isClosed) {
    String key = row.finding().id();
    add(key, group, false, List.of(row), null, null, marked.contains(key), isClosed);
  }

  private void problem(Finding problem) {
    add("problem " + problem.id(), "", false, List.of(), problem, null, false, false);
  }

  private void done(Decision decision) {
    add(decision.id(), "", false, List.of(), null, decision, false, false);
  }

  private void add(
      String key,
      String group,
      boolean heads,
      List<TriageRow> rows,
      @Nullable Finding problem,
      @Nullable Decision done,
      boolean isMarked,
      boolean isClosed) {
    items.add(
        new LinkItem(
            key, items.size(), group, heads, List.copyOf(rows), problem, done, isMarked, isClosed));
  }
}
