package dev.reeve.console.queue;

import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Present;
import dev.reeve.console.fx.Spark;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.Ticker;
import dev.reeve.engine.queue.QueueFlow;
import dev.reeve.engine.queue.QueueFlow.Minute;
import dev.reeve.engine.queue.QueueSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The figures in the header of the Queue pane: pace, waiting, drain. Screen thread. */
public final class QueueFigures {
  private static final int BAD = 3;

  /** How old the oldest waiting job is, measured by the limit. */
  public enum Level {
    FINE,
    /** Over the limit. */
    LATE,
    /** Over three times the limit. */
    BAD
  }

  private final Ticker ticker;
  private final ObservableValue<Integer> limit;
  private final ReadOnlyIntegerProperty done;
  private final ReadOnlyObjectWrapper<@Nullable QueueSummary> summary =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Instant> oldest = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Instant> nextTry =
      new ReadOnlyObjectWrapper<>(null);

  /**
   * @param limit minutes after which the oldest waiting job is late
   * @param done how many jobs are shown as done in a day
   */
  QueueFigures(Ticker ticker, ObservableValue<Integer> limit, ReadOnlyIntegerProperty done) {
    this.ticker = ticker;
    this.limit = limit;
    this.done = done;
  }

  void summary(QueueSummary figures) {
    summary.set(figures);
  }

  void oldest(@Nullable Instant since) {
    oldest.set(since);
  }

  void nextTry(@Nullable Instant due) {
    nextTry.set(due);
  }

  /** How long until the first job that waits for another try is due; empty where none does. */
  public ObservableValue<String> untilNextTry() {
    return Bindings.createStringBinding(
        () -> {
          Instant due = nextTry.get();
          return due == null ? "" : Formats.countdown(ticker.now(), due);
        },
        nextTry,
        ticker.nowProperty());
  }

  private ObservableValue<QueueFlow> flow() {
    return Present.map(summary.getReadOnlyProperty(), QueueSummary::flow, QueueFlow.NONE);
  }

  /** Jobs finished and tries failed in the last minute; empty while nothing is known. */
  public ObservableValue<String> throughput() {
    return Bindings.createStringBinding(this::throughputText, summary, done);
  }

  /** What the engine has finished and no row tells of yet is in neither figure. */
  private String throughputText() {
    QueueSummary figures = summary.get();
    if (figures == null) {
      return "";
    }
    long untold = Math.max(0, figures.doneLastDay() - done.get());
    return Texts.get(
        "queue.header.throughput",
        Math.max(0, figures.doneLastMinute() - untold),
        figures.failedLastMinute());
  }

  /** The same for each of the last ten minutes. */
  public ObservableValue<Spark> throughputCurve() {
    return flow().map(QueueFigures::curve);
  }

  private static Spark curve(QueueFlow flow) {
    if (flow.minutes().isEmpty()) {
      return Spark.NONE;
    }
    return new Spark(
        flow.minutes().stream().map(Minute::done).toList(),
        flow.minutes().stream().map(Minute::failed).toList(),
        Texts.get(
            "queue.header.curve",
            row(flow.minutes().stream().map(Minute::done).toList()),
            row(flow.minutes().stream().map(Minute::failed).toList())));
  }

  private static String row(List<Long> values) {
    return values.stream().map(Formats::count).collect(Collectors.joining(", "));
  }

  /** Age of the oldest job that waits, ticking; says which limit it is over. */
  public ObservableValue<String> oldestPending() {
    return Bindings.createStringBinding(
        this::oldestText, summary, oldest, limit, ticker.nowProperty());
  }

  private String oldestText() {
    Instant since = oldest.get();
    if (since == null) {
      return summary.get() == null ? "" : Texts.get("queue.header.none-waits");
    }
    String age = Formats.age(since, ticker.now());
    return switch (level()) {
      case FINE -> Texts.get("queue.header.oldest", age);
      case LATE -> Texts.get("queue.header.oldest-over", age, Formats.span(limit()));
      case BAD ->
          Texts.get("queue.header.oldest-over", age, Formats.span(limit().multipliedBy(BAD)));
    };
  }

  /** Whether that is too old. */
  public ObservableValue<Level> oldestLevel() {
    return Bindings.createObjectBinding(this::level, oldest, limit, ticker.nowProperty());
  }

  private Level level() {
    Instant since = oldest.get();
    if (since == null) {
      return Level.FINE;
    }
    Duration age = Duration.between(since, ticker.now());
    if (age.compareTo(limit().multipliedBy(BAD)) > 0) {
      return Level.BAD;
    }
    return age.compareTo(limit()) > 0 ? Level.LATE : Level.FINE;
  }

  private Duration limit() {
    return Duration.ofMinutes(limit.getValue());
  }

  /** How long 95 of 100 jobs waited at most; empty when none was started. */
  public ObservableValue<String> waiting() {
    return flow()
        .map(
            flow ->
                flow.waitP95() == null
                    ? ""
                    : Texts.get("queue.header.wait", Formats.took(flow.waitP95())));
  }

  /** How long until nothing is open; empty when that cannot be told, or nothing waits. */
  public ObservableValue<String> drain() {
    ObservableValue<QueueFlow> flow = flow();
    return Bindings.createStringBinding(
        () -> {
          Duration left = flow.getValue() == null ? null : flow.getValue().drain();
          return left == null || oldest.get() == null
              ? ""
              : Texts.get("queue.header.drain", about(left));
        },
        flow,
        oldest);
  }

  /** Rounded as an estimate should be: to 5 s, a minute, five minutes. */
  private static String about(Duration left) {
    long seconds = left.toSeconds();
    long step = seconds < 60 ? 5 : seconds < 1_800 ? 60 : 300;
    return Formats.span(Duration.ofSeconds(Math.max(step, Math.ceilDiv(seconds, step) * step)));
  }
}
