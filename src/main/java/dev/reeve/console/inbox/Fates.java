package dev.reeve.console.inbox;

import dev.reeve.console.fx.LiveList;
import dev.reeve.engine.inbox.InboxItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Tells rows that stay only because they are read what became of them: what waits in their place,
 * or that nothing does. Until that is known they stand as they were. Screen thread.
 */
final class Fates {
  private final LiveList<InboxItem, InboxRow> list;
  private final StandsNow standing;
  private final Set<String> followed = new HashSet<>();
  private final ReadOnlyLongWrapper told = new ReadOnlyLongWrapper();

  Fates(LiveList<InboxItem, InboxRow> list, StandsNow standing) {
    this.list = list;
    this.standing = standing;
  }

  /** Another list is known, so every such row is looked after once more. */
  void anew() {
    followed.clear();
    tell();
  }

  /** Tells rows that have gone since. */
  void tell() {
    List<InboxRow> unknown = new ArrayList<>();
    for (InboxRow row : List.copyOf(list.rows().shown())) {
      if (!row.stays()) {
        row.waitsAgain();
        continue;
      }
      InboxItem later = standing.now(row.snapshot());
      if (later != null) {
        tell(row, later);
      } else if (followed.add(row.key())) {
        unknown.add(row);
      }
    }
    if (!unknown.isEmpty()) {
      list.screen()
          .work()
          .run(
              () -> unknown.stream().map(row -> standing.follow(row.snapshot()) != null).toList(),
              waits -> unknown.forEach(row -> tell(row, standing.now(row.snapshot()))),
              list.problemProperty()::set);
    }
  }

  private void tell(InboxRow row, @Nullable InboxItem later) {
    if (row.stays() && !row.knows(later)) {
      list.rows()
          .tell(
              List.of(row),
              each -> {
                each.became(later);
                told.set(told.get() + 1);
              });
    }
  }

  /** Changes whenever a row was told. */
  Observable changes() {
    return told.getReadOnlyProperty();
  }
}
