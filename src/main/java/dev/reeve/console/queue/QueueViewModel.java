package dev.reeve.console.queue;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.BackgroundWork;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.QueueSummary;
import dev.reeve.engine.queue.QueueView;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.watch.Settling;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The Jobs table: its rows, filter, figures, drawer and commands. Screen thread, except that events
 * may come on any thread.
 */
public final class QueueViewModel implements AutoCloseable {
  private static final int LIMIT = 10_000;

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

    /** What asks for it in the filter. */
    public String token() {
      return "state:" + word;
    }
  }

  private final QueueView queue;
  private final JobCommands commands;
  private final Screen screen;
  private final EventBus.Subscription subscription;
  private final Subscription ticks;
  private final LiveList<WorkItem, QueueRow> list;
  private final JobCounts counts;
  private final SettlingJobs settling;
  private final QueuePause pause;
  private final BackgroundWork.Latest summaries;
  private final QueueFigures figures;
  private final DeadLetters deadLetters;
  private final Requeues requeues;
  private final Retries retries;
  private boolean onScreen;
  private int done;

  /**
   * Begins to listen; {@link #refresh} reads the first rows.
   *
   * @param openExecution shows an execution in its pane
   * @param openIdSettings shows where it is set how ids are made
   */
  public QueueViewModel(
      EngineSession session,
      Screen screen,
      Consumer<String> openExecution,
      Runnable openIdSettings) {
    this.queue = session.queue();
    this.screen = screen;
    this.list =
        new LiveList<>(
            new KeyedRows<>(WorkItem::id, QueueRow::new, QueueRow.ORDER), grammar(), screen);
    this.counts = new JobCounts(list, LIMIT);
    this.figures =
        new QueueFigures(
            screen.ticker(), screen.appearance().oldestMinutesProperty(), counts.of(Chip.DONE));
    this.settling = new SettlingJobs(session.watch(), list);
    this.summaries = screen.work().latest();
    this.pause = new QueuePause(queue, list, counts.of(Chip.RUNNING));
    pausedProperty().subscribe(list::sayWhy);
    counts.tick(screen.ticker().now());
    list.scope((row, query) -> row.open() || counts.doneRecently(row) || asked(row, query));
    list.describe(
        item ->
            QueueWords.drawer(
                item,
                queue.history(item.id()),
                session.watch().settling().get(item.path()),
                openExecution));
    list.why((item, now) -> QueueWords.why(item, settling(item), pausedProperty().get(), now));
    list.afterChange(this::count);
    this.requeues = new Requeues(queue, list);
    this.retries = new Retries(list);
    this.commands =
        new JobCommands(session, requeues, retries, list, openExecution, openIdSettings);
    this.deadLetters = new DeadLetters(queue, requeues, screen, list.problemProperty()::set);
    this.subscription = session.bus().subscribe(this::hear);
    this.ticks =
        screen
            .ticker()
            .nowProperty()
            .subscribe(
                (was, now) -> {
                  counts.tick(now);
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
        .age("age", row -> row.snapshot().waitingSince());
  }

  private void hear(EngineEvent event) {
    if (event instanceof QueueEvent ofQueue) {
      switch (ofQueue) {
        case QueueEvent.Changed changed -> {
          list.rows().put(changed.items());
          list.changed();
        }
        case QueueEvent.Removed removed -> {
          list.rows().remove(removed.ids());
          list.changed();
        }
        case QueueEvent.OneFirst told ->
            screen.thread().execute(() -> deadLetters.hear(told.canary()));
        case QueueEvent.Paused now -> screen.thread().execute(() -> pause.is(now.paused()));
      }
    }
  }

  /** Reads everything anew. */
  public void refresh() {
    list.read(() -> queue.list(Set.of(), LIMIT));
    readSummary();
    settling.read();
    screen.work().run(queue::canaries, deadLetters::known, list.problemProperty()::set);
  }

  private @Nullable Settling settling(WorkItem item) {
    return list.rows().find(item.id()).map(QueueRow::settling).orElse(null);
  }

  private void readSummary() {
    summaries.run(queue::summary, this::summary, list.problemProperty()::set);
  }

  /** While the rows stand still so do the figures beside them. */
  private void summary(QueueSummary told) {
    if (list.pausedSinceProperty().get() == null) {
      figures.summary(told);
      counts.doneLastDay(told.doneLastDay());
    }
    pause.is(told.paused());
  }

  /**
   * Whether the pane is shown, whichever of its tabs: its head tells of the queue above them all.
   */
  public void onScreen(boolean is) {
    onScreen = is;
  }

  private void tick() {
    if (onScreen) {
      readSummary();
    }
    if (list.activeProperty().get()) {
      settling.read();
      if (counts.someEnded()) {
        list.lookAgain(); // what was done goes when its time is over
      }
    }
  }

  /** What else ended is listed when the filter asks for states; what is done, for a day. */
  private boolean asked(QueueRow row, FilterGrammar.Query<QueueRow> query) {
    return query.asks("state")
        && (row.snapshot().state() != ItemState.DONE || counts.doneLately(row));
  }

  private void count() {
    JobCounts.Tally tally = counts.count();
    figures.oldest(tally.oldest());
    figures.nextTry(tally.nextTry());
    deadLetters.group(tally.dead());
    settling.are(tally.settling());
    requeues.look();
    retries.look();
    if (tally.done() != done && onScreen) {
      done = tally.done();
      readSummary();
    }
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

  /** Stops or resumes claiming; the notice says what becomes of running jobs. */
  public Command pauseOrResume() {
    return pause.command();
  }

  /** What pausing, or resuming, means for what runs now. */
  public ObservableValue<String> pauseEffect() {
    return pause.effect();
  }

  /** Rows, filter, selection and drawer. */
  public LiveList<WorkItem, QueueRow> list() {
    return list;
  }

  /** How many jobs the chip stands for; the rail shows the same property. */
  public ReadOnlyIntegerProperty count(Chip chip) {
    return counts.of(chip);
  }

  /** The files whose jobs wait for them to come to rest; null before the queue was read. */
  public ObservableValue<@Nullable List<String>> settlingFiles() {
    return settling.files();
  }

  /** Jobs that are not done. */
  public ReadOnlyIntegerProperty openCount() {
    return counts.open();
  }

  /** Whether claiming is paused. */
  public ReadOnlyBooleanProperty pausedProperty() {
    return pause.pausedProperty();
  }

  /** What can be done with the selected jobs. */
  public JobCommands commands() {
    return commands;
  }

  /** The figures of the header. */
  public QueueFigures figures() {
    return figures;
  }

  /** The dead letters by what their failures have in common. */
  public DeadLetters deadLetters() {
    return deadLetters;
  }

  /** How many jobs are listed, and that older ones that are done are not, where there are such. */
  public ObservableValue<String> counted() {
    return counted("queue.count.recent");
  }

  /** The same in few words, to stand beside the filter. */
  public ObservableValue<String> countedShort() {
    return counted("queue.count.recent-short");
  }

  private ObservableValue<String> counted(String recent) {
    return Bindings.createStringBinding(
        () -> {
          String told = list.nOfM().getValue();
          boolean unasked =
              list.reading().knownProperty().get()
                  && !list.grammar()
                      .read(list.filterProperty().get(), screen.ticker().now())
                      .asks("state");
          return unasked && counts.olderProperty().get() ? Texts.get(recent, told) : told;
        },
        list.nOfM(),
        list.filterProperty(),
        counts.olderProperty());
  }

  /** What the table says when it is empty. */
  public ObservableValue<String> emptyText() {
    return Bindings.createStringBinding(
        () ->
            !list.reading().knownProperty().get()
                ? Texts.get("queue.empty.loading")
                : list.filterProperty().get().isBlank()
                    ? Texts.get("queue.empty.idle", count(Chip.DONE).get())
                    : Texts.get("queue.empty.filtered", list.filterProperty().get()),
        list.filterProperty(),
        list.reading().knownProperty(),
        count(Chip.DONE));
  }

  @Override
  public void close() {
    list.activeProperty().set(false);
    subscription.close();
    ticks.unsubscribe();
    list.close();
    deadLetters.close();
  }
}
