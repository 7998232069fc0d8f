package dev.reeve.console.links;

import dev.reeve.console.fx.FilterGrammar.Query;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.links.LinkArrangement.Wish;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the Doc links pane: grouped, marked and folded. They are made of what triage knows,
 * and compared with those on show, in the background, one time after the other; only what differs
 * is brought to the screen. Screen thread.
 */
final class LinkRows {
  private final Screen screen;
  private final LiveList<LinkItem, LinkRow> list;
  private final ReadOnlyObjectWrapper<@Nullable TriageSnapshot> known =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<LinksFigures> figures =
      new ReadOnlyObjectWrapper<>(LinksFigures.NONE);
  private final ReadOnlyIntegerWrapper needing = new ReadOnlyIntegerWrapper();
  private final ObjectProperty<Grouping> grouping = new SimpleObjectProperty<>(Grouping.TARGET);
  private final BooleanProperty navOnly = new SimpleBooleanProperty();
  private final BooleanProperty sorted = new SimpleBooleanProperty();

  /** Replaced and never changed: these are read where rows are judged. */
  private volatile Set<String> justDone = Set.of();

  private Set<String> marked = Set.of();
  private Set<String> closed = Set.of();
  private Map<String, LinkItem> items = Map.of();
  private @Nullable TriageSnapshot newest;
  private boolean arranging;
  private boolean again;
  private final List<Runnable> waiting = new ArrayList<>();

  LinkRows(Screen screen) {
    this.screen = screen;
    this.list =
        new LiveList<>(
            new KeyedRows<>(LinkItem::key, LinkRow::new, LinkRow.ORDER),
            LinkGrammar.create(),
            screen);
    list.passing(this::passes);
    list.scope((row, query) -> inScope(row.snapshot(), query));
    list.rows().lookFor(row -> row.snapshot().undecided());
    list.counting(row -> !row.snapshot().heads() && row.snapshot().problem() == null);
    grouping.addListener((observable, was, is) -> arrange());
    navOnly.addListener(
        (observable, was, is) -> {
          list.refilter();
          arrange();
        });
    sorted.addListener((observable, was, is) -> list.refilter());
  }

  /** A group is there while one of its links is. */
  private boolean passes(LinkRow row, Query<LinkRow> query) {
    LinkItem item = row.snapshot();
    return item.heads()
        ? item.links().stream()
            .map(link -> list.rows().find(link.finding().id()))
            .flatMap(Optional::stream)
            .anyMatch(link -> query.passes().test(link))
        : query.passes().test(row) && (!item.closed() || sorted.get());
  }

  private boolean inScope(LinkItem item, Query<LinkRow> query) {
    if (item.done() != null) {
      return query.asks("state") || justDone.contains(item.key());
    }
    if (item.heads() && sorted.get()) {
      return false;
    }
    return !navOnly.get()
        || item.links().stream().anyMatch(TriageRow::nav)
        || (item.problem() != null && item.problem().enforced());
  }

  /** Brings a newer state to the screen. */
  void take(TriageSnapshot now) {
    take(now, () -> {});
  }

  /**
   * The same.
   *
   * @param then runs once it, or what is newer, is there
   */
  @SuppressWarnings("ReferenceEquality") // to compare thousands of rows is not for this thread
  void take(TriageSnapshot now, Runnable then) {
    list.reading().arrived();
    waiting.add(then);
    if (now != newest) {
      newest = now;
      arrange();
    } else if (!arranging) {
      arrived();
    }
  }

  /** Shows a failure above what was good last. */
  void fail(Problem problem) {
    if (known.get() != null) {
      list.reading().failed(problem);
    } else {
      list.problemProperty().set(problem);
    }
  }

  /** One at a time: what is asked for meanwhile comes after, together. */
  private void arrange() {
    TriageSnapshot now = newest;
    if (now == null) {
      return;
    }
    if (arranging) {
      again = true;
      return;
    }
    arranging = true;
    Wish wish = new Wish(now, grouping.get(), navOnly.get(), marked, closed);
    Map<String, LinkItem> before = items;
    screen
        .work()
        .run(
            () -> LinkArrangement.of(wish, before),
            this::show,
            problem -> {
              list.reading().failed(problem);
              arrangeAgain();
            });
  }

  private void show(LinkArrangement made) {
    items = made.items();
    unmark(made.gone());
    list.rows().put(made.changed());
    list.rows().remove(made.gone());
    list.rows().absorb();
    list.rows().show();
    needing.set(made.needing()); // the header is told by the figures and says both
    figures.set(made.figures());
    known.set(made.wish().now());
    arrangeAgain();
  }

  private void arrangeAgain() {
    arranging = false;
    if (again) {
      again = false;
      arrange();
    } else {
      arrived();
    }
  }

  private void arrived() {
    List<Runnable> now = List.copyOf(waiting);
    waiting.clear();
    now.forEach(Runnable::run);
  }

  /** Done decisions that are shown although they need nobody: they were carried out just now. */
  void showDone(Collection<String> ids) {
    Set<String> all = new HashSet<>(justDone);
    all.addAll(ids);
    justDone = Set.copyOf(all);
    list.refilter();
  }

  /** Shows done decisions no longer. */
  void hideDone() {
    justDone = Set.of();
    list.refilter();
  }

  /** Marks the row, or its group, or takes the mark away. */
  void toggleMark(LinkItem item) {
    Set<String> ids = ids(item);
    Set<String> next = new HashSet<>(marked);
    if (marked.containsAll(ids)) {
      next.removeAll(ids);
    } else {
      next.addAll(ids);
    }
    mark(next);
  }

  /** Marks rows besides those that are. */
  void addMarks(List<LinkItem> more) {
    Set<String> next = new HashSet<>(marked);
    more.forEach(item -> next.addAll(ids(item)));
    mark(next);
  }

  void unmark() {
    mark(Set.of());
  }

  private void unmark(Set<String> gone) {
    if (gone.stream().anyMatch(marked::contains)) {
      Set<String> next = new HashSet<>(marked);
      next.removeAll(gone);
      marked = Set.copyOf(next);
    }
  }

  private void mark(Set<String> next) {
    marked = Set.copyOf(next);
    arrange();
  }

  private static Set<String> ids(LinkItem item) {
    Set<String> ids = new HashSet<>();
    item.links().forEach(row -> ids.add(row.finding().id()));
    return ids;
  }

  /** The marked links, in the order of the grouping. */
  List<TriageRow> marked() {
    return marked.stream()
        .map(items::get)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparingInt(LinkItem::place))
        .flatMap(item -> item.links().stream())
        .toList();
  }

  /** Hides the links of a group, or shows them. */
  void fold(String group, boolean close) {
    Set<String> next = new HashSet<>(closed);
    if (close) {
      next.add(group);
    } else {
      next.remove(group);
    }
    closed = Set.copyOf(next);
    arrange();
  }

  /** Rows, filter and selection. */
  LiveList<LinkItem, LinkRow> list() {
    return list;
  }

  /** The newest state on show; null before the first scan. */
  ReadOnlyObjectProperty<@Nullable TriageSnapshot> knownProperty() {
    return known.getReadOnlyProperty();
  }

  /** How many links nobody has decided, whether they are looked at or not. */
  ReadOnlyIntegerProperty needing() {
    return needing.getReadOnlyProperty();
  }

  /** How far the work is in what is looked at. */
  ReadOnlyObjectProperty<LinksFigures> figuresProperty() {
    return figures.getReadOnlyProperty();
  }

  /** By what the rows are put together. */
  ObjectProperty<Grouping> groupingProperty() {
    return grouping;
  }

  /** Whether only documents that lead through the workspace are shown. */
  BooleanProperty navOnlyProperty() {
    return navOnly;
  }

  /** Whether a column sorts the table, so that groups make no sense. */
  BooleanProperty sortedProperty() {
    return sorted;
  }
}
