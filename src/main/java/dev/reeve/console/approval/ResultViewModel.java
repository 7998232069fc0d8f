package dev.reeve.console.approval;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.Proposal;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The last stage: how it ended, and the way to its record. Screen thread. */
public final class ResultViewModel {
  private final ApprovalState state;
  private final Runnable close;
  private final Consumer<String> openExecution;

  ResultViewModel(ApprovalState state, Runnable close, Consumer<String> openExecution) {
    this.state = state;
    this.close = close;
    this.openExecution = openExecution;
  }

  /** How it ended in words; empty before. */
  public ObservableValue<String> ended() {
    return state
        .ending
        .map(end -> RunWords.ended(Objects.requireNonNull(end), state.deed()))
        .orElse("");
  }

  /** What became of each file; empty before, and where nothing was carried out. */
  ObservableValue<List<ResultItem>> items() {
    return state
        .ending
        .map(end -> ResultWords.items(Objects.requireNonNull(end)))
        .orElse(List.of());
  }

  /** Whether it was carried out, so that nothing is left to be done here. */
  boolean completed() {
    ApprovalState.Ending ended = state.ending.get();
    ExecutionRow row = ended == null ? null : ended.execution();
    return row != null && row.status() == ExecutionStatus.COMPLETED;
  }

  /** Shows the execution that came of it. */
  public Command showExecution() {
    return Command.of(
        Texts.get("approval.action.show-execution"),
        "",
        state.told(() -> executionId() == null ? Texts.get("approval.why-not.no-execution") : ""),
        () -> {
          String id = Objects.requireNonNull(executionId());
          close.run();
          openExecution.accept(id);
        });
  }

  private @Nullable String executionId() {
    ApprovalState.Ending ended = state.ending.get();
    if (ended != null && ended.execution() != null) {
      return ended.execution().id();
    }
    Proposal now = state.proposal.get();
    return now == null ? null : now.executionId();
  }
}
