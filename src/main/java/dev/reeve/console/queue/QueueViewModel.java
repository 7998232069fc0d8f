package dev.reeve.console.queue;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Present;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.QueueSummary;
import dev.reeve.engine.queue.QueueView;
import dev.reeve.engine.queue.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * The Jobs table: its rows, filter, figures, drawer and commands. Screen thread, except that events
 * may come on any thread.
 */
public final class QueueViewModel implements AutoCloseable {
  private static final int LIMIT = 10_000;
  private static final Duration DAY = Duration.ofDays(1);

  /** How long a job that is done stays among the open ones, so that the work can be seen. */
  private static final Duration RECENT = Duration.ofMinutes(10);

  /** The filters in the header, each with its count. */
  public enum Chip {
    SETTLING("settling"),
    PENDING("pending"),
    RUNNING("running"),
    RETRY("retry"),
    DEAD("dead"),
    DONE("done");

    private final String word;

    Chip(String word) {
      this.word = word;
    }

    String token() {
      return "state:" + word;
    }
  }

  private final QueueView queue;
  private final Screen screen;
  private final EventBus.Subscription subscription;
  private final LiveList<WorkItem, QueueRow> list;
  private final Map<Chip, ReadOnlyIntegerWrapper> counts = new EnumMap<>(Chip.class);
  private final ReadOnlyIntegerWrapper open = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable QueueSummary> summary =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Instant> oldest = new ReadOnlyObjectWrapper<>(null);
  private Instant recently = Instant.MIN;
  private Instant yesterday = Instant.MIN;

  /**
   * Begins to listen; {@link #refresh} reads the first rows.
   *
   * @param openExecution shows an execution in its pane
   */
  public QueueViewModel(
      QueueView queue, EventBus bus, Screen screen, Consumer<String> openExecution) {
    this.queue = queue;
    this.screen = screen;
    this.list =
        new LiveList<>(
            new KeyedRows<>(WorkItem::id, QueueRow::new, QueueRow.ORDER), grammar(), screen);
    for (Chip chip : Chip.values()) {
      counts.put(chip, new ReadOnlyIntegerWrapper());
    }
    tellTimes(screen.ticker().now());
    list.scope((row, query) -> row.open() || doneSince(recently, row) || asked(row, query));
    list.describe(item -> QueueWords.drawer(item, queue.history(item.id()), openExecution));
    list.why((item, now) -> QueueWords.why(item, paused.get(), now));
    list.afterChange(this::count);
    this.subscription = bus.subscribe(this::hear);
    screen
        .ticker()
        .nowProperty()
        .addListener(
            (observable, was, now) -> {
              tellTimes(now);
              tick();
            });
  }

  private static FilterGrammar<QueueRow> grammar() {
    return new FilterGrammar<>(QueueRow::searchText)
        .word(
            "state",
            List.of("settling", "pending", "running", "retry", "dead", "done", "cancelled"),
            QueueRow::stateWord)
        .path("path", row -> row.snapshot().path())
        .word(
            "event",
            List.of("created", "modified", "moved", "deleted"),
            row -> QueueRow.eventWord(row.snapshot()))
        .word("error", List.of(), row -> Objects.toString(row.snapshot().errorCode(), ""))
        .age("age", row -> row.snapshot().firstSeen());
  }

  private void hear(EngineEvent event) {
    if (event instanceof QueueEvent told) {
      switch (told) {
        case QueueEvent.Changed changed -> list.rows().put(changed.items());
        case QueueEvent.Removed removed -> list.rows().remove(removed.ids());
        case QueueEvent.Paused now -> screen.thread().execute(() -> paused(now.paused()));
      }
      list.changed();
    }
  }

  private void paused(boolean now) {
    paused.set(now);
    list.sayWhy();
  }

  /** Reads everything anew. */
  public void refresh() {
    list.read(() -> queue.list(Set.of(), LIMIT));
    readSummary();
  }

  private void readSummary() {
    screen
        .work()
        .run(
            queue::summary,
            figures -> {
              summary.set(figures);
              paused(figures.paused());
            },
            list.problemProperty()::set);
  }

  /** Every row is asked about these with every refresh, so they are told once a second. */
  private void tellTimes(Instant now) {
    recently = now.minus(RECENT);
    yesterday = now.minus(DAY);
  }

  private void tick() {
    if (list.activeProperty().get()) {
      readSummary();
      list.changed(); // what was done goes when its time is over
    }
  }

  /** What else ended is listed when the filter asks for states; what is done, for a day. */
  private boolean asked(QueueRow row, FilterGrammar.Query<QueueRow> query) {
    return query.asks("state")
        && (row.snapshot().state() != ItemState.DONE || doneSince(yesterday, row));
  }

  private static boolean doneSince(Instant since, QueueRow row) {
    Instant ended = row.snapshot().endedAt();
    return row.snapshot().state() == ItemState.DONE && (ended == null || !ended.isBefore(since));
  }

  private void count() {
    forgetOld();
    int[] found = new int[Chip.values().length];
    Instant first = null;
    int unfinished = 0;
    for (QueueRow row : list.rows().all()) {
      WorkItem item = row.snapshot();
      Chip chip = chip(item.state());
      if (chip != null && (chip != Chip.DONE || doneSince(yesterday, row))) {
        found[chip.ordinal()]++;
      }
      if (row.open()) {
        unfinished++;
      }
      if (chip == Chip.PENDING && (first == null || item.firstSeen().isBefore(first))) {
        first = item.firstSeen();
      }
    }
    counts.forEach((chip, count) -> count.set(found[chip.ordinal()]));
    open.set(unfinished);
    oldest.set(first);
  }

  /**
   * What ended leaves the screen with the queue's own purge, and never gathers beyond the limit.
   */
  private void forgetOld() {
    List<QueueRow> ended =
        list.rows().all().stream()
            .filter(row -> !row.open())
            .sorted(Comparator.comparing(QueueViewModel::ended).reversed())
            .toList();
    List<String> old =
        IntStream.range(0, ended.size())
            .filter(at -> at >= LIMIT || ended(ended.get(at)).isBefore(yesterday))
            .mapToObj(at -> ended.get(at).key())
            .toList();
    if (old.isEmpty()) {
      return;
    }
    list.rows().remove(old);
    if (list.activeProperty().get()) {
      list.changed();
    } else {
      list.rows().absorb();
      list.rows().show(); // a hidden list lets go of its rows only when it moves
    }
  }

  private static Instant ended(QueueRow row) {
    WorkItem item = row.snapshot();
    return item.endedAt() == null ? item.lastSeen() : item.endedAt();
  }

  private static @Nullable Chip chip(ItemState state) {
    return switch (state) {
      case STABLE_PENDING -> Chip.SETTLING;
      case QUEUED, STABLE_READY -> Chip.PENDING;
      case RUNNING -> Chip.RUNNING;
      case RETRY_WAIT -> Chip.RETRY;
      case DEAD_LETTER -> Chip.DEAD;
      case DONE -> Chip.DONE;
      case CANCELLED -> null;
    };
  }

  /** Puts the chip's token into the filter, or takes it out. */
  public void toggle(Chip chip) {
    list.filterProperty().set(FilterGrammar.toggle(list.filterProperty().get(), chip.token()));
  }

  /** Whether the filter asks for the chip's state. */
  public ObservableValue<Boolean> filtersBy(Chip chip) {
    return list.filterProperty()
        .map(text -> List.of(text.strip().split("\\s+")).contains(chip.token()));
  }

  /** Makes waiting jobs due now. */
  public Command retryNow() {
    return list.overSelection(
        Texts.get("queue.action.retry"),
        "R",
        item -> item.state() == ItemState.RETRY_WAIT,
        Texts.get("queue.why-not.retry"),
        ids -> act(() -> queue.retryNow(ids), "queue.done.retried"));
  }

  /** Brings dead or ended jobs back. */
  public Command requeue() {
    return list.overSelection(
        Texts.get("queue.action.requeue"),
        "Shift+R",
        item -> item.state().ended(),
        Texts.get("queue.why-not.requeue"),
        ids -> act(() -> queue.requeue(ids), "queue.done.requeued"));
  }

  /** Takes jobs from the queue, with Undo; the files stay untouched. */
  public Command drop() {
    return list.overSelection(
        Texts.get("queue.action.drop"),
        "Delete",
        item -> item.state() != ItemState.RUNNING && item.state() != ItemState.CANCELLED,
        Texts.get("queue.why-not.drop"),
        ids ->
            run(
                () -> queue.drop(ids),
                dropped ->
                    screen
                        .notices()
                        .say(
                            Texts.get("queue.done.dropped", dropped),
                            () -> act(() -> queue.requeue(ids), "queue.done.requeued"))));
  }

  /** Copies the paths of the selected jobs to the given place. */
  public Command copyPath(Consumer<String> clipboard) {
    return list.overSelection(
        Texts.get("queue.action.copy-path"),
        "Ctrl+C",
        item -> true,
        "",
        ids -> {
          clipboard.accept(
              String.join("\n", list.chosen(item -> true).map(WorkItem::path).toList()));
          screen.notices().say(Texts.get("queue.done.copied", ids.size()));
        });
  }

  /** Stops or resumes claiming; the notice says what becomes of running jobs. */
  public Command pauseOrResume() {
    return new Command(
        paused
            .getReadOnlyProperty()
            .map(now -> now ? Texts.get("queue.action.resume") : Texts.get("queue.action.pause")),
        "F8",
        new SimpleStringProperty(""),
        this::turn);
  }

  private void turn() {
    boolean next = !paused.get();
    int running = count(Chip.RUNNING).get();
    run(
        () -> {
          queue.pause(next);
          return next;
        },
        now -> {
          paused(now);
          screen
              .notices()
              .say(now ? Texts.get("queue.done.paused", running) : Texts.get("queue.done.resumed"));
        });
  }

  private void act(Callable<Integer> work, String doneKey) {
    run(work, changed -> screen.notices().say(Texts.get(doneKey, changed)));
  }

  private <T> void run(Callable<T> work, Consumer<T> done) {
    screen.work().run(work, done, list.problemProperty()::set);
  }

  /** Rows, filter, selection and drawer. */
  public LiveList<WorkItem, QueueRow> list() {
    return list;
  }

  /** How many jobs the chip stands for; the rail shows the same property. */
  public ReadOnlyIntegerProperty count(Chip chip) {
    return Objects.requireNonNull(counts.get(chip)).getReadOnlyProperty();
  }

  /** Jobs that are not done. */
  public ReadOnlyIntegerProperty openCount() {
    return open.getReadOnlyProperty();
  }

  /** Whether claiming is paused. */
  public ReadOnlyBooleanProperty pausedProperty() {
    return paused.getReadOnlyProperty();
  }

  /** Jobs finished and failed tries in the last minute. */
  public ObservableValue<String> throughput() {
    return Present.map(
        summary.getReadOnlyProperty(),
        figures ->
            Texts.get(
                "queue.header.throughput", figures.doneLastMinute(), figures.failedLastMinute()),
        Formats.NONE);
  }

  /** Age of the oldest job that waits, ticking. */
  public ObservableValue<String> oldestPending() {
    return Bindings.createStringBinding(
        () ->
            oldest.get() == null
                ? Texts.get("queue.header.none-waits")
                : Texts.get(
                    "queue.header.oldest", Formats.age(oldest.get(), screen.ticker().now())),
        oldest,
        screen.ticker().nowProperty());
  }

  /** What the table says when it is empty. */
  public ObservableValue<String> emptyText() {
    return Bindings.createStringBinding(
        () ->
            list.filterProperty().get().isBlank()
                ? Texts.get("queue.empty.idle", count(Chip.DONE).get())
                : Texts.get("queue.empty.filtered", list.filterProperty().get()),
        list.filterProperty(),
        count(Chip.DONE));
  }

  @Override
  public void close() {
    list.activeProperty().set(false);
    subscription.close();
  }
}
