package dev.reeve.engine.inbox;

import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionHistory;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Executions whose files are neither as before nor as after. Source: {@code
 * docs/reference/inbox.md}.
 */
public final class UnsettledExecutions implements InboxSource {
  private final ExecutionHistory history;

  public UnsettledExecutions(ExecutionHistory history) {
    this.history = history;
  }

  @Override
  public InboxKind kind() {
    return InboxKind.ATTENTION_NEEDED;
  }

  @Override
  public boolean changedBy(EngineEvent event) {
    return event instanceof ExecutionEvent.Changed;
  }

  @Override
  public List<Concern> read() {
    return history.unsettled().stream().map(this::concern).toList();
  }

  private Concern concern(ExecutionRow row) {
    List<String> details = new ArrayList<>();
    details.add("execution: " + row.id());
    if (row.errorCode() != null) {
      details.add("failed at " + row.errorStep() + ": " + row.errorCode());
    }
    return new Concern(
        Concern.id(kind(), row.id()),
        kind(),
        row.intent(),
        "Some of its files are neither as before nor as after"
            + (row.error() == null ? "." : ": " + row.error() + ".")
            + " Compare them with the execution's record, then put them back or take them as they"
            + " are; until then nothing else changes them.",
        0,
        row.endedAt() == null ? row.startedAt() : row.endedAt(),
        null,
        row.operator(),
        InboxPlace.of(Pane.EXECUTIONS, row.id()),
        List.copyOf(details));
  }

  @Override
  public boolean endedByPerson(Concern gone, Instant shownAt) {
    return true; // only a person settles it
  }
}
