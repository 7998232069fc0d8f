package dev.reeve.console.links;

import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What triage knows, as rows, and in what they differ from those before. Immutable; made on any
 * thread.
 *
 * @param wish what it was made of
 * @param items every row by its key
 * @param changed rows that are new or other than before
 * @param gone keys of rows that are no more
 * @param figures how far the work is in the documents that are looked at
 * @param needing how many links nobody has decided, looked at or not
 */
record LinkArrangement(
    Wish wish,
    Map<String, LinkItem> items,
    List<LinkItem> changed,
    Set<String> gone,
    LinksFigures figures,
    int needing) {
  /**
   * What the rows are to show.
   *
   * @param navOnly whether only documents that lead through the workspace are counted
   * @param marked keys of marked links
   * @param closed groups whose links are hidden
   */
  record Wish(
      TriageSnapshot now,
      Grouping grouping,
      boolean navOnly,
      Set<String> marked,
      Set<String> closed) {}

  /**
   * @param before every row as it is on show, by its key
   */
  static LinkArrangement of(Wish wish, Map<String, LinkItem> before) {
    Map<String, LinkItem> items = new HashMap<>();
    List<LinkItem> changed = new ArrayList<>();
    for (LinkItem item : LinkItems.of(wish.now(), wish.grouping(), wish.marked(), wish.closed())) {
      items.put(item.key(), item);
      if (!item.equals(before.get(item.key()))) {
        changed.add(item);
      }
    }
    Set<String> gone = new HashSet<>(before.keySet());
    gone.removeAll(items.keySet());
    List<TriageRow> counted =
        wish.navOnly()
            ? wish.now().rows().stream().filter(TriageRow::nav).toList()
            : wish.now().rows();
    return new LinkArrangement(
        wish,
        items,
        changed,
        gone,
        LinksFigures.of(counted, wish.now().progress().automatic(), wish.now().done().size()),
        (int) wish.now().rows().stream().filter(TriageRow::left).count());
  }
}
