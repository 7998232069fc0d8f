package dev.reeve.console.inbox;

import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxList;
import dev.reeve.engine.inbox.InboxView;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How what a row is about stands now. The row itself stays as long as somebody reads it; what it
 * waited for may be done by then, and the drawer says so. Safe on any thread.
 */
final class StandsNow {
  private final InboxView inbox;
  private final Function<InboxItem, @Nullable DrawerContent> ownDrawer;
  private volatile List<InboxItem> waiting = List.of();

  /**
   * @param ownDrawer how the item's own pane tells of it; null where none does
   */
  StandsNow(InboxView inbox, Function<InboxItem, @Nullable DrawerContent> ownDrawer) {
    this.inbox = inbox;
    this.ownDrawer = ownDrawer;
  }

  /** What waits from now on. */
  void take(InboxList now) {
    waiting = now.items();
  }

  /** The row itself, or the one that took its place; empty when nothing waits any more. */
  private Optional<InboxItem> now(InboxItem item) {
    return waiting.stream()
        .filter(each -> each.id().equals(item.id()))
        .findFirst()
        .or(() -> waiting.stream().filter(each -> isAboutTheSame(each, item)).findFirst());
  }

  private static boolean isAboutTheSame(InboxItem one, InboxItem other) {
    return !one.place().items().isEmpty() && one.place().equals(other.place());
  }

  /** Blocks. */
  DrawerContent drawer(InboxItem item) {
    Optional<InboxItem> now = now(item);
    DrawerContent own = now.map(ownDrawer).orElse(null);
    return own != null
        ? own
        : now.map(each -> InboxWords.drawer(each, inbox.past(each)))
            .orElseGet(() -> InboxWords.settled(item, inbox.past(item)));
  }

  String why(InboxItem item) {
    return now(item).map(InboxWords::why).orElseGet(() -> Texts.get("inbox.why.settled"));
  }
}
