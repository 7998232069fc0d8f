package dev.reeve.engine.queue;

import dev.reeve.engine.event.EngineEvent;
import java.util.List;

/** What the queue tells, after commit. Source: {@code docs/reference/queue.md}. */
public sealed interface QueueEvent extends EngineEvent {
  /** Rows were added or changed; the newest snapshot of each. */
  record Changed(List<WorkItem> items) implements QueueEvent {}

  /** Rows are gone (folded away or purged). */
  record Removed(List<String> ids) implements QueueEvent {}

  /** A row was requeued ahead of others that wait for it, or its fate is known. */
  record OneFirst(Canary canary) implements QueueEvent {}

  /** Claiming was paused or resumed. */
  record Paused(boolean paused) implements QueueEvent {}
}
