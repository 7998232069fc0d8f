package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ApprovalView;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.change.GovernanceDecision;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.inbox.InboxEvent;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * The approval dialog: review, confirm, run, result, each a view model of its own. It shows one
 * change exactly as the gate judged it. Screen thread.
 */
public final class ApprovalViewModel {
  private final ApprovalView approvals;
  private final ExecutionView executions;
  private final ApprovalState state;
  private final ReviewViewModel review;
  private final ConfirmViewModel confirm;
  private final RunViewModel run;
  private final ResultViewModel result;
  private final EventBus.Subscription subscription;
  private final ObservableValue<@Nullable ApprovalContent> content;
  private final ObservableValue<@Nullable Badge> standing;
  private final ObservableValue<String> identity;
  private final ObservableValue<String> fingerprint;

  /**
   * @param operator account whose word it is
   * @param openExecution shows an execution in its pane
   */
  public ApprovalViewModel(
      ApprovalView approvals,
      ExecutionView executions,
      EventBus bus,
      Screen screen,
      String operator,
      Consumer<String> openExecution) {
    this.approvals = approvals;
    this.executions = executions;
    this.state = new ApprovalState(approvals, screen, operator);
    this.review = new ReviewViewModel(approvals, state);
    this.run = new RunViewModel(approvals, state);
    this.confirm = new ConfirmViewModel(approvals, state, run);
    this.result = new ResultViewModel(state, this::close, openExecution);
    this.content =
        Bindings.createObjectBinding(
            this::shown, state.proposal, state.newest, review.exclusion().leftOutProperty());
    this.standing =
        Bindings.createObjectBinding(this::standingNow, content, state.step, state.ending);
    this.identity =
        Bindings.createStringBinding(
            this::identityNow,
            state.proposal,
            state.replaced,
            state.step,
            state.ending,
            screen.ticker().nowProperty());
    this.fingerprint =
        state
            .proposal
            .map(now -> Objects.requireNonNullElse(Objects.requireNonNull(now).subjectHash(), ""))
            .orElse("");
    this.subscription = bus.subscribe(this::hear);
  }

  /** How it ended, where the last stage tells of that; else null. */
  private ApprovalState.@Nullable Ending ended() {
    return state.step.get() == Step.RESULT ? state.ending.get() : null;
  }

  private @Nullable Badge standingNow() {
    ApprovalState.Ending ended = ended();
    if (ended != null) {
      return RunWords.endBadge(ended);
    }
    ApprovalContent now = content.getValue();
    return now == null ? null : state.step.get() == Step.RUN ? RunWords.running() : now.standing();
  }

  private String identityNow() {
    ApprovalState.Ending ended = ended();
    if (ended != null && ended.execution() != null) {
      return RunWords.identity(ended.execution(), ended.proposal());
    }
    Proposal now = state.proposal.get();
    return now == null
        ? ""
        : state.step.get() == Step.RUN
            ? RunWords.identity(now)
            : ReviewWords.identity(now, state.replaced.get(), state.at());
  }

  private @Nullable ApprovalContent shown() {
    Proposal now = state.proposal.get();
    return now == null
        ? null
        : ApprovalContent.of(
            now,
            state.newest.get(),
            review.exclusion().leftOutProperty().get(),
            review.exclusion().divisible(),
            state.at());
  }

  /** What the engine tells. Any thread. */
  private void hear(EngineEvent event) {
    if (event instanceof ExecutionEvent told) {
      state.screen.thread().execute(() -> run.follow(told));
    } else if (event instanceof InboxEvent.Changed) {
      state.screen.thread().execute(state::heard);
    }
  }

  /** Called after a word was taken, so that lists that show it read anew. */
  public void afterWord(Runnable listener) {
    state.afterWord = listener;
  }

  /** Called with an execution that was carried out from here. */
  public void afterRun(Consumer<ExecutionRow> listener) {
    state.afterRun = listener;
  }

  /** Opens it on a decision. */
  public void open(String decisionId) {
    state.begin(decisionId, null, () -> approvals.show(decisionId, state.operator));
  }

  /** Opens it on the decision that an execution was founded on. */
  public void openOf(String executionId) {
    state.begin(
        executionId,
        null,
        () -> {
          GovernanceDecision decision = executions.evidence(executionId).decision();
          if (decision == null) {
            throw EngineException.of(
                    Kind.NOT_FOUND,
                    "NOT_FOUND",
                    Texts.get("approval.problem.no-decision", executionId))
                .with(Texts.get("approval.problem.nothing-changed"), "");
          }
          return approvals.show(decision.id(), state.operator);
        });
  }

  /** Opens it on what undoing an execution would do. */
  public void openUndo(String executionId) {
    open(new UndoDeed(executions, executionId, state.operator));
  }

  /** Opens it on something that is handed in with the word for it. */
  public void open(Deed deed) {
    state.begin(deed.about(), deed, deed::preview);
  }

  /** Shows the decision that took this one's place. */
  public Command openNewer() {
    return Command.of(
        Texts.get("approval.action.open-newer"),
        "",
        state.told(() -> ""),
        () -> {
          Proposal was = state.shown();
          open(Objects.requireNonNull(was.newerDecision()));
          state.replaced.set(was);
        });
  }

  /** Copies what differs between this decision and the one that holds, to the given place. */
  public Command copyMismatch(Consumer<String> clipboard) {
    return Command.of(
        Texts.get("approval.action.copy-details"),
        "",
        state.told(() -> ""),
        () -> {
          clipboard.accept(MismatchWords.details(state.shown(), state.newest.get()));
          state.screen.notices().say(Texts.get("approval.done.copied-details"));
        });
  }

  /** Sets it aside: what was written or chosen is kept for the next time; a run goes on. */
  public void close() {
    review.exclusion().setAside();
    state.close();
  }

  /** Stops listening to the engine. */
  public void end() {
    subscription.close();
  }

  /** The first stage. */
  public ReviewViewModel review() {
    return review;
  }

  /** The second stage. */
  public ConfirmViewModel confirm() {
    return confirm;
  }

  /** The third stage. */
  public RunViewModel run() {
    return run;
  }

  /** The last stage. */
  public ResultViewModel result() {
    return result;
  }

  /** Whether the dialog stands. */
  public ReadOnlyBooleanProperty openProperty() {
    return state.open.getReadOnlyProperty();
  }

  /** Whether the engine is asked. */
  public ReadOnlyBooleanProperty busyProperty() {
    return state.busy.getReadOnlyProperty();
  }

  /** Where one is. */
  public ReadOnlyObjectProperty<Step> stepProperty() {
    return state.step.getReadOnlyProperty();
  }

  /** What the dialog is about, for the bar of its window. */
  public ObservableValue<String> title() {
    return content
        .map(now -> Objects.requireNonNull(now).title())
        .orElse(Texts.get("approval.title"));
  }

  /** Everything that is said about it, null until it was read. */
  public ObservableValue<@Nullable ApprovalContent> content() {
    return content;
  }

  /** How it stands at this stage: that it runs, and how it ended; null until it was read. */
  public ObservableValue<@Nullable Badge> standing() {
    return standing;
  }

  /** By what one knows it again at this stage; empty until it was read. */
  public ObservableValue<String> identity() {
    return identity;
  }

  /** The failure on show, null for none. */
  public ObjectProperty<@Nullable Problem> problemProperty() {
    return state.problem;
  }

  /** Who says so. */
  public String operator() {
    return state.operator;
  }

  /** The hash that {@link #identity} tells of; empty where it tells of none. */
  public ObservableValue<String> fingerprint() {
    return fingerprint;
  }

  /** What the panes share. */
  public Screen screen() {
    return state.screen;
  }
}
