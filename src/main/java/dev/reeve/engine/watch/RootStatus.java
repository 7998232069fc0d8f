package dev.reeve.engine.watch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One watched folder as a person sees it. Source: {@code docs/reference/watch.md}.
 *
 * @param root relative to the workspace, {@code .} for all of it
 * @param settling files that have not come to rest
 * @param suppressed events dropped as Reeve's own writes since the start
 * @param eventsLastMinute raw events in the last 60 s
 * @param error why it does not watch
 * @param eventsByMinute raw events in each of the last ten minutes, the oldest first; the last one
 *     ends now. Empty where that is not told
 * @param suppressedUntil until when a write of Reeve's own is expected below it, null when none is
 */
public record RootStatus(
    String root,
    State state,
    long filesSeen,
    long eventsLastMinute,
    long settling,
    long suppressed,
    @Nullable Instant lastEvent,
    @Nullable String error,
    List<Long> eventsByMinute,
    @Nullable Instant suppressedUntil) {

  /** A status that does not tell of earlier minutes, nor of writes to come. */
  public RootStatus(
      String root,
      State state,
      long filesSeen,
      long eventsLastMinute,
      long settling,
      long suppressed,
      @Nullable Instant lastEvent,
      @Nullable String error) {
    this(
        root,
        state,
        filesSeen,
        eventsLastMinute,
        settling,
        suppressed,
        lastEvent,
        error,
        List.of(),
        null);
  }

  /** What the watcher does about this folder. */
  public enum State {
    STARTING,
    WATCHING,
    /** Events were lost; the folder is read again. */
    RESCANNING,
    PAUSED,
    /** The folder is gone or unmounted; nothing is taken as deleted. */
    LOST,
    FAILED
  }
}
