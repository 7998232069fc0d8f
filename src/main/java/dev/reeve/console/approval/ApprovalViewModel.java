package dev.reeve.console.approval;

import dev.reeve.console.fx.BackgroundWork;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Tasks;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ApprovalView;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.change.GovernanceDecision;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Standing;
import dev.reeve.engine.change.Risk;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The approval dialog: review, confirm, run, result. It shows one change exactly as the gate judged
 * it, and hands the person's word to the engine, which alone decides whether it counts. Screen
 * thread.
 */
public final class ApprovalViewModel {
  /** So much must be said where a word alone says too little. */
  public static final int LEAST_NOTES = 15;

  private static final int STEPS_OF_A_RUN = 8;

  /** Where in the dialog somebody is. */
  public enum Step {
    REVIEW,
    CONFIRM,
    RUN,
    RESULT
  }

  /**
   * How it ended.
   *
   * @param execution null when it was approved or rejected and not carried out
   */
  public record Ending(@Nullable ExecutionRow execution, Proposal proposal) {}

  private final ApprovalView approvals;
  private final ExecutionView executions;
  private final Screen screen;
  private final String operator;
  private final Consumer<String> openExecution;
  private final EventBus.Subscription subscription;
  private final BackgroundWork.Latest reading;
  private final Map<String, String> drafts = new HashMap<>();

  private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.REVIEW);
  private final ReadOnlyObjectWrapper<@Nullable Proposal> proposal =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Proposal> replaced =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Ending> ending = new ReadOnlyObjectWrapper<>(null);
  private final StringProperty notes = new SimpleStringProperty("");
  private final StringProperty typed = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable Problem> problem = new SimpleObjectProperty<>(null);
  private final ObservableList<ExecutionDetail.Step> steps = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Double> fraction = new ReadOnlyObjectWrapper<>(-1.0);
  private final ObservableValue<@Nullable ApprovalContent> content =
      Bindings.createObjectBinding(this::shown, proposal, replaced);
  private final ObservableValue<List<Line>> stepLines =
      Bindings.createObjectBinding(() -> steps.stream().map(ApprovalWords::step).toList(), steps);
  private final ObservableValue<String> runText = Bindings.createStringBinding(this::runNow, steps);
  private Runnable afterWord = () -> {};
  private Consumer<ExecutionRow> afterRun = row -> {};
  private Callable<Proposal> again = ApprovalViewModel::nothingOpen;
  private String subject = "";
  private @Nullable String undone;
  private @Nullable String running;
  private Tasks.@Nullable Task task;

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
    this.screen = screen;
    this.operator = operator;
    this.openExecution = openExecution;
    this.reading = screen.work().latest();
    this.subscription = bus.subscribe(this::hear);
  }

  private static Proposal nothingOpen() {
    throw new IllegalStateException("The dialog is closed");
  }

  /** Called after a word was taken, so that lists that show it read anew. */
  public void afterWord(Runnable listener) {
    afterWord = listener;
  }

  /** Called with an execution that was carried out from here. */
  public void afterRun(Consumer<ExecutionRow> listener) {
    afterRun = listener;
  }

  /** Opens it on a decision. */
  public void open(String decisionId) {
    begin(decisionId, null, () -> approvals.show(decisionId, operator));
  }

  /** Opens it on the decision that an execution was founded on. */
  public void openOf(String executionId) {
    begin(
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
          return approvals.show(decision.id(), operator);
        });
  }

  /** Opens it on what undoing an execution would do. */
  public void openUndo(String executionId) {
    begin(executionId, executionId, () -> executions.previewRevert(executionId, operator));
  }

  private void begin(String about, @Nullable String undoOf, Callable<Proposal> question) {
    if (step.get() == Step.RUN) {
      open.set(true); // what runs is shown; nothing else is begun beside it
      return;
    }
    subject = about;
    undone = undoOf;
    again = question;
    proposal.set(null);
    replaced.set(null);
    ending.set(null);
    problem.set(null);
    steps.clear();
    typed.set("");
    notes.set(drafts.getOrDefault(about, ""));
    step.set(Step.REVIEW);
    open.set(true);
    look();
  }

  /** Looks at the files and the words anew. */
  private void look() {
    busy.set(true);
    reading.run(again, this::take, this::fail);
  }

  private void take(Proposal now) {
    busy.set(false);
    problem.set(null);
    proposal.set(now);
  }

  private void fail(Problem why) {
    busy.set(false);
    problem.set(why);
  }

  /** Sets it aside: what was written is kept for the next time; a run goes on. */
  public void close() {
    if (step.get() != Step.RESULT && !notes.get().isBlank()) {
      drafts.put(subject, notes.get());
    } else {
      drafts.remove(subject);
    }
    open.set(false);
  }

  /** Stops listening to the engine. */
  public void end() {
    subscription.close();
  }

  // -- what a person can do

  /** From review to confirmation. */
  public Command next() {
    return Command.of(
        Texts.get("approval.action.next"),
        "Ctrl+Enter",
        told(() -> step.get() == Step.REVIEW ? whyNotConfirm() : ""),
        () -> step.set(Step.CONFIRM));
  }

  private String whyNotConfirm() {
    Proposal now = proposal.get();
    return now == null ? Texts.get("approval.why-not.reading") : ApprovalWords.whyNot(now);
  }

  /** From confirmation back to review. */
  public Command back() {
    return Command.of(
        Texts.get("approval.action.back"),
        "",
        told(() -> busy.get() ? Texts.get("approval.why-not.busy") : ""),
        () -> step.set(Step.REVIEW));
  }

  /** Looks at every file again, as an execution does before it touches anything. */
  public Command dryRun() {
    return Command.of(
        Texts.get("approval.action.dry-run"),
        "F5",
        told(() -> busy.get() ? Texts.get("approval.why-not.reading") : ""),
        this::look);
  }

  /** What the main button does: approve, undo, or carry out what is approved. */
  public Command act() {
    return new Command(
        told(() -> ApprovalWords.verb(proposal.get())),
        "Ctrl+Enter",
        told(this::whyNotAct),
        () -> {
          switch (Objects.requireNonNull(proposal.get()).standing()) {
            case PREVIEW -> run(this::undo);
            case APPROVED, ALLOWED -> run(this::carryOut);
            default -> approve();
          }
        });
  }

  /** Approves and carries out at once. */
  public Command actAndRun() {
    return Command.of(
        Texts.get("approval.action.approve-and-run"),
        "Ctrl+Shift+Enter",
        told(this::whyNotRunAtOnce),
        () ->
            run(
                () -> {
                  approvals.approve(decision(), operator, notes.get().strip());
                  return carryOut();
                }));
  }

  private String whyNotRunAtOnce() {
    Proposal now = proposal.get();
    String why = whyNotAct();
    return why.isEmpty() && now != null && now.good() + 1 < now.needed()
        ? Texts.get("approval.why-not.second-person")
        : why;
  }

  private String whyNotAct() {
    Proposal now = proposal.get();
    if (now == null || busy.get()) {
      return Texts.get("approval.why-not.busy");
    }
    String why = ApprovalWords.whyNot(now);
    if (!why.isEmpty()) {
      return why;
    }
    if (needsNotes(now) && notes.get().strip().length() < LEAST_NOTES) {
      return Texts.get("approval.why-not.notes", LEAST_NOTES);
    }
    String wanted = ApprovalWords.wanted(now);
    return wanted.isEmpty() || typed.get().strip().equals(wanted)
        ? ""
        : Texts.get("approval.why-not.typed", wanted);
  }

  /** Whether a word alone says too little. */
  public static boolean needsNotes(Proposal now) {
    return now.standing() == Standing.WAITING
        && (now.risk().compareTo(Risk.HIGH) >= 0
            || !now.permanent().isEmpty()
            || !now.findings().isEmpty());
  }

  private void approve() {
    String said = notes.get().strip();
    busy.set(true);
    screen
        .work()
        .run(
            () -> {
              approvals.approve(decision(), operator, said);
              return again.call();
            },
            this::saidSo,
            this::refused);
  }

  private String decision() {
    return Objects.requireNonNull(Objects.requireNonNull(proposal.get()).decisionId());
  }

  private void saidSo(Proposal now) {
    take(now);
    ending.set(new Ending(null, now));
    step.set(Step.RESULT);
    drafts.remove(subject);
    afterWord.run();
  }

  /** What was said does not hold: the newest state is shown below why. */
  private void refused(Problem why) {
    fail(why);
    step.set(Step.REVIEW);
    reading.run(again, proposal::set, ignored -> {});
    afterWord.run();
  }

  /** Asks for the reason, then {@link #reject}. */
  public Command reject(Consumer<Question> asker) {
    return Command.of(
        Texts.get("approval.action.reject"),
        "",
        told(
            () -> {
              Proposal now = proposal.get();
              return now != null && ApprovalWords.rejectable(now)
                  ? ""
                  : Texts.get("approval.why-not.reject");
            }),
        () -> asker.accept(ApprovalWords.rejection(Objects.requireNonNull(proposal.get()))));
  }

  /** Rejects it, for good. */
  public void reject(String reason) {
    busy.set(true);
    screen
        .work()
        .run(
            () -> {
              approvals.reject(decision(), operator, reason);
              return again.call();
            },
            this::saidSo,
            this::refused);
  }

  /** Has the gate judge it again, when what it judged by is no longer so. */
  public Command judgeAgain() {
    return Command.of(
        Texts.get("approval.action.judge-again"),
        "",
        told(() -> busy.get() ? Texts.get("approval.why-not.busy") : ""),
        () -> {
          Proposal was = Objects.requireNonNull(proposal.get());
          busy.set(true);
          screen
              .work()
              .run(
                  () -> approvals.judgeAgain(Objects.requireNonNull(was.decisionId()), operator),
                  now -> judged(was, now),
                  this::fail);
        });
  }

  /** Shows the decision that took this one's place. */
  public Command openNewer() {
    return Command.of(
        Texts.get("approval.action.open-newer"),
        "",
        told(() -> ""),
        () -> {
          Proposal was = Objects.requireNonNull(proposal.get());
          open(Objects.requireNonNull(was.newerDecision()));
          replaced.set(was);
        });
  }

  private void judged(Proposal was, Proposal now) {
    String decisionId = Objects.requireNonNull(now.decisionId());
    again = () -> approvals.show(decisionId, operator);
    replaced.set(was);
    take(now);
    step.set(Step.REVIEW);
    afterWord.run();
  }

  private ExecutionRow carryOut() {
    return approvals.run(decision(), operator);
  }

  private ExecutionRow undo() {
    return executions.revert(Objects.requireNonNull(undone), operator, notes.get().strip());
  }

  private void run(Callable<ExecutionRow> act) {
    steps.clear();
    fraction.set(-1.0);
    running = null;
    problem.set(null);
    busy.set(true);
    step.set(Step.RUN);
    task =
        screen
            .tasks()
            .start(
                Objects.requireNonNull(proposal.get()).plan().intent(),
                fraction.getReadOnlyProperty(),
                runText,
                null);
    screen.work().run(act, this::ran, this::notRun);
  }

  private void ran(ExecutionRow row) {
    over();
    ending.set(new Ending(row, Objects.requireNonNull(proposal.get())));
    step.set(Step.RESULT);
    drafts.remove(subject);
    afterWord.run();
    afterRun.accept(row);
    screen.notices().say(ApprovalWords.ended(row));
  }

  private void notRun(Problem why) {
    over();
    refused(why);
  }

  private void over() {
    busy.set(false);
    running = null;
    if (task != null) {
      task.end();
      task = null;
    }
  }

  /** Stops what runs at its next safe point. */
  public Command stop() {
    return Command.of(
        Texts.get("approval.action.stop"),
        "",
        told(() -> steps.isEmpty() ? Texts.get("approval.why-not.stop") : ""),
        () -> {
          String id = running;
          if (id != null) {
            screen
                .work()
                .run(
                    () -> {
                      approvals.stop(id);
                      return true;
                    },
                    done -> screen.notices().say(Texts.get("approval.done.stopping")),
                    problem::set);
          }
        });
  }

  /** Shows the execution that came of it. */
  public Command showExecution() {
    return Command.of(
        Texts.get("approval.action.show-execution"),
        "",
        told(() -> executionId() == null ? Texts.get("approval.why-not.no-execution") : ""),
        () -> {
          String id = Objects.requireNonNull(executionId());
          close();
          openExecution.accept(id);
        });
  }

  private @Nullable String executionId() {
    Ending ended = ending.get();
    if (ended != null && ended.execution() != null) {
      return ended.execution().id();
    }
    Proposal now = proposal.get();
    return now == null ? null : now.executionId();
  }

  /** What the engine tells while it runs. Any thread. */
  private void hear(EngineEvent event) {
    if (event instanceof ExecutionEvent told) {
      screen.thread().execute(() -> follow(told));
    }
  }

  private void follow(ExecutionEvent told) {
    Proposal now = proposal.get();
    if (step.get() != Step.RUN || !busy.get() || now == null) {
      return;
    }
    switch (told) {
      case ExecutionEvent.Changed changed -> {
        boolean mine =
            running == null
                && !changed.row().status().terminal()
                && operator.equals(changed.row().operator())
                && changed.row().intent().equals(now.plan().intent());
        if (mine) {
          running = changed.row().id();
        }
      }
      case ExecutionEvent.StepChanged changed -> {
        if (changed.executionId().equals(running)) {
          put(changed.step());
        }
      }
    }
  }

  private void put(ExecutionDetail.Step now) {
    steps.removeIf(each -> each.number() == now.number());
    steps.add(now);
    long ended = steps.stream().filter(each -> !each.status().equals("running")).count();
    fraction.set(Math.min(1.0, (double) ended / STEPS_OF_A_RUN));
  }

  // -- what is shown

  private @Nullable ApprovalContent shown() {
    Proposal now = proposal.get();
    return now == null ? null : ApprovalWords.content(now, replaced.get(), screen.ticker().now());
  }

  private String runNow() {
    return steps.isEmpty()
        ? Texts.get("approval.run.begins")
        : Texts.get(
            "approval.run.step",
            Formats.count(steps.size()),
            STEPS_OF_A_RUN,
            steps.getLast().name());
  }

  private <T> ObservableValue<T> told(Callable<T> words) {
    return Bindings.createObjectBinding(
        words, dependencies(step, proposal, busy, notes, typed, ending, steps));
  }

  private static Observable[] dependencies(Observable... all) {
    return all;
  }

  /** Whether the dialog stands. */
  public ReadOnlyBooleanProperty openProperty() {
    return open.getReadOnlyProperty();
  }

  /** Whether the engine is asked. */
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Where one is. */
  public ReadOnlyObjectProperty<Step> stepProperty() {
    return step.getReadOnlyProperty();
  }

  /** Everything that is said about it, null until it was read. */
  public ObservableValue<@Nullable ApprovalContent> content() {
    return content;
  }

  /** What it is about, null until it was read. */
  public ReadOnlyObjectProperty<@Nullable Proposal> proposalProperty() {
    return proposal.getReadOnlyProperty();
  }

  /** How it ended in words; empty before. */
  public ObservableValue<String> ended() {
    return ending.map(end -> ApprovalWords.ended(Objects.requireNonNull(end))).orElse("");
  }

  /** How it ended as a mark, null before. */
  public ObservableValue<@Nullable Badge> endBadge() {
    return ending.map(end -> ApprovalWords.endBadge(Objects.requireNonNull(end)));
  }

  /** The rationale. */
  public StringProperty notesProperty() {
    return notes;
  }

  /** What was typed as confirmation. */
  public StringProperty typedProperty() {
    return typed;
  }

  /** The failure on show, null for none. */
  public ObjectProperty<@Nullable Problem> problemProperty() {
    return problem;
  }

  /** Steps of the run in words, as they begin and end. */
  public ObservableValue<List<Line>> stepLines() {
    return stepLines;
  }

  /** How far the run is, 0 to 1; negative while that is unknown. */
  public ReadOnlyObjectProperty<Double> fraction() {
    return fraction.getReadOnlyProperty();
  }

  /** "3 of 8 steps · apply". */
  public ObservableValue<String> runText() {
    return runText;
  }

  /** Who says so. */
  public String operator() {
    return operator;
  }

  /** What the panes share. */
  public Screen screen() {
    return screen;
  }
}
