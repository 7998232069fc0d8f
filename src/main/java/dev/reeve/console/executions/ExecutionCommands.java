package dev.reeve.console.executions;

import dev.reeve.console.approval.ApprovalViewModel;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.change.Reversal;
import dev.reeve.engine.change.Settlement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;

/** What can be done with the selected executions. Screen thread. */
public final class ExecutionCommands {
  private final ExecutionView executions;
  private final LiveList<ExecutionRow, ExecutionsRow> list;
  private final Screen screen;
  private final ApprovalViewModel approval;
  private final EvidenceViewModel evidence;
  private final SettleViewModel settling;
  private final LastShown lastShown;

  /**
   * @param approval the dialog in which a change is reviewed or undone
   * @param evidence what needs more room than the drawer has
   * @param lastShown what the drawer was told
   */
  ExecutionCommands(
      ExecutionView executions,
      LiveList<ExecutionRow, ExecutionsRow> list,
      ApprovalViewModel approval,
      EvidenceViewModel evidence,
      SettleViewModel settling,
      LastShown lastShown) {
    this.executions = executions;
    this.lastShown = lastShown;
    this.list = list;
    this.screen = list.screen();
    this.approval = approval;
    this.evidence = evidence;
    this.settling = settling;
  }

  /** Shows what undoing the selected execution would do; from there it is done. */
  public Command revert() {
    return list.overSelection(
        Texts.get("executions.action.revert"),
        "Z",
        row -> row.status() == ExecutionStatus.COMPLETED && whyNot(row).isEmpty(),
        () ->
            list.chosen(row -> row.status() == ExecutionStatus.COMPLETED)
                .findFirst()
                .map(this::whyNot)
                .orElse(Texts.get("executions.why-not.revert")),
        ids ->
            screen
                .work()
                .run(
                    () -> executions.show(ids.getFirst()),
                    this::revert,
                    list.problemProperty()::set));
  }

  /** Empty while nothing is known against it. */
  private String whyNot(ExecutionRow row) {
    Reversal reversal = row.revertedBy();
    if (reversal != null) {
      return Texts.get("executions.why-not.reverted", reversal.executionId());
    }
    String why = lastShown.notRevertible(row);
    return why.isEmpty() ? "" : Texts.get("executions.why-not.this", why);
  }

  private void revert(ExecutionDetail detail) {
    if (detail.revertible()) {
      approval.openUndo(detail.row().id());
    } else {
      screen
          .notices()
          .refuse(Texts.get("executions.why-not.this", Formats.orNone(detail.notRevertible())));
    }
  }

  /**
   * The ways to settle the selected execution, which needs attention.
   *
   * @param asker asks the question, and does the act when the answer is yes
   */
  public List<Command> settlements(BiConsumer<Question, Runnable> asker) {
    return Stream.of(Settlement.values()).map(how -> settling.command(how, asker)).toList();
  }

  /** Shows the decision that the selected execution was founded on, and who said what to it. */
  public Command review() {
    return list.overSelection(
        Texts.get("executions.action.review"),
        "Ctrl+Enter",
        row -> row.verdict().equals("need_approval") && !row.small(),
        Texts.get("executions.why-not.review"),
        ids -> approval.openOf(ids.getFirst()));
  }

  /** Reads the evidence of the selected execution again and compares it with the files. */
  public Command replay(Runnable showPage) {
    return list.overSelection(
        Texts.get("executions.action.replay"),
        "P",
        row -> !row.small(),
        Texts.get("executions.why-not.replay"),
        ids -> {
          if (ids.size() == 1) {
            list.redraw();
            showPage.run();
            screen.notices().say(Texts.get("executions.done.replayed", ids.getFirst()));
          } else {
            screen.notices().refuse(Texts.get("executions.why-not.one"));
          }
        });
  }

  /** Sets the two selected executions side by side. */
  public Command compare() {
    return new Command(
        new SimpleStringProperty(Texts.get("executions.action.compare")),
        "C",
        Bindings.createStringBinding(
            () -> list.selected().size() == 2 ? "" : Texts.get("executions.why-not.compare"),
            list.selected()),
        () -> evidence.compare(list.selected().get(0), list.selected().get(1)));
  }

  /** Shows the files of the selected execution side by side. */
  public Command sides() {
    return list.overSelection(
        Texts.get("executions.action.sides"),
        "D",
        row -> noSides(row).isEmpty(),
        () -> list.chosen(row -> true).findFirst().map(this::noSides).orElse(""),
        ids -> evidence.sides(ids.getFirst()));
  }

  private String noSides(ExecutionRow row) {
    return row.dryRun() ? Texts.get("executions.why-not.sides") : lastShown.noSides(row);
  }

  /** Shows the logs of the selected execution. */
  public Command logs() {
    return list.overSelection(
        Texts.get("executions.action.logs"),
        "L",
        row -> !row.small(),
        Texts.get("executions.why-not.logs"),
        ids -> evidence.logs(ids.getFirst()));
  }

  /**
   * Writes the evidence of the selected execution into one archive.
   *
   * @param chooser asks where to, by a suggested name; it also asks before it names a file that is
   *     there
   */
  public Command export(Function<String, Optional<Path>> chooser) {
    return list.overSelection(
        Texts.get("executions.action.export"),
        "Ctrl+E",
        row -> true,
        "",
        ids -> chooser.apply(ids.getFirst() + ".zip").ifPresent(to -> export(ids.getFirst(), to)));
  }

  private void export(String id, Path target) {
    screen
        .work()
        .run(
            () -> executions.export(id, target, true),
            written -> screen.notices().say(Texts.get("executions.done.exported", id, written)),
            list.problemProperty()::set);
  }

  /** Copies the ids of the selected executions to the given place. */
  public Command copyId(Consumer<String> clipboard) {
    return list.overSelection(
        Texts.get("executions.action.copy-id"),
        "Ctrl+C",
        row -> true,
        "",
        ids -> {
          clipboard.accept(String.join("\n", ids));
          screen.notices().say(Texts.get("executions.done.copied", ids.size()));
        });
  }
}
