package dev.reeve.engine.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One watched folder as a person sees it. Source: {@code docs/reference/watch.md}.
 *
 * @param root relative to the workspace, {@code .} for all of it
 * @param settling files that have not come to rest
 * @param suppressed events dropped as Reeve's own writes since the start
 * @param eventsLastMinute raw events in the last 60 s
 * @param error why it does not watch
 */
public record RootStatus(
    String root,
    State state,
    long filesSeen,
    long eventsLastMinute,
    long settling,
    long suppressed,
    @Nullable Instant lastEvent,
    @Nullable String error) {

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
