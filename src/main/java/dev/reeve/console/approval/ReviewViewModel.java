package dev.reeve.console.approval;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ApprovalView;
import dev.reeve.engine.change.DryRun;
import dev.reeve.engine.change.Proposal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The first stage: what is known of the change, a dry run, and the way on. Screen thread. */
public final class ReviewViewModel {
  private final ApprovalView approvals;
  private final ApprovalState state;
  private final ExclusionViewModel exclusion;
  private final ReadOnlyObjectWrapper<@Nullable DryRun> rehearsed =
      new ReadOnlyObjectWrapper<>(null);

  ReviewViewModel(ApprovalView approvals, ApprovalState state) {
    this.approvals = approvals;
    this.state = state;
    this.exclusion = new ExclusionViewModel(approvals, state);
    exclusion.leftOutProperty().addListener((observable, was, is) -> rehearsed.set(null));
    state.atBeginning(() -> rehearsed.set(null));
  }

  /** Which files are left out. */
  public ExclusionViewModel exclusion() {
    return exclusion;
  }

  // -- what a person can do

  /** From review to confirmation. */
  public Command next() {
    return new Command(
        state.told(() -> ConfirmWords.onward(state.proposal.get(), state.deed())),
        "Ctrl+Enter",
        state.told(() -> state.step.get() == Step.REVIEW ? whyNotConfirm() : ""),
        () ->
            exclusion.handIn(
                left -> {
                  if (ConfirmWords.whyNot(left).isEmpty()) {
                    state.step.set(Step.CONFIRM);
                  }
                }));
  }

  private String whyNotConfirm() {
    Proposal now = state.proposal.get();
    return now == null || state.busy.get()
        ? Texts.get("approval.why-not.reading")
        : ConfirmWords.whyNot(now);
  }

  /** Every step as it would be done, without writing; of an undo, another look at the files. */
  public Command dryRun() {
    return new Command(
        state.told(
            () ->
                state.proposal.get() == null || state.decided()
                    ? Texts.get("approval.action.dry-run")
                    : Texts.get("approval.action.look-again")),
        "F5",
        state.told(() -> state.busy.get() ? Texts.get("approval.why-not.reading") : ""),
        () -> {
          if (state.decided() && ConfirmWords.isOpen(state.shown())) {
            rehearse();
          } else {
            state.look();
          }
        });
  }

  /** Of a choice of files that was not handed in, too: it stays so. */
  private void rehearse() {
    String decision = state.decision();
    Set<String> leftOut = exclusion.leftOutProperty().get();
    boolean draft = exclusion.isDraft();
    state.act(
        () ->
            draft
                ? approvals.dryRun(decision, leftOut, state.operator)
                : approvals.dryRun(decision, state.operator),
        run -> {
          rehearsed.set(run);
          exclusion.look();
        },
        state::fail);
  }

  /** Has the gate judge it again, when what it judged by is no longer so. */
  public Command judgeAgain() {
    return Command.of(
        Texts.get("approval.action.judge-again"),
        "",
        state.told(() -> state.busy.get() ? Texts.get("approval.why-not.busy") : ""),
        () -> {
          Proposal was = state.shown();
          String decision = state.decision();
          state.act(
              () -> approvals.judgeAgain(decision, state.operator),
              now -> {
                state.replaced.set(was);
                state.follow(now);
                state.step.set(Step.REVIEW);
                state.afterWord.run();
              },
              state::fail);
        });
  }

  // -- what is shown

  /** How the dry run went; empty while there was none of what is shown. */
  public ObservableValue<String> dryRunText() {
    return rehearsed.map(run -> DryRunWords.ended(Objects.requireNonNull(run))).orElse("");
  }

  /** Its steps and what each would do. */
  public ObservableValue<List<Line>> dryRunLines() {
    return rehearsed.map(run -> DryRunWords.lines(Objects.requireNonNull(run))).orElse(List.of());
  }
}
