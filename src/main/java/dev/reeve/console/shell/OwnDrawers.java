package dev.reeve.console.shell;

import dev.reeve.console.EngineSession;
import dev.reeve.console.executions.ExecutionsViewModel;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.queue.LocksViewModel;
import dev.reeve.console.queue.QueueViewModel;
import dev.reeve.console.queue.WatcherViewModel;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.queue.ItemState;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an item's own pane says of it, for the drawer of the inbox. Blocks. */
record OwnDrawers(
    EngineSession session,
    QueueViewModel queue,
    WatcherViewModel watcher,
    LocksViewModel locks,
    ExecutionsViewModel executions) {

  /** Null where no pane has a drawer for exactly this, or it is over. */
  @Nullable DrawerContent of(InboxItem item) {
    if (item.place().items().size() != 1 || item.healedAt() != null) {
      return null;
    }
    String id = item.place().items().getFirst();
    return switch (item.place().pane()) {
      case INBOX, APPROVAL, RECORDS, FINDINGS, LINKS -> null;
      case EXECUTIONS -> executions.list().tell(session.executions().show(id).row());
      case LOCKS ->
          session.locks().status(id).stream().findFirst().map(locks.list()::tell).orElse(null);
      case WATCHER ->
          session.watch().roots().stream()
              .filter(root -> root.root().equals(id))
              .findFirst()
              .map(watcher.list()::tell)
              .orElse(null);
      case JOBS ->
          session.queue().list(Set.of(ItemState.DEAD_LETTER), Integer.MAX_VALUE).stream()
              .filter(job -> job.id().equals(id))
              .findFirst()
              .map(queue.list()::tell)
              .orElse(null);
    };
  }
}
