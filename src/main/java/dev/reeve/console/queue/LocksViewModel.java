package dev.reeve.console.queue;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.DrawerContent.Related;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Pulse;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Reading;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.lock.LockEvent;
import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.lock.LockView;
import dev.reeve.engine.lock.Subsystem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The Locks table: who holds what, and how a lock nobody holds any more is released. */
public final class LocksViewModel implements AutoCloseable {
  /** The canonical order in which locks are taken. */
  static final List<String> ORDER = List.of("queue", "runs", "archive", "docs");

  private final LockView locks;
  private final Screen screen;
  private final String operator;
  private final EventBus.Subscription subscription;
  private final LiveList<LockStatus, LockRow> list;
  private final ChangeListener<Instant> onTick = (observable, was, now) -> keepUp();
  private boolean counted;
  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<Map<String, LockStatus.State>> held =
      new ReadOnlyObjectWrapper<>(Map.of());

  /**
   * @param operator account that is written beside a release
   * @param openExecution shows an execution in its pane
   */
  public LocksViewModel(
      LockView locks,
      EventBus bus,
      Screen screen,
      String operator,
      Consumer<String> openExecution) {
    this.locks = locks;
    this.screen = screen;
    this.operator = operator;
    FilterGrammar<LockRow> grammar =
        new FilterGrammar<LockRow>(
                row ->
                    row.key() + " " + LockRow.owner(row.snapshot()) + " " + row.snapshot().holder())
            .word(
                "state",
                List.of("held", "overdue", "stale", "unknown", "damaged"),
                row -> row.snapshot().state().name().toLowerCase(Locale.ROOT))
            .path("name", LockRow::key);
    this.list =
        new LiveList<>(
            new KeyedRows<>(LockStatus::name, LockRow::new, LockRow.ORDER), grammar, screen);
    list.describe(lock -> drawer(lock, openExecution));
    list.why(this::why);
    list.afterChange(this::count);
    Pulse pulse = screen.pulse(this::refresh);
    this.subscription =
        bus.subscribe(
            event -> {
              if (event instanceof LockEvent) {
                pulse.ask();
              }
            });
    // leases come and go without an event each; a read a second keeps up with them
    screen.ticker().nowProperty().addListener(onTick);
  }

  /** Whether, by the last read, no living process keeps the workspace; false before the first. */
  public boolean keeperGone() {
    return counted
        && list.rows().all().stream()
            .map(LockRow::snapshot)
            .noneMatch(
                lock ->
                    lock.name().equals(Subsystem.KEEPER.text())
                        && lock.state() != LockStatus.State.STALE);
  }

  /** Neither while the first answer is out nor after somebody gave it up. */
  private void keepUp() {
    Reading reading = list.reading();
    boolean givenUp = reading.missedProperty().get() && list.problemProperty().get() == null;
    if (reading.waitProperty().get() == Reading.Wait.NONE && !givenUp) {
      refresh();
    }
  }

  /** Reads everything anew. */
  public void refresh() {
    list.read(locks::status);
  }

  private void count() {
    List<LockRow> rows = list.rows().all();
    count.set(rows.size());
    counted = true;
    held.set(
        rows.stream()
            .collect(Collectors.toUnmodifiableMap(LockRow::key, row -> row.snapshot().state())));
  }

  private String why(LockStatus lock, Instant now) {
    return switch (lock.state()) {
      case HELD ->
          Texts.get(
              lock.lives() ? "locks.why.held" : "locks.why.held-elsewhere",
              LockRow.owner(lock),
              lock.holder(),
              Formats.orNone(lock.purpose()),
              Formats.clock(lock.expires()));
      case OVERDUE ->
          Texts.get(
              "locks.why.overdue",
              LockRow.owner(lock),
              lock.holder(),
              Formats.age(lock.expires(), now));
      case STALE ->
          early(lock, now)
              ? Texts.get(
                  "locks.why.stale-early",
                  lock.holder(),
                  Formats.clock(releasableFrom(lock)),
                  wait(lock, now))
              : Texts.get("locks.why.stale", lock.holder(), Formats.age(lock.expires(), now));
      case UNKNOWN ->
          Texts.get(lock.lives() ? "locks.why.unknown-lives" : "locks.why.unknown", lock.holder());
      case DAMAGED -> Texts.get("locks.why.damaged");
    };
  }

  private static DrawerContent drawer(LockStatus lock, Consumer<String> openExecution) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(Texts.get("locks.fact.owner"), LockRow.owner(lock)));
    facts.add(Fact.of(Texts.get("locks.fact.holder"), lock.holder()));
    facts.add(Fact.of(Texts.get("locks.fact.purpose"), Formats.orNone(lock.purpose())));
    facts.add(time("locks.fact.since", lock.since()));
    facts.add(time("locks.fact.renewed", lock.lastRenewed()));
    facts.add(time("locks.fact.expires", lock.expires()));
    facts.add(Fact.of(Texts.get("locks.fact.token"), lock.token() + " \u00b7 " + lock.fence()));
    facts.add(Fact.id(Texts.get("locks.fact.session"), lock.sessionId()));
    String execution = lock.executionId();
    List<Related> related =
        execution == null
            ? List.of()
            : List.of(
                new Related(
                    Texts.get("queue.related.execution", execution),
                    () -> openExecution.accept(execution)));
    return new DrawerContent(
        lock.name(), List.of(LockBadge.of(lock.state())), facts, List.of(), related);
  }

  private static Fact time(String key, @Nullable Instant time) {
    return new Fact(Texts.get(key), Formats.clock(time), Formats.exact(time));
  }

  /**
   * Asks for the release of the selected lock; the asker calls {@link #release} with the reason.
   */
  public Command release(Consumer<Question> asker) {
    return list.overSelection(
        Texts.get("locks.action.release"),
        "Delete",
        this::releasable,
        this::whyNot,
        names -> question().ifPresent(asker));
  }

  /** By the rules the engine goes by, so that nothing is offered that it refuses. */
  private boolean releasable(LockStatus lock) {
    return switch (lock.state()) {
      case HELD, OVERDUE -> false;
      case STALE -> !early(lock, screen.ticker().now());
      case UNKNOWN, DAMAGED -> !lock.lives();
    };
  }

  private String whyNot() {
    Instant now = screen.ticker().now();
    return list.chosen(lock -> lock.state() == LockStatus.State.STALE)
        .findFirst()
        .map(
            lock ->
                Texts.get(
                    "locks.why-not.release-yet",
                    Formats.clock(releasableFrom(lock)),
                    wait(lock, now)))
        .orElseGet(() -> Texts.get("locks.why-not.release"));
  }

  private String wait(LockStatus lock, Instant now) {
    Instant from = releasableFrom(lock);
    return from == null ? Formats.NONE : Formats.wait(Formats.between(now, from));
  }

  private @Nullable Instant releasableFrom(LockStatus lock) {
    return lock.expires() == null ? null : lock.expires().plus(locks.grace());
  }

  private boolean early(LockStatus lock, Instant now) {
    Instant from = releasableFrom(lock);
    return from != null && !now.isAfter(from);
  }

  private Optional<Question> question() {
    return list.chosen(this::releasable)
        .findFirst()
        .map(
            lock ->
                new Question(
                    Texts.get("locks.release.title", lock.name()),
                    Texts.get("locks.release.text", lock.waiters()),
                    safety(lock),
                    Texts.get("locks.release.reason"),
                    Texts.get("locks.release.verb"),
                    lock.state() != LockStatus.State.STALE));
  }

  private List<String> safety(LockStatus lock) {
    Instant now = screen.ticker().now();
    return switch (lock.state()) {
      case STALE ->
          List.of(
              Texts.get("locks.release.gone", lock.holder()),
              Texts.get("locks.release.ended", Formats.age(lock.expires(), now)),
              Texts.get("locks.release.fence", lock.fence()));
      default ->
          List.of(
              Texts.get("locks.release.cannot-tell", lock.holder()),
              Texts.get("locks.release.fence", lock.fence()));
    };
  }

  /** Releases the selected lock for the given reason. */
  public void release(String reason) {
    list.chosen(this::releasable)
        .findFirst()
        .ifPresent(
            lock ->
                screen
                    .work()
                    .run(
                        () ->
                            locks.breakLock(
                                lock.name(),
                                lock.state() != LockStatus.State.STALE,
                                reason,
                                operator),
                        removed -> {
                          screen
                              .notices()
                              .say(
                                  removed.isPresent()
                                      ? Texts.get("locks.done.released", lock.name())
                                      : Texts.get("locks.done.already-free", lock.name()));
                          refresh();
                        },
                        list.problemProperty()::set));
  }

  /** Rows, filter, selection and drawer. */
  public LiveList<LockStatus, LockRow> list() {
    return list;
  }

  /** How many locks are on record. */
  public ReadOnlyIntegerProperty lockCount() {
    return count.getReadOnlyProperty();
  }

  /** How a lock of the canonical order stands: its name with the word of its state. */
  public ObservableValue<Badge> inOrder(String name) {
    ReadOnlyBooleanProperty known = list.reading().knownProperty();
    return Bindings.createObjectBinding(
        () -> LockBadge.inOrder(name, held.get().get(name), known.get()), held, known);
  }

  /** What the table says when it is empty. */
  public ObservableValue<String> emptyText() {
    return list.filterProperty()
        .map(
            typed ->
                typed.isBlank()
                    ? Texts.get("locks.empty.none")
                    : Texts.get("locks.empty.filtered", typed));
  }

  @Override
  public void close() {
    screen.ticker().nowProperty().removeListener(onTick);
    subscription.close();
    list.close();
  }
}
