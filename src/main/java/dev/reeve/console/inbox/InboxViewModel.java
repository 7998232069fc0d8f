package dev.reeve.console.inbox;

import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.queue.JobCommands;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.inbox.InboxEvent;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxItem.State;
import dev.reeve.engine.inbox.InboxList;
import dev.reeve.engine.inbox.InboxPlace;
import dev.reeve.engine.inbox.InboxView;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The Inbox pane: what waits for a person, and the way to where it is dealt with. */
public final class InboxViewModel implements AutoCloseable {
  private final InboxView inbox;
  private final Screen screen;
  private final EventBus.Subscription subscription;
  private final LiveList<InboxItem, InboxRow> list;
  private final StandsNow standing;
  private final Fates fates;
  private final InboxCommands commands;
  private @Nullable Problem unread;
  private final ReadOnlyIntegerWrapper open = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<@Nullable InboxList> known =
      new ReadOnlyObjectWrapper<>(null);

  /**
   * @param jobs what can be done with jobs
   * @param operator account that is written beside a word
   * @param ownDrawer how the item's own pane tells of it, on a background thread; null where none
   *     does
   * @param opener goes to the place where a row is dealt with
   */
  public InboxViewModel(
      InboxView inbox,
      JobCommands jobs,
      EventBus bus,
      Screen screen,
      String operator,
      Function<InboxItem, @Nullable DrawerContent> ownDrawer,
      Consumer<InboxPlace> opener) {
    this.inbox = inbox;
    this.screen = screen;
    this.standing = new StandsNow(inbox, ownDrawer);
    this.list =
        new LiveList<>(
            new KeyedRows<>(InboxItem::id, InboxRow::new, InboxRow.ORDER), grammar(), screen);
    list.scope((row, query) -> row.snapshot().state() != State.SNOOZED || query.asks("state"));
    list.describe(standing::drawer);
    list.why((item, now) -> why(item));
    this.fates = new Fates(list, standing);
    list.drawer().subscribe(told -> fates.tell()); // which may know what took the row's place
    list.afterChange(fates::tell);
    fates.changes().addListener(observable -> list.sayWhy());
    this.commands = new InboxCommands(inbox, jobs, list, fates, operator, opener, this::refresh);
    this.subscription = bus.subscribe(this::hear);
  }

  private static FilterGrammar<InboxRow> grammar() {
    return new FilterGrammar<>(InboxRow::searchText)
        .word(
            "state",
            Stream.of("open", "resolved", "acknowledged", "snoozed").toList(),
            InboxRow::stateWord)
        .word(
            "kind",
            List.of("approval", "attention", "plan", "dead", "lock", "watcher", "validation"),
            row -> row.snapshot().kind().code())
        .word("by", List.of(), row -> Objects.toString(row.snapshot().owner(), ""))
        .age("age", row -> row.snapshot().since());
  }

  private void hear(EngineEvent event) {
    if (event instanceof InboxEvent.Changed changed) {
      screen.thread().execute(() -> take(changed.list()));
    }
  }

  /** Reads everything anew. */
  public void refresh() {
    list.reading().run(inbox::list, this::take);
  }

  /** An answer that is older than what is shown is late. */
  private void take(InboxList now) {
    InboxList before = known.get();
    if (before != null && now.asOf().isBefore(before.asOf())) {
      commands.arrived();
      return;
    }
    known.set(now);
    standing.take(now);
    open.set(now.in(State.OPEN).size());
    list.reading().arrived();
    list.rows().loading();
    list.rows().loaded(now.items());
    list.lookAgain();
    if (list.selected().size() == 1) {
      list.redraw(); // its row stays until one looks elsewhere, and what it waited for may be done
    }
    fates.anew();
    list.sayWhy();
    commands.arrived();
    tellUnread(now.unread().isEmpty() ? null : unread(now));
  }

  /** What else was not done stays on show until it is closed or done again. */
  private void tellUnread(@Nullable Problem now) {
    if (now != null || Objects.equals(list.problemProperty().get(), unread)) {
      list.problemProperty().set(now);
    }
    unread = now;
  }

  private String why(InboxItem item) {
    InboxItem now = standing.now(item);
    if (now != null) {
      return InboxWords.why(now);
    }
    boolean settled = list.rows().find(item.id()).filter(InboxRow::isSettled).isPresent();
    return settled ? Texts.get("inbox.why.settled") : InboxWords.why(item);
  }

  private static Problem unread(InboxList now) {
    return new Problem(
        Texts.get("inbox.problem.what", String.join("; ", now.unread())),
        Texts.get("inbox.problem.safe"),
        Texts.get("inbox.problem.remedy"),
        "INBOX_NOT_READ");
  }

  /** What can be done with the selected rows. */
  public InboxCommands commands() {
    return commands;
  }

  /** Selects a row. */
  public void select(String id) {
    list.selected().setAll(id);
  }

  /** Rows, filter, selection and drawer. */
  public LiveList<InboxItem, InboxRow> list() {
    return list;
  }

  /** How many rows need a person; the rail shows the same property. */
  public ReadOnlyIntegerProperty openCount() {
    return open.getReadOnlyProperty();
  }

  /** What was read last; null before the first answer. */
  public ReadOnlyObjectProperty<@Nullable InboxList> known() {
    return known.getReadOnlyProperty();
  }

  /** "5 open · 4 need you · oldest 2 h 10 min · 1 resolved by itself", ticking. */
  public ObservableValue<String> header() {
    return Bindings.createStringBinding(
        () -> known.get() == null ? "" : header(known.get()),
        known,
        open,
        screen.ticker().nowProperty());
  }

  private String header(InboxList now) {
    String all = Texts.get("inbox.header.open", open.get());
    long needing = now.in(State.OPEN).stream().filter(InboxWords::needsYou).count();
    String need = needing == 0 ? "" : Texts.get("inbox.header.need", needing);
    String oldest =
        now.in(State.OPEN).stream()
            .map(InboxItem::since)
            .min(Comparator.naturalOrder())
            .map(
                since ->
                    Texts.get("inbox.header.oldest", Formats.age(since, screen.ticker().now())))
            .orElse("");
    List<InboxItem> over = now.in(State.RESOLVED);
    boolean byItself = over.stream().allMatch(InboxWords::endedByItself);
    String resolved =
        over.isEmpty()
            ? ""
            : Texts.get(byItself ? "inbox.header.resolved" : "inbox.header.over", over.size());
    int asleep = now.in(State.SNOOZED).size();
    String snoozed = asleep == 0 ? "" : Texts.get("inbox.header.snoozed", asleep);
    return Stream.of(all, need, oldest, resolved, snoozed)
        .filter(part -> !part.isEmpty())
        .collect(java.util.stream.Collectors.joining(" \u00b7 "));
  }

  /** "2 of 2 \u00b7 1 settled": what waits, and what stays on show only because it is read. */
  public ObservableValue<String> counted() {
    return Bindings.createStringBinding(
        () -> {
          String waiting = list.nOfM().getValue();
          long settled = list.rows().shown().stream().filter(InboxRow::isSettled).count();
          return settled == 0 ? waiting : Texts.get("inbox.count.settled", waiting, settled);
        },
        list.nOfM(),
        list.rows().shown(),
        fates.changes());
  }

  /** What the table says when it is empty. */
  public ObservableValue<String> emptyText() {
    return Bindings.createStringBinding(
        () -> {
          InboxList now = known.get();
          if (now == null) {
            return list.problemProperty().get() == null
                ? Texts.get("inbox.empty.reading")
                : Texts.get("inbox.empty.unknown");
          }
          if (!list.filterProperty().get().isBlank()) {
            return Texts.get("inbox.empty.filtered", list.filterProperty().get());
          }
          InboxList.Decision last = now.lastDecision();
          return last == null
              ? Texts.get("inbox.empty.nothing")
              : Texts.get(
                  "inbox.empty.decided",
                  Formats.sameDay(last.at(), screen.ticker().now()),
                  last.by());
        },
        known,
        list.filterProperty(),
        list.problemProperty());
  }

  /** Whether nothing waits, as far as no filter hides it. */
  public BooleanBinding nothingWaits() {
    return Bindings.createBooleanBinding(
        () -> known.get() != null && list.filterProperty().get().isBlank(),
        known,
        list.filterProperty());
  }

  /** Whether it is known that no row could be opened, under no filter at all. */
  public BooleanBinding nothingListed() {
    return Bindings.createBooleanBinding(
        () ->
            known.get() != null
                && known.get().items().stream().allMatch(item -> item.state() == State.SNOOZED)
                && list.inScopeProperty().get() == 0, // one that is read stays when it is settled
        known,
        list.inScopeProperty());
  }

  @Override
  public void close() {
    subscription.close();
    list.close();
  }
}
