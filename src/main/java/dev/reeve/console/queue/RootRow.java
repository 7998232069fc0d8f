package dev.reeve.console.queue;

import static java.util.stream.Collectors.joining;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.fx.Spark;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.watch.RootStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** A watched folder as a row. */
public final class RootRow extends SnapshotRow<RootStatus> {
  static final Comparator<RootRow> ORDER = Comparator.comparing(RootRow::key);

  private final ReadOnlyObjectWrapper<@Nullable Long> jobs = new ReadOnlyObjectWrapper<>(null);

  RootRow(String root, RootStatus status) {
    super(root, status);
  }

  @Override
  public Badge badge() {
    return badge(snapshot());
  }

  /** The badge of a folder that is watched, as nearly all are. */
  static Badge usual() {
    return Badge.of(5, Texts.get("watcher.state.watching"), Icon.EYE, Hue.OK);
  }

  static Badge badge(RootStatus root) {
    return switch (root.state()) {
      case FAILED -> Badge.of(0, Texts.get("watcher.state.failed"), Icon.OCTAGON, Hue.BAD);
      case LOST -> Badge.of(1, Texts.get("watcher.state.lost"), Icon.FILE_GONE, Hue.BAD);
      case RESCANNING -> Badge.of(2, Texts.get("watcher.state.rescanning"), Icon.ARC, Hue.RUN);
      case STARTING -> Badge.of(3, Texts.get("watcher.state.starting"), Icon.ARC, Hue.RUN);
      case PAUSED ->
          Badge.of(4, Texts.get("watcher.state.paused"), Icon.PAUSE, Hue.IDLE).in(Form.OUTLINED);
      case WATCHING -> usual();
    };
  }

  static String name(RootStatus root) {
    return root.root().equals(".") ? Texts.get("watcher.root.whole") : root.root();
  }

  /** The folder, relative to the workspace. */
  public ObservableValue<String> folder() {
    return value(RootRow::name);
  }

  /** Files it has seen. */
  public ObservableValue<Long> files() {
    return value(RootStatus::filesSeen);
  }

  /** Raw events of the last minute, and of those before it. */
  public ObservableValue<Spark> events() {
    return value(RootRow::curve);
  }

  private static Spark curve(RootStatus root) {
    if (root.eventsByMinute().isEmpty()) {
      long last = root.eventsLastMinute();
      return new Spark(List.of(last), List.of(), Formats.count(last));
    }
    return new Spark(
        root.eventsByMinute(),
        List.of(),
        Texts.get(
            "watcher.events.curve",
            root.eventsByMinute().stream().map(Formats::count).collect(joining(", "))));
  }

  /**
   * Files that have not come to rest: as many as jobs wait for that, so that the queue's figures
   * say the same; what the watcher says of itself where the jobs are not known.
   */
  public ObservableValue<Long> settling() {
    return Bindings.createObjectBinding(this::settlingNow, snapshots(), jobs);
  }

  long settlingNow() {
    Long counted = jobs.get();
    return counted == null ? snapshot().settling() : counted;
  }

  /** Takes how many jobs wait for files in it. */
  void settling(long jobsNow) {
    jobs.set(jobsNow);
  }

  /**
   * Reeve's own writes.
   *
   * @param dropped events that were its own
   * @param until until when another one is expected, null when none is
   */
  public record Suppressed(long dropped, @Nullable Instant until)
      implements Comparable<Suppressed> {
    String text(Instant now) {
      return until == null || !now.isBefore(until)
          ? Formats.count(dropped)
          : Texts.get(
              "watcher.suppressed.window", Formats.count(dropped), Formats.countdown(now, until));
    }

    @Override
    public int compareTo(Suppressed other) {
      return Long.compare(dropped, other.dropped);
    }
  }

  /** Own writes that were dropped, and how long the next is waited for. */
  public ObservableValue<Suppressed> suppressed() {
    return value(root -> new Suppressed(root.suppressed(), root.suppressedUntil()));
  }

  /** When something last happened. */
  public ObservableValue<@Nullable Instant> lastEvent() {
    return value(RootStatus::lastEvent);
  }

  /** Why it does not watch. */
  public ObservableValue<String> error() {
    return value(root -> root.error() == null ? "" : root.error());
  }
}
