package dev.reeve.console.links;

import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts what triage knows into rows in the order of a grouping: groups of several links behind a row
 * of their own, what was put off at the end, then documents that cannot be checked, then what is
 * done. Each row has its place and another for the time while it is put off, so that a decision
 * changes only the rows it is about. On any thread.
 */
final class LinkItems {
  private final Set<String> marked;
  private final Set<String> closed;
  private final List<LinkItem> items = new ArrayList<>();

  /** The next place that is free, and how far behind it one lies that is put off. */
  private int place;

  private final int behind;

  private LinkItems(Set<String> marked, Set<String> closed, int behind) {
    this.marked = marked;
    this.closed = closed;
    this.behind = behind;
  }

  /**
   * @param marked keys of marked links
   * @param closed groups whose links are hidden
   */
  static List<LinkItem> of(
      TriageSnapshot now, Grouping grouping, Set<String> marked, Set<String> closed) {
    Map<String, List<TriageRow>> groups = new LinkedHashMap<>();
    for (TriageRow row : now.rows()) {
      groups.computeIfAbsent(group(row, grouping), _ -> new ArrayList<>()).add(row);
    }
    LinkItems made = new LinkItems(marked, closed, places(groups.size(), now.rows().size()));
    groups.forEach(made::group);
    made.place += made.behind;
    now.problems().forEach(made::problem);
    now.done().forEach(made::done);
    return made.items;
  }

  /** A head for each group, and for each link one place before and one after those put off. */
  private static int places(int groups, int links) {
    return groups + 2 * links;
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
    int at = place + (isPutOff(rows) ? behind : 0);
    if (several) {
      boolean isMarked = rows.stream().allMatch(row -> marked.contains(row.finding().id()));
      add("group " + name, at, name, true, rows, null, null, isMarked, isClosed);
    }
    for (TriageRow row : rows) {
      at++;
      boolean later = row.state() == TriageRow.State.LATER;
      link(row, at + (later ? rows.size() : 0), several ? name : "", isClosed);
    }
    place += places(1, rows.size());
  }

  private void link(TriageRow row, int at, String group, boolean isClosed) {
    String key = row.finding().id();
    add(key, at, group, false, List.of(row), null, null, marked.contains(key), isClosed);
  }

  private void problem(Finding problem) {
    add("problem " + problem.id(), place++, "", false, List.of(), problem, null, false, false);
  }

  private void done(Decision decision) {
    add(decision.id(), place++, "", false, List.of(), null, decision, false, false);
  }

  private void add(
      String key,
      int at,
      String group,
      boolean heads,
      List<TriageRow> rows,
      @Nullable Finding problem,
      @Nullable Decision done,
      boolean isMarked,
      boolean isClosed) {
    items.add(
        new LinkItem(key, at, group, heads, List.copyOf(rows), problem, done, isMarked, isClosed));
  }
}
