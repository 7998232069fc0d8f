package dev.reeve.console.inbox;

import dev.reeve.console.fx.DrawerContent;
import dev.reeve.engine.inbox.InboxDeed;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxList;
import dev.reeve.engine.inbox.InboxPlace;
import dev.reeve.engine.inbox.InboxView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How what a row is about stands now. The row itself stays as long as somebody reads it; what it
 * waited for may be done by then, and the drawer says so. Safe on any thread.
 */
final class StandsNow {
  private final InboxView inbox;
  private final Function<InboxItem, @Nullable DrawerContent> ownDrawer;
  private final Map<String, String> successors = new ConcurrentHashMap<>();
  private volatile Waiting waiting = Waiting.of(List.of());

  /** What waits, the most urgent of each key. Immutable. */
  private record Waiting(
      Map<String, InboxItem> byId,
      Map<InboxPlace, InboxItem> byPlace,
      Map<String, InboxItem> byThing) {
    static Waiting of(List<InboxItem> items) {
      Map<String, InboxItem> byId = new HashMap<>();
      Map<InboxPlace, InboxItem> byPlace = new HashMap<>();
      Map<String, InboxItem> byThing = new HashMap<>();
      for (InboxItem item : items) {
        byId.putIfAbsent(item.id(), item);
        if (!item.place().items().isEmpty()) {
          byPlace.putIfAbsent(item.place(), item);
        }
        item.place().items().forEach(thing -> byThing.putIfAbsent(thing, item));
      }
      return new Waiting(byId, byPlace, byThing);
    }
  }

  /**
   * @param ownDrawer how the item's own pane tells of it; null where none does
   */
  StandsNow(InboxView inbox, Function<InboxItem, @Nullable DrawerContent> ownDrawer) {
    this.inbox = inbox;
    this.ownDrawer = ownDrawer;
  }

  /** What waits from now on. */
  void take(InboxList now) {
    Waiting next = Waiting.of(now.items());
    waiting = next;
    successors.values().removeIf(later -> !next.byId().containsKey(later));
  }

  /**
   * The row itself, or what is known to have taken its place; null when nothing is known to wait
   * any more.
   */
  @Nullable InboxItem now(InboxItem item) {
    Waiting all = waiting;
    String later = successors.get(item.id());
    return Stream.of(
            Optional.ofNullable(all.byId().get(item.id())),
            Optional.ofNullable(later).map(all.byId()::get),
            Optional.ofNullable(all.byPlace().get(item.place())))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  /**
   * The same after a look at what became of it: a change that was judged again waits under its
   * newer decision. Blocks.
   */
  @Nullable InboxItem follow(InboxItem item) {
    InboxItem known = now(item);
    return known == null ? follow(item, inbox.past(item)) : known;
  }

  private @Nullable InboxItem follow(InboxItem item, List<InboxDeed> past) {
    Waiting all = waiting;
    InboxItem later =
        past.reversed().stream()
            .map(deed -> all.byThing().get(deed.id()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (later != null) {
      successors.put(item.id(), later.id());
    }
    return later;
  }

  /** Blocks. */
  DrawerContent drawer(InboxItem item) {
    InboxItem now = follow(item);
    DrawerContent own = now == null ? null : ownDrawer.apply(now);
    if (own != null) {
      return own;
    }
    List<InboxDeed> past = inbox.past(item);
    return now == null ? InboxWords.settled(item, past) : InboxWords.drawer(now, past);
  }
}
