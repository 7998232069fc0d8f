package dev.reeve.engine.event;

/** What the event log tells. Source: {@code docs/reference/lifecycle.md}. */
public sealed interface LogEvent extends EngineEvent {
  /** An event was committed. */
  record Recorded(StoredEvent event) implements LogEvent {}

  /** The event file could not be written; the events are safe in the store, it is tried again. */
  record ExportFailed(String message) implements LogEvent {}

  /** The event file was written again after a failure. */
  record ExportResumed() implements LogEvent {}

  /**
   * The event file differs from the store; writes are refused until somebody acknowledges.
   *
   * @param seq the first line that differs
   * @param file its name
   */
  record ChainBroken(long seq, String file) implements LogEvent {}

  /** A person has acknowledged; writes are taken again. */
  record ChainAcknowledged(String operator) implements LogEvent {}
}
