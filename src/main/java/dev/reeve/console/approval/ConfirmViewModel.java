package dev.reeve.console.approval;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ApprovalView;
import dev.reeve.engine.change.Approvals;
import dev.reeve.engine.change.Proposal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/**
 * The second stage: the rationale, what must be typed, and the person's word. The engine alone
 * decides whether it counts. Screen thread.
 */
public final class ConfirmViewModel {
  private final ApprovalView approvals;
  private final ApprovalState state;
  private final RunViewModel run;

  ConfirmViewModel(ApprovalView approvals, ApprovalState state, RunViewModel run) {
    this.approvals = approvals;
    this.state = state;
    this.run = run;
  }

  /** From confirmation back to review. */
  public Command back() {
    return Command.of(
        Texts.get("approval.action.back"),
        "",
        state.told(() -> state.busy.get() ? Texts.get("approval.why-not.busy") : ""),
        () -> state.step.set(Step.REVIEW));
  }

  /** What the main button does: approve, hand in, or carry out what is approved. */
  public Command act() {
    return new Command(
        state.told(() -> ConfirmWords.verb(state.proposal.get(), state.deed())),
        "Ctrl+Enter",
        state.told(this::whyNotAct),
        () -> {
          switch (state.shown().standing()) {
            case PREVIEW -> handIn();
            case APPROVED, ALLOWED -> carryOut();
            default -> approve();
          }
        });
  }

  /** Approves and carries out at once. */
  public Command actAndRun() {
    return Command.of(
        Texts.get("approval.action.approve-and-run"),
        "Ctrl+Shift+Enter",
        state.told(this::whyNotRunAtOnce),
        () -> {
          String decision = state.decision();
          String said = said();
          Duration validFor = state.validFor.get();
          run.run(
              () -> {
                approvals.approve(decision, state.operator, said, validFor);
                return approvals.run(decision, state.operator);
              });
        });
  }

  private String whyNotRunAtOnce() {
    Proposal now = state.proposal.get();
    String why = whyNotAct();
    return why.isEmpty() && now != null && now.good() + 1 < now.needed()
        ? Texts.get("approval.why-not.second-person")
        : why;
  }

  private String whyNotAct() {
    Proposal now = state.proposal.get();
    if (now == null || state.busy.get()) {
      return Texts.get("approval.why-not.busy");
    }
    String why = ConfirmWords.whyNot(now);
    if (!why.isEmpty()) {
      return why;
    }
    if (ConfirmWords.needsNotes(now) && said().length() < ConfirmWords.LEAST_NOTES) {
      return Texts.get("approval.why-not.notes", ConfirmWords.LEAST_NOTES);
    }
    String wanted = ConfirmWords.wanted(now);
    return wanted.isEmpty() || state.typed.get().strip().equals(wanted)
        ? ""
        : Texts.get("approval.why-not.typed", wanted);
  }

  private String said() {
    return state.notes.get().strip();
  }

  private void approve() {
    String decision = state.decision();
    String said = said();
    Duration validFor = state.validFor.get();
    say(() -> approvals.approve(decision, state.operator, said, validFor));
  }

  private void say(Callable<?> word) {
    Callable<Proposal> seen = state.question();
    state.act(
        () -> {
          word.call();
          return seen.call();
        },
        this::saidSo,
        state::refused);
  }

  private void saidSo(Proposal now) {
    state.take(now);
    state.end(new ApprovalState.Ending(null, now));
  }

  /** Asks for the reason, then {@link #reject}. */
  public Command reject(Consumer<Question> asker) {
    return Command.of(
        Texts.get("approval.action.reject"),
        "",
        state.told(
            () -> {
              Proposal now = state.proposal.get();
              return now != null && ConfirmWords.rejectable(now)
                  ? ""
                  : Texts.get(
                      now != null && now.decisionId() == null && state.decided()
                          ? "approval.why-not.reject-part"
                          : "approval.why-not.reject");
            }),
        () -> asker.accept(ConfirmWords.rejection(state.shown())));
  }

  /** Rejects it, for good. */
  public void reject(String reason) {
    String decision = state.decision();
    say(() -> approvals.reject(decision, state.operator, reason));
  }

  private void carryOut() {
    String decision = state.decision();
    run.run(() -> approvals.run(decision, state.operator));
  }

  private void handIn() {
    Deed deed = Objects.requireNonNull(state.deed());
    Proposal seen = state.shown();
    String said = said();
    run.run(() -> deed.carryOut(seen, said));
  }

  /** How long an approval may be good, shortest first. */
  public List<Duration> validities() {
    return Approvals.CHOICES;
  }

  /** How long an approval given now is to be good. */
  public ObjectProperty<Duration> validForProperty() {
    return state.validFor;
  }

  /** Until when what is said now holds, with the time. */
  public ObservableValue<String> validity() {
    return state.told(
        () -> {
          Proposal now = state.proposal.get();
          return now == null ? "" : ConfirmWords.validity(now, state.validFor.get(), state.at());
        },
        state.validFor,
        state.screen.ticker().nowProperty());
  }

  /** The rationale. */
  public StringProperty notesProperty() {
    return state.notes;
  }

  /** What was typed as confirmation. */
  public StringProperty typedProperty() {
    return state.typed;
  }
}
