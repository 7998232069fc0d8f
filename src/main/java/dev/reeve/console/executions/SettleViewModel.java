package dev.reeve.console.executions;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.change.Settlement;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Settling an execution that needs attention: its files are looked at first, then the person is
 * asked. Screen thread.
 */
final class SettleViewModel {
  private final ExecutionView executions;
  private final Screen screen;
  private final LiveList<ExecutionRow, ExecutionsRow> list;
  private final String operator;
  private final Consumer<ExecutionRow> afterwards;

  /**
   * @param afterwards called with the row as it is then
   */
  SettleViewModel(
      ExecutionView executions,
      Screen screen,
      LiveList<ExecutionRow, ExecutionsRow> list,
      String operator,
      Consumer<ExecutionRow> afterwards) {
    this.executions = executions;
    this.screen = screen;
    this.list = list;
    this.operator = operator;
    this.afterwards = afterwards;
  }

  /**
   * Looks at the files of the selected execution and asks.
   *
   * @param asker asks the question, and does the act when the answer is yes
   */
  Command command(Settlement how, BiConsumer<Question, Runnable> asker) {
    return list.overSelection(
        SettleWords.verb(how) + "\u2026",
        "",
        SettleViewModel::open,
        Texts.get("executions.why-not.settle"),
        ids -> look(ids.getFirst(), how, asker));
  }

  /** Whether it still waits for a person. */
  static boolean open(ExecutionRow row) {
    return row.status() == ExecutionStatus.NEEDS_ATTENTION && !row.settled();
  }

  private void look(String id, Settlement how, BiConsumer<Question, Runnable> asker) {
    screen
        .work()
        .run(
            () -> executions.unsettled(id),
            found -> asker.accept(SettleWords.question(how, found), () -> settle(id, how)),
            list.problemProperty()::set);
  }

  private void settle(String id, Settlement how) {
    screen
        .work()
        .run(
            () -> executions.settle(id, how, operator),
            row -> {
              screen.notices().say(Texts.get("executions.done.settled", id));
              afterwards.accept(row);
            },
            list.problemProperty()::set);
  }
}
