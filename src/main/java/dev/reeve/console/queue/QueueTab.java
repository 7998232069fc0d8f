package dev.reeve.console.queue;

/** Tabs of the Queue pane. */
public enum QueueTab {
  JOBS,
  WATCHER,
  LOCKS
}
