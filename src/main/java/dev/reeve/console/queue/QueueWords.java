package dev.reeve.console.queue;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Entry;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Page;
import dev.reeve.console.fx.DrawerContent.Related;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.queue.Attempt;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.watch.Settling;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the Queue pane says about one job. */
final class QueueWords {
  /** Less is not worth a line, in ms. */
  private static final int LEAST_LOCK_WAIT = 100;

  private QueueWords() {}

  /** Why the job is where it is, and what happens next, in one sentence. */
  static String why(WorkItem item, @Nullable Settling settling, boolean paused, Instant now) {
    return switch (item.state()) {
      case QUEUED, STABLE_READY -> pending(item, paused);
      case STABLE_PENDING -> settling(settling, now);
      case RUNNING ->
          Texts.get(
              "queue.why.running",
              Formats.orNone(item.worker()),
              Formats.age(item.startedAt(), now),
              Formats.clock(item.leaseUntil()));
      case RETRY_WAIT -> retry(item, paused, now);
      case DEAD_LETTER -> dead(item);
      case DONE -> Texts.get("queue.why.done", Formats.clock(item.endedAt()));
      case CANCELLED -> Texts.get("queue.why.cancelled", Formats.clock(item.endedAt()));
    };
  }

  private static String settling(@Nullable Settling file, Instant now) {
    return file == null
        ? Texts.get("queue.why.settling")
        : Texts.get(
            "queue.why.settling-samples",
            Formats.age(file.since(), now),
            file.agreeing(),
            file.needed());
  }

  private static String pending(WorkItem item, boolean paused) {
    if (paused) {
      return Texts.get("queue.why.paused");
    }
    return item.waitsFor() == null
        ? Texts.get("queue.why.pending")
        : Texts.get("queue.why.blocked", item.waitsFor());
  }

  private static String dead(WorkItem item) {
    String code = item.errorCode();
    String what = failed(item);
    String safe = Failures.safe(code);
    String remedy = Failures.remedy(code);
    return item.attempts() < item.maxAttempts()
        ? Texts.get("queue.why.dead-at-once", what, safe, remedy)
        : Texts.get("queue.why.dead", item.attempts(), item.maxAttempts(), what, safe, remedy);
  }

  /** What went wrong in words, its code, and what the engine said of it; without a full stop. */
  private static String failed(WorkItem item) {
    String code = item.errorCode();
    String coded =
        Failures.name(code)
            .map(name -> Texts.get("queue.failure.with-code", name, String.valueOf(code)))
            .orElseGet(() -> Formats.orNone(code));
    return item.error() == null
        ? coded
        : Texts.get("queue.failure.detailed", coded, bare(item.error()));
  }

  /** Without the full stop, to stand inside a sentence. */
  private static String bare(String sentence) {
    return sentence.strip().replaceAll("[.\\s]+$", "");
  }

  private static String retry(WorkItem item, boolean paused, Instant now) {
    String failed = failed(item);
    if (paused) {
      return Texts.get("queue.why.retry-paused", item.attempts(), item.maxAttempts(), failed);
    }
    String left = Formats.countdown(now, item.notBefore() == null ? now : item.notBefore());
    if (item.waitsFor() != null) {
      return Texts.get("queue.why.retry-blocked", bare(item.waitsFor()), left);
    }
    return Texts.get(
        "queue.why.retry",
        item.attempts(),
        item.maxAttempts(),
        failed,
        left,
        Failures.remedy(item.errorCode()));
  }

  /** The drawer of one job; its links go to the given places. */
  static DrawerContent drawer(
      WorkItem item,
      List<Attempt> attempts,
      @Nullable Settling settling,
      Consumer<String> openExecution) {
    List<Related> related = new ArrayList<>();
    String execution = item.executionId();
    if (execution != null) {
      related.add(
          new Related(
              Texts.get("queue.related.execution", execution),
              () -> openExecution.accept(execution)));
    }
    return new DrawerContent(
        item.path(),
        List.of(QueueRow.badge(item)),
        facts(item, attempts.size()),
        entries(item, attempts),
        related,
        pages(item, settling));
  }

  private static List<Page> pages(WorkItem item, @Nullable Settling settling) {
    List<Page> pages = new ArrayList<>();
    if (settling != null) {
      pages.add(
          new Page(
              Texts.get("queue.page.samples"),
              settling.samples().stream().map(QueueWords::sample).toList()));
    }
    pages.add(
        new Page(
            Texts.get("queue.page.record"),
            Stream.of(WorkItem.class.getRecordComponents())
                .map(each -> new Line(Line.Kind.MEMBER, each.getName() + ": " + value(each, item)))
                .toList()));
    return pages;
  }

  private static Line sample(Settling.Sample look) {
    String modified = look.modified() == null ? "" : Formats.stamp(look.modified());
    return plain(
        look.modified() == null
            ? Texts.get("queue.sample.none", Formats.clock(look.at()))
            : Texts.get(
                "queue.sample.line",
                Formats.clock(look.at()),
                Formats.count(look.size()),
                modified));
  }

  private static Line plain(String text) {
    return new Line(Line.Kind.PLAIN, text);
  }

  private static String value(RecordComponent member, WorkItem item) {
    try {
      return Objects.toString(member.getAccessor().invoke(item), Formats.NONE);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A public record keeps nothing to itself", e);
    }
  }

  private static List<Fact> facts(WorkItem item, int tries) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(Texts.get("queue.fact.event"), QueueRow.eventWord(item)));
    if (item.oldPath() != null) {
      facts.add(Fact.of(Texts.get("queue.fact.moved-from"), item.oldPath()));
    }
    facts.add(
        Fact.of(Texts.get("queue.fact.merged"), Texts.get("queue.fact.events", item.merged())));
    facts.add(time("queue.fact.first-seen", item.firstSeen()));
    facts.add(time("queue.fact.last-seen", item.lastSeen()));
    if (item.requeuedAt() != null) {
      facts.add(time("queue.fact.requeued", item.requeuedAt()));
    }
    if (item.notBefore() != null && !item.state().ended()) {
      facts.add(time("queue.fact.next-try", item.notBefore()));
    }
    if (tries > item.attempts()) { // the column counts anew, the history does not
      facts.add(
          Fact.of(
              Texts.get("queue.fact.attempts"),
              Texts.get("queue.fact.tries", item.attempts(), item.maxAttempts(), tries)));
    }
    if (item.pipelineState() != null) {
      facts.add(Fact.of(Texts.get("queue.fact.stage"), item.pipelineState()));
    }
    if (item.error() != null) {
      facts.add(Fact.of(Texts.get("queue.fact.last-error"), QueueRow.errorText(item)));
    }
    facts.add(Fact.of(Texts.get("queue.fact.id"), item.id()));
    return facts;
  }

  private static Fact time(String key, Instant time) {
    return new Fact(Texts.get(key), Formats.clock(time), Formats.exact(time));
  }

  private static List<Entry> entries(WorkItem item, List<Attempt> attempts) {
    boolean waits = item.state() == ItemState.RETRY_WAIT;
    Hue failed = item.state() == ItemState.DEAD_LETTER ? Hue.BAD : Hue.IDLE; // else all is well now
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < attempts.size(); i++) {
      boolean last = i == attempts.size() - 1;
      Attempt attempt = attempts.get(i);
      Instant next = last ? attempt.nextTry() : attempts.get(i + 1).startedAt();
      entries.add(entry(attempt, next, failed, waits && last));
    }
    return entries;
  }

  /**
   * @param next when the try after it began, or is to begin
   * @param failed hue of a try that failed
   * @param waits whether the try after it is still to come
   */
  private static Entry entry(Attempt attempt, @Nullable Instant next, Hue failed, boolean waits) {
    List<String> words = new ArrayList<>();
    if (attempt.error() != null || attempt.errorCode() != null) {
      words.add(
          (attempt.errorCode() == null ? "" : attempt.errorCode() + ": ")
              + (attempt.error() == null ? "" : attempt.error()));
    }
    if (attempt.lockWait() != null && attempt.lockWait().toMillis() >= LEAST_LOCK_WAIT) {
      words.add(Texts.get("queue.attempt.lock-wait", Formats.took(attempt.lockWait())));
    }
    if (attempt.nextTry() != null && next != null && attempt.endedAt() != null) {
      words.add(
          Texts.get(
              waits ? "queue.attempt.waits" : "queue.attempt.backoff",
              Formats.wait(Formats.between(attempt.endedAt(), next))));
    }
    String took =
        attempt.endedAt() == null
            ? Texts.get("queue.attempt.running")
            : Formats.took(Duration.between(attempt.startedAt(), attempt.endedAt()));
    return new Entry(
        outcome(attempt, failed),
        Texts.get("queue.attempt.when", Formats.clock(attempt.startedAt()), took),
        String.join("\n", words));
  }

  private static Badge outcome(Attempt attempt, Hue failed) {
    String number = Texts.get("queue.attempt.number", attempt.number());
    return switch (attempt.outcome()) {
      case "done" -> Badge.of(0, Texts.get("queue.attempt.done", number), Icon.CHECK, Hue.OK);
      case "retry_wait" ->
          Badge.of(0, Texts.get("queue.attempt.failed", number), Icon.OCTAGON, failed);
      case "unstable" ->
          Badge.of(0, Texts.get("queue.attempt.unstable", number), Icon.HOURGLASS, Hue.IDLE);
      case "crashed" ->
          Badge.of(0, Texts.get("queue.attempt.crashed", number), Icon.OCTAGON, failed);
      case "dead_letter" ->
          Badge.of(0, Texts.get("queue.attempt.gave-up", number), Icon.TRAY_CROSSED, failed);
      default ->
          Badge.of(
              0, Texts.get("queue.attempt.other", number, attempt.outcome()), Icon.ARC, Hue.RUN);
    };
  }
}
