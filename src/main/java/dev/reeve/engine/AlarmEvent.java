package dev.reeve.engine;

import dev.reeve.engine.event.EngineEvent;

/** What a person must know at once. Source: {@code docs/reference/store.md}. */
public sealed interface AlarmEvent extends EngineEvent {
  /** The database cannot be written; nothing new is begun. */
  record StoreFailed(String message) implements AlarmEvent {}

  /** The database was written again; work goes on. */
  record StoreRecovered() implements AlarmEvent {}
}
