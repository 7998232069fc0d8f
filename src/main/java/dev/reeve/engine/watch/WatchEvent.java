package dev.reeve.engine.watch;

import dev.reeve.engine.event.EngineEvent;
import java.util.List;

/** What the watcher tells. Source: {@code docs/reference/watch.md}. */
public sealed interface WatchEvent extends EngineEvent {
  /** The newest state of every root. */
  record Roots(List<RootStatus> roots) implements WatchEvent {}

  /** Events of this root were lost; it is being rescanned. */
  record Overflow(String root) implements WatchEvent {}
}
