package dev.reeve.engine.queue;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins a batch of events with the rows of their paths: rows are read once, changed in memory by
 * the table of {@link Change}, and written once. One object serves one unit of work.
 */
final class Folding {
  private final WorkItemDao items;
  private final KnownPaths known;
  private final Map<String, ItemRow> rows = new HashMap<>();
  private final Set<String> loaded = new HashSet<>();
  private final Map<Long, ItemRow> inserted = new LinkedHashMap<>();
  private final Map<Long, ItemRow> changed = new LinkedHashMap<>();
  private final Set<Long> removed = new LinkedHashSet<>();
  private long nextId;

  Folding(WorkItemDao items, KnownPaths known) throws SQLException {
    this.items = items;
    this.known = known;
    this.nextId = items.nextId();
  }

  /** Joins the events in their order; rows begin, or begin again, in the given state. */
  void join(List<FileEvent> events, ItemState state) throws SQLException {
    Set<String> paths = new HashSet<>(events.size() * 2);
    for (FileEvent event : events) {
      paths.add(event.path());
      if (event.oldPath() != null) {
        paths.add(event.oldPath());
      }
    }
    load(paths);
    for (FileEvent event : events) {
      join(event, state);
    }
  }

  private void join(FileEvent event, ItemState state) throws SQLException {
    Change change = Change.of(event);
    if (knownBetter(row(event.path()), change)) {
      return;
    }
    Instant since = event.seen().truncatedTo(ChronoUnit.MILLIS);
    String from = event.oldPath();
    ItemRow left = from == null || from.equals(event.path()) ? null : row(from);
    boolean replaced = false;
    if (left != null && !left.running()) {
      if (!left.state.ended()) {
        change = left.change.movedOn(change, event.path(), known);
        since = left.firstSeen;
        replaced = !left.path.equals(change.oldPath()) && known.hasRecord(left.path);
      }
      remove(left); // the file's work goes on under its new place
    }
    join(event, change, since, state);
    if (replaced) { // the file that was there before the one that went on
      handOn(from, event, state);
    }
  }

  /**
   * Whether what a comparison found adds nothing to what the row already waits to do, or is left to
   * a person to decide about.
   */
  private boolean knownBetter(@Nullable ItemRow row, Change change) {
    if (row == null || change.kind() != FileEventKind.RECONCILE || row.running()) {
      return false;
    }
    return row.state.ended()
        ? row.state != ItemState.DONE
        : row.change.kind() != FileEventKind.RECONCILE && !row.change.learns(change, known);
  }

  private void join(FileEvent event, Change change, Instant since, ItemState state)
      throws SQLException {
    ItemRow row = row(event.path());
    if (row == null) {
      boolean neverThere =
          change.kind() == FileEventKind.DELETED
              && state == ItemState.STABLE_PENDING
              && !known.hasRecord(event.path());
      if (neverThere) {
        return; // a temporary file that came and went between two looks
      }
      row = ItemRow.fresh(nextId++, event, change, state);
      row.firstSeen = since;
      rows.put(row.path, row);
      inserted.put(row.id, row);
      return;
    }
    if (row.state.ended()) {
      row.revive(change, since, state);
      row.merged = 0;
      touch(row, event);
    } else if (row.running()) {
      joinRunning(row, event, change, state);
    } else {
      boolean learned =
          change.kind() == FileEventKind.RECONCILE && row.change.kind() != FileEventKind.RECONCILE;
      joinWaiting(row, event, learned ? change.asMove() : change, state);
    }
  }

  private void joinRunning(ItemRow row, FileEvent event, Change change, ItemState state)
      throws SQLException {
    ItemRow.Next next = row.next;
    Change.Sum sum = next == null ? new Change.Sum(change, null) : next.change().then(change, true);
    Change left = sum.change();
    Instant seen =
        next == null ? event.seen().truncatedTo(ChronoUnit.MILLIS) : Instant.parse(next.seen());
    row.next =
        ItemRow.Next.of(
            left == null ? Change.of(FileEventKind.DELETED) : left,
            seen,
            state,
            event.fingerprint());
    touch(row, event);
    handOn(sum.gone(), event, state);
  }

  private void joinWaiting(ItemRow row, FileEvent event, Change change, ItemState state)
      throws SQLException {
    Change.Sum sum = row.change.then(change, known.hasRecord(row.path));
    Change left = sum.change();
    if (left == null) {
      remove(row);
    } else {
      row.change = left;
      row.priority = Math.min(row.priority, left.priority().value());
      if (row.state != ItemState.RETRY_WAIT && state == ItemState.STABLE_PENDING) {
        row.state = state;
      }
      touch(row, event);
    }
    handOn(sum.gone(), event, state);
  }

  /** The file that had been moved away from there is gone for good. */
  private void handOn(@Nullable String gone, FileEvent event, ItemState state) throws SQLException {
    if (gone != null) {
      join(
          new FileEvent(event.root(), gone, null, FileEventKind.DELETED, event.seen(), null, null),
          state);
    }
  }

  private void touch(ItemRow row, FileEvent event) {
    row.generation++;
    row.merged++;
    row.root = event.root();
    Instant seen = event.seen().truncatedTo(ChronoUnit.MILLIS);
    row.lastSeen = seen.isAfter(row.lastSeen) ? seen : row.lastSeen;
    if (!row.running()) {
      row.fingerprint = event.fingerprint();
    }
    if (!inserted.containsKey(row.id)) {
      changed.put(row.id, row);
    }
  }

  private void remove(ItemRow row) {
    rows.remove(row.path);
    changed.remove(row.id);
    if (inserted.remove(row.id) == null) {
      removed.add(row.id);
    }
  }

  private void load(Collection<String> paths) throws SQLException {
    for (ItemRow row : items.byPath(paths)) {
      rows.put(row.path, row);
    }
    loaded.addAll(paths);
  }

  private @Nullable ItemRow row(String path) throws SQLException {
    if (!loaded.contains(path)) {
      load(List.of(path));
    }
    return rows.get(path);
  }

  /** Writes what changed. */
  void write() throws SQLException {
    if (!removed.isEmpty()) {
      items.delete(removed);
    }
    for (ItemRow row : changed.values()) {
      items.save(row);
    }
    items.insert(inserted.values());
  }

  /** Rows that are new or differ, as written. */
  List<ItemRow> written() {
    List<ItemRow> out = new ArrayList<>(inserted.values());
    out.addAll(changed.values());
    return out;
  }

  /** Ids of the rows that are gone. */
  List<String> removed() {
    return removed.stream().map(String::valueOf).toList();
  }
}
