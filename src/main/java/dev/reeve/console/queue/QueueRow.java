package dev.reeve.console.queue;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.queue.FailureSignature;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.watch.Settling;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** A job of the queue as a row. */
public final class QueueRow extends SnapshotRow<WorkItem> {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1).minusSeconds(1);

  /** Running, then retries by next try, then what waits by age, dead letters, then what ended. */
  static final Comparator<QueueRow> ORDER =
      Comparator.<QueueRow>comparingInt(row -> row.place().badge().rank())
          .thenComparing(row -> row.place().due());

  /** What is told of an item once, for a sort or a count asks often. */
  private record Standing(WorkItem item, Badge badge, Instant due, @Nullable String signature) {}

  /** What free text is looked for in; told when it is first looked for. */
  private record Search(WorkItem item, String text) {}

  private volatile Standing standing;
  private volatile @Nullable Search search;
  private final ObjectProperty<@Nullable Settling> settling = new SimpleObjectProperty<>(null);

  QueueRow(String id, WorkItem item) {
    super(id, item);
    standing = standing(item);
  }

  private Standing place() {
    WorkItem now = snapshot();
    Standing told = standing;
    if (told.item() != now) {
      told = standing(now);
      standing = told;
    }
    return told;
  }

  /** What its failure has in common with others; of a dead letter only. */
  String failureSignature() {
    return Objects.requireNonNull(place().signature());
  }

  /** How its file comes to rest, as the watcher last told; null when it does not say. */
  void settling(@Nullable Settling now) {
    settling.set(now);
  }

  /** How its file comes to rest. */
  @Nullable Settling settling() {
    return settling.get();
  }

  private static Standing standing(WorkItem item) {
    return new Standing(
        item,
        badge(item),
        due(item),
        item.state() == ItemState.DEAD_LETTER
            ? FailureSignature.of(item.errorCode(), item.error())
            : null);
  }

  private static Instant due(WorkItem item) {
    return switch (item.state()) {
      case RETRY_WAIT -> item.notBefore() == null ? item.lastSeen() : item.notBefore();
      case RUNNING -> item.startedAt() == null ? item.firstSeen() : item.startedAt();
      case DEAD_LETTER, DONE, CANCELLED -> newestFirst(item);
      default -> item.waitingSince();
    };
  }

  private static Instant newestFirst(WorkItem item) {
    Instant ended = item.endedAt() == null ? item.lastSeen() : item.endedAt();
    return Instant.EPOCH.plus(Duration.between(ended, Instant.EPOCH));
  }

  @Override
  public Badge badge() {
    return place().badge();
  }

  static Badge badge(WorkItem item) {
    return switch (item.state()) {
      case RUNNING -> Badge.of(0, Texts.get("queue.state.running"), Icon.ARC, Hue.RUN);
      case RETRY_WAIT -> retry(item);
      case QUEUED, STABLE_READY ->
          item.waitsFor() == null
              ? Badge.of(2, Texts.get("queue.state.pending"), Icon.CIRCLE, Hue.IDLE)
              : Badge.of(2, Texts.get("queue.state.blocked"), Icon.CHAIN, Hue.IDLE)
                  .in(Form.OUTLINED);
      case STABLE_PENDING ->
          Badge.of(3, Texts.get("queue.state.settling"), Icon.HOURGLASS, Hue.IDLE);
      case DEAD_LETTER -> Badge.of(4, Texts.get("queue.state.dead"), Icon.TRAY_CROSSED, Hue.BAD);
      case DONE -> Badge.of(5, Texts.get("queue.state.done"), Icon.CHECK, Hue.OK);
      case CANCELLED ->
          Badge.of(6, Texts.get("queue.state.cancelled"), Icon.SLASH, Hue.IDLE).in(Form.STRUCK);
    };
  }

  private static Badge retry(WorkItem item) {
    return item.notBefore() == null ? retry() : retry().counting(item.notBefore(), "");
  }

  private static Badge retry() {
    return Badge.of(1, Texts.get("queue.state.retry"), Icon.CLOCK, Hue.WAIT);
  }

  /** The badge with the longest wait that is usual, an hour less a second. */
  static Badge longestRetry(Instant now) {
    return retry().counting(now.plus(LONGEST_WAIT), "");
  }

  /** The word of its state in a filter. */
  String stateWord() {
    return switch (snapshot().state()) {
      case RUNNING -> "running";
      case RETRY_WAIT -> "retry";
      case QUEUED, STABLE_READY -> "pending";
      case STABLE_PENDING -> "settling";
      case DEAD_LETTER -> "dead";
      case DONE -> "done";
      case CANCELLED -> "cancelled";
    };
  }

  /** Whether it still has something before it, or waits for a person. */
  boolean open() {
    ItemState state = snapshot().state();
    return state != ItemState.DONE && state != ItemState.CANCELLED;
  }

  @Override
  protected boolean ended() {
    return !open();
  }

  /** What free text is looked for in. */
  String searchText() {
    WorkItem item = snapshot();
    Search told = search;
    if (told == null || told.item() != item) {
      told =
          new Search(
              item,
              (item.path() + " " + item.id() + " " + item.errorCode() + " " + item.error())
                  .toLowerCase(Locale.ROOT));
      search = told;
    }
    return told.text();
  }

  /** Relative path. */
  public ObservableValue<String> path() {
    return value(WorkItem::path);
  }

  /** What happened to the file, in words. */
  public ObservableValue<String> event() {
    return value(QueueRow::eventWord);
  }

  static String eventWord(WorkItem item) {
    return switch (item.event()) {
      case ADDED -> Texts.get("queue.event.created");
      case MODIFIED -> Texts.get("queue.event.modified");
      case MOVED -> Texts.get("queue.event.moved");
      case DELETED -> Texts.get("queue.event.deleted");
      case RECONCILE -> Texts.get("queue.event.reconcile");
    };
  }

  /** How many events are folded into it. */
  public ObservableValue<Integer> merged() {
    return value(WorkItem::merged);
  }

  /** Failed tries and tries allowed, {@code 2/3}; empty while none has failed. */
  public ObservableValue<String> attempts() {
    return value(item -> item.attempts() == 0 ? "" : item.attempts() + "/" + item.maxAttempts());
  }

  /** When it is tried next, while it waits for that. */
  public ObservableValue<@Nullable Instant> nextTry() {
    return value(item -> item.state() == ItemState.RETRY_WAIT ? item.notBefore() : null);
  }

  /** Since when it waits: its first event, or when a person brought it back. */
  public ObservableValue<@Nullable Instant> since() {
    return value(WorkItem::waitingSince);
  }

  /** How long its last try took. */
  public ObservableValue<@Nullable Duration> duration() {
    return value(QueueRow::lasted);
  }

  static @Nullable Duration lasted(WorkItem item) {
    return item.startedAt() == null || item.endedAt() == null
        ? null
        : Duration.between(item.startedAt(), item.endedAt());
  }

  /** The lock or condition it waits for. */
  public ObservableValue<String> waitsFor() {
    return Bindings.createStringBinding(
        () -> {
          Settling looks = settling.get();
          if (snapshot().state() == ItemState.STABLE_PENDING && looks != null) {
            return Texts.get("queue.settling.samples", looks.agreeing(), looks.needed());
          }
          return Objects.toString(snapshot().waitsFor(), "");
        },
        snapshots(),
        settling);
  }

  /** Who has it. */
  public ObservableValue<String> worker() {
    return value(item -> item.worker() == null ? "" : item.worker());
  }

  /** The last failure in few words; what has none of its own is told by code and message. */
  public ObservableValue<String> lastError() {
    return value(item -> Failures.name(item.errorCode()).orElseGet(() -> errorText(item)));
  }

  static String errorText(WorkItem item) {
    if (item.errorCode() == null) {
      return item.error() == null ? "" : item.error();
    }
    return item.error() == null ? item.errorCode() : item.errorCode() + ": " + item.error();
  }
}
