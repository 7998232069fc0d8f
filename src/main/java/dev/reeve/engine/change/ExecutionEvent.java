package dev.reeve.engine.change;

import dev.reeve.engine.event.EngineEvent;

/** What the executor tells, after commit. Source: {@code docs/reference/executions.md}. */
public sealed interface ExecutionEvent extends EngineEvent {
  /** A row was added or changed; the newest snapshot. */
  record Changed(ExecutionRow row) implements ExecutionEvent {}

  /** A step started or ended. */
  record StepChanged(String executionId, ExecutionDetail.Step step) implements ExecutionEvent {}

  /** A file was put in place, or given up. */
  record Progressed(String executionId, ExecutionProgress progress) implements ExecutionEvent {}
}
