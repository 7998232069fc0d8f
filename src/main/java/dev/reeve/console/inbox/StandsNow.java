package dev.reeve.console.inbox;

import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.inbox.InboxDeed;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxList;
import dev.reeve.engine.inbox.InboxView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How what a row is about stands now. The row itself stays as long as somebody reads it; what it
 * waited for may be done by then, and the drawer says so. Safe on any thread.
 */
final class StandsNow {
  private final InboxView inbox;
  private final Function<InboxItem, @Nullable DrawerContent> ownDrawer;
  private final Map<String, String> successors = new ConcurrentHashMap<>();
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
    successors.values().retainAll(waiting.stream().map(InboxItem::id).collect(Collectors.toSet()));
  }

  /** The row itself, or the one that took its place; empty when nothing waits any more. */
  private Optional<InboxItem> now(InboxItem item) {
    String later = successors.get(item.id());
    return waiting.stream()
        .filter(each -> each.id().equals(item.id()))
        .findFirst()
        .or(
            () ->
                waiting.stream()
                    .filter(each -> each.id().equals(later) || isAboutTheSame(each, item))
                    .findFirst());
  }

  private static boolean isAboutTheSame(InboxItem one, InboxItem other) {
    return !one.place().items().isEmpty() && one.place().equals(other.place());
  }

  /** What took the place of a row that is gone; null when nothing waits any more. */
  @Nullable InboxItem successor(InboxItem gone) {
    return now(gone).orElse(null);
  }

  /** A change that was judged again waits under its newer decision. */
  private void follow(InboxItem item, List<InboxDeed> past) {
    Set<String> decisions = past.stream().map(InboxDeed::id).collect(Collectors.toSet());
    waiting.stream()
        .filter(each -> each.place().items().stream().anyMatch(decisions::contains))
        .findFirst()
        .ifPresent(each -> successors.put(item.id(), each.id()));
  }

  /** Blocks. */
  DrawerContent drawer(InboxItem item) {
    DrawerContent own = now(item).map(ownDrawer).orElse(null);
    if (own != null) {
      return own;
    }
    List<InboxDeed> past = inbox.past(item);
    if (waiting.stream().noneMatch(each -> each.id().equals(item.id()))) {
      follow(item, past);
    }
    return now(item)
        .map(each -> InboxWords.drawer(each, past))
        .orElseGet(() -> InboxWords.settled(item, past));
  }

  String why(InboxItem item) {
    return now(item).map(InboxWords::why).orElseGet(() -> Texts.get("inbox.why.settled"));
  }
}
