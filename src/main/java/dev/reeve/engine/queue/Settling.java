package dev.reeve.engine.queue;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notes that files have come to rest. One object serves one unit of work. */
final class Settling {
  private final WorkItemDao items;

  Settling(WorkItemDao items) {
    this.items = items;
  }

  /** Rows that wait for nothing else can be claimed; gives those that changed. */
  List<ItemRow> settle(List<Settled> settled) throws SQLException {
    List<ItemRow> rows = new ArrayList<>(items.ready(settled));
    if (rows.size() < settled.size()) {
      rows.addAll(readyWhileRunning(settled));
    }
    return rows;
  }

  private List<ItemRow> readyWhileRunning(List<Settled> settled) throws SQLException {
    Map<String, Settled> byPath = new LinkedHashMap<>();
    settled.forEach(each -> byPath.put(each.path(), each));
    List<ItemRow> changed = new ArrayList<>();
    for (ItemRow row : items.byPath(byPath.keySet())) {
      ItemRow.Next next = row.next;
      Settled rest = byPath.get(row.path);
      if (next != null && rest != null && next.state() == ItemState.STABLE_PENDING) {
        row.next =
            ItemRow.Next.of(
                next.change(),
                Instant.parse(next.seen()),
                ItemState.STABLE_READY,
                rest.fingerprint());
        items.save(row);
        changed.add(row);
      }
    }
    return changed;
  }
}
