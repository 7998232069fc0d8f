package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Item;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What the last stage says of each file: done, left out, or not done. */
final class ResultWords {
  private ResultWords() {}

  /** Every file of the change as it was handed in; those first that were not done. */
  static List<ResultItem> items(ApprovalState.Ending ending) {
    ExecutionRow row = ending.execution();
    if (row == null) {
      return List.of();
    }
    Proposal was = ending.proposal();
    Set<String> out = was.leftOut();
    return was.all().stream()
        .map(item -> item(item, out.contains(item.path()) ? FileWords.leftOut(1) : state(row)))
        .sorted(Comparator.comparing(ResultItem::state))
        .toList();
  }

  private static ResultItem item(Item item, Badge state) {
    boolean done = state.hue() == Hue.OK;
    return new ResultItem(
        state,
        FileWords.operation(item),
        FileWords.path(item),
        done ? FileWords.lines(item) : "",
        done ? FileWords.wayBack(item) : "");
  }

  /** What a run does, it does to all of its files; where it may not be so, its record tells. */
  private static Badge state(ExecutionRow row) {
    return switch (row.status()) {
      case COMPLETED -> Badge.of(2, Texts.get("approval.result.done"), Icon.CHECK, Hue.OK);
      case ROLLED_BACK ->
          Badge.of(0, Texts.get("approval.result.rolled-back"), Icon.BACK, Hue.WAIT);
      default ->
          row.status() == ExecutionStatus.FAILED && row.filesChanged() == 0
              ? Badge.of(0, Texts.get("approval.result.not-done"), Icon.SLASH, Hue.IDLE)
                  .in(Form.OUTLINED)
              : Badge.of(0, Texts.get("approval.result.unknown"), Icon.QUESTION, Hue.IDLE)
                  .in(Form.OUTLINED);
    };
  }
}
