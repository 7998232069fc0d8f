package dev.reeve.console.links;

import dev.reeve.console.fx.LiveList;
import dev.reeve.engine.links.triage.TriageRow;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Which rows of the Doc links pane are worked on, and where one goes from there. Screen thread. */
final class LinkCursor {
  private final LiveList<LinkItem, LinkRow> list;
  private final ReadOnlyObjectWrapper<@Nullable LinkItem> current =
      new ReadOnlyObjectWrapper<>(null);
  private Subscription following = Subscription.EMPTY;

  LinkCursor(LiveList<LinkItem, LinkRow> list) {
    this.list = list;
    list.selected().addListener((Observable chosen) -> follow());
  }

  /** Looks anew for what is selected: it may have been selected before it was there. */
  void follow() {
    following.unsubscribe();
    LinkRow row =
        list.selected().isEmpty()
            ? null
            : list.rows().find(list.selected().getFirst()).orElse(null);
    if (row == null) {
      following = Subscription.EMPTY;
      current.set(null);
    } else {
      following = row.value(Function.identity()).subscribe(current::set);
    }
  }

  /** The row that the keys act on, as it is now; null for none. */
  ReadOnlyObjectProperty<@Nullable LinkItem> currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** The row that the keys act on, null for none. */
  @Nullable LinkItem current() {
    return current.get();
  }

  /** The links that a decision is about now: those of the chosen rows. */
  List<TriageRow> targets() {
    Map<String, TriageRow> out = new LinkedHashMap<>();
    for (String key : list.selected()) {
      list.rows()
          .find(key)
          .ifPresent(
              row -> row.snapshot().targets().forEach(each -> out.put(each.finding().id(), each)));
    }
    return List.copyOf(out.values());
  }

  /** Chooses a row by its key. */
  void select(String key) {
    list.selected().setAll(key);
  }

  /**
   * Goes to the row that stands for these links: to their group when a decision about it is about
   * just them, or while it hides them; else to the first of them. Without any it stays.
   */
  void backTo(Set<String> links) {
    links.stream()
        .flatMap(id -> list.rows().find(id).stream())
        .map(LinkRow::snapshot)
        .min(Comparator.comparingInt(LinkItem::place))
        .ifPresent(
            first -> {
              String head = headOf(first);
              boolean together = links.size() > 1 && links.equals(targetsOf(head));
              select(isShown(head) && (together || first.closed()) ? head : first.key());
            });
  }

  private boolean isShown(String key) {
    return list.rows().places().of(key) >= 0;
  }

  private Set<String> targetsOf(String key) {
    return list.rows().find(key).stream()
        .flatMap(row -> row.snapshot().targets().stream())
        .map(row -> row.finding().id())
        .collect(Collectors.toSet());
  }

  /** The key of the row of a group. */
  static String headOf(LinkItem item) {
    return "group " + item.group();
  }

  /** Goes to the first row that somebody has to decide, as soon as rows are there. */
  void begin() {
    if (!list.rows().shown().isEmpty()) {
      toFirst();
      return;
    }
    list.rows()
        .shown()
        .addListener(
            new ListChangeListener<LinkRow>() {
              @Override
              public void onChanged(Change<? extends LinkRow> change) {
                list.rows().shown().removeListener(this);
                list.screen().thread().execute(LinkCursor.this::toFirst);
              }
            });
  }

  private void toFirst() {
    if (list.selected().isEmpty()) {
      toNext(Set.of());
    }
  }

  /** Goes to the next row that somebody has to decide, in the order on screen; else stays. */
  void toNext(Set<String> underWay) {
    int next = list.rows().places().next(place(), row -> isOpen(row.snapshot(), underWay));
    if (next >= 0) {
      go(next);
    }
  }

  private static boolean isOpen(LinkItem item, Set<String> underWay) {
    return item.links().stream()
        .anyMatch(
            row ->
                (row.state() == TriageRow.State.UNDECIDED
                        || row.state() == TriageRow.State.REGRESSED)
                    && !underWay.contains(row.finding().id()));
  }

  /** Goes to the next row, or back. */
  void step(int by) {
    List<LinkRow> shown = list.rows().shown();
    int to = Math.clamp(place() + by, 0, Math.max(0, shown.size() - 1));
    if (to < shown.size()) {
      go(to);
    }
  }

  private void go(int place) {
    select(list.rows().shown().get(place).key());
  }

  private int place() {
    return list.selected().isEmpty() ? -1 : list.rows().places().of(list.selected().getFirst());
  }
}
