package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineClock;

/** Whether an execution may go on; asked at every safe point, which is between two files. */
final class Deadline {
  private final EngineClock clock;
  private final ExecutionLimits limits;
  private final long startedNanos;
  private volatile long stepNanos;
  private volatile boolean cancelled;
  private volatile boolean committed;

  Deadline(EngineClock clock, ExecutionLimits limits) {
    this.clock = clock;
    this.limits = limits;
    this.startedNanos = clock.nanos();
    this.stepNanos = startedNanos;
  }

  void stepStarts() {
    stepNanos = clock.nanos();
  }

  double elapsedSeconds() {
    return (clock.nanos() - startedNanos) / 1e9;
  }

  /**
   * Asks for a stop at the next safe point.
   *
   * @return false when the change stands already
   */
  synchronized boolean cancel() {
    cancelled = !committed;
    return cancelled;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /**
   * From here on nothing stops it; called right before the commit mark.
   *
   * @throws dev.reeve.engine.workspace.EngineException as {@link #check}
   */
  synchronized void commit() {
    check();
    committed = true;
  }

  /**
   * @throws dev.reeve.engine.workspace.EngineException {@code CANCELLED}, {@code STEP_TIMEOUT} or
   *     {@code EXECUTION_TIMEOUT}
   */
  void check() {
    if (cancelled) {
      throw Failures.of("CANCELLED", "The operator cancelled it");
    }
    long now = clock.nanos();
    if (now - startedNanos > limits.execution().toNanos()) {
      throw Failures.of(
          "EXECUTION_TIMEOUT", "It took longer than " + limits.execution().toSeconds() + " s");
    }
    if (now - stepNanos > limits.step().toNanos()) {
      throw Failures.of(
          "STEP_TIMEOUT", "The step took longer than " + limits.step().toSeconds() + " s");
    }
  }
}
