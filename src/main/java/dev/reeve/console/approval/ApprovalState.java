package dev.reeve.console.approval;

import dev.reeve.console.fx.BackgroundWork;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.engine.change.ApprovalView;
import dev.reeve.engine.change.Approvals;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The change on its way through the dialog: what its stages share. Screen thread. */
final class ApprovalState {
  /**
   * How it ended.
   *
   * @param execution null when it was approved or rejected and not carried out
   */
  record Ending(@Nullable ExecutionRow execution, Proposal proposal) {}

  /** How long an approval is good unless the approver chooses otherwise: the longest there is. */
  static final Duration PROPOSED = Approvals.CHOICES.getLast();

  final Screen screen;
  final String operator;
  final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
  final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.REVIEW);
  final ReadOnlyObjectWrapper<@Nullable Proposal> proposal = new ReadOnlyObjectWrapper<>(null);
  final ReadOnlyObjectWrapper<@Nullable Proposal> replaced = new ReadOnlyObjectWrapper<>(null);

  /** The judgement that holds instead of the one that is shown; null where none does. */
  final ReadOnlyObjectWrapper<@Nullable Proposal> newest = new ReadOnlyObjectWrapper<>(null);

  final ReadOnlyObjectWrapper<@Nullable Ending> ending = new ReadOnlyObjectWrapper<>(null);
  final ObjectProperty<@Nullable Problem> problem = new SimpleObjectProperty<>(null);
  final StringProperty notes = new SimpleStringProperty("");
  final StringProperty typed = new SimpleStringProperty("");
  final ObjectProperty<Duration> validFor = new SimpleObjectProperty<>(PROPOSED);
  Runnable afterWord = () -> {};
  Consumer<ExecutionRow> afterRun = row -> {};

  private final ApprovalView approvals;
  private final BackgroundWork.Latest reading;
  private final BackgroundWork.Latest comparing;
  private final Map<String, String> drafts = new HashMap<>();
  private final List<Runnable> beginnings = new ArrayList<>();
  private Callable<Proposal> again = ApprovalState::nothingOpen;
  private String subject = "";
  private @Nullable Deed deed;
  private @Nullable String decision;
  private @Nullable Proposal stood;
  private long openings;
  private boolean acting;

  ApprovalState(ApprovalView approvals, Screen screen, String operator) {
    this.approvals = approvals;
    this.screen = screen;
    this.operator = operator;
    this.reading = screen.work().latest();
    this.comparing = screen.work().latest();
    proposal.subscribe(this::compare);
    proposal.subscribe(this::remember);
  }

  /** What is shown may be a choice of files, which nobody has judged; it says nothing of that. */
  private void remember(@Nullable Proposal now) {
    if (now == null || now.decisionId() != null) {
      stood = now;
    }
  }

  /** What took the place of the one that is shown is read beside it, so that both are told. */
  private void compare(@Nullable Proposal now) {
    comparing.forget();
    newest.set(null);
    String other = now == null ? null : now.newerDecision();
    if (other != null) {
      comparing.run(() -> approvals.show(other, operator), newest::set, ignored -> {});
    }
  }

  private static Proposal nothingOpen() {
    throw new IllegalStateException("The dialog is closed");
  }

  /** Called when the dialog opens on something else. */
  void atBeginning(Runnable listener) {
    beginnings.add(listener);
  }

  /**
   * Opens on something.
   *
   * @param about what a draft is kept under
   * @param toDo what is handed in with the word for it, null for a decision
   */
  void begin(String about, @Nullable Deed toDo, Callable<Proposal> question) {
    if (step.get() == Step.RUN) {
      open.set(true); // what runs is shown; nothing else is begun beside it
      return;
    }
    openings++;
    acting = false;
    subject = about;
    deed = toDo;
    decision = null;
    again = question;
    proposal.set(null);
    replaced.set(null);
    ending.set(null);
    problem.set(null);
    typed.set("");
    validFor.set(PROPOSED);
    notes.set(drafts.getOrDefault(about, ""));
    step.set(Step.REVIEW);
    beginnings.forEach(Runnable::run);
    open.set(true);
    look();
  }

  /** What it was opened on. */
  String subject() {
    return subject;
  }

  /** Looks at the files and the words anew. */
  void look() {
    ask(again);
  }

  /** Asks for something to be shown; an answer to an earlier question is dropped. */
  void ask(Callable<Proposal> question) {
    busy.set(true);
    reading.run(question, this::take, this::fail);
  }

  /** A question is about to come; an answer still under way is to an older one. */
  void expectQuestion() {
    reading.forget();
    busy.set(true);
  }

  /** Another decision is shown from here on. */
  void follow(Proposal now) {
    take(now);
    String id = decision();
    again = () -> approvals.show(id, operator);
  }

  void take(Proposal now) {
    busy.set(false);
    problem.set(null);
    if (now.decisionId() != null) {
      decision = now.decisionId();
    }
    proposal.set(now);
  }

  void fail(Problem why) {
    busy.set(false);
    problem.set(why);
  }

  /** What was said does not hold: the newest state is shown below why. */
  void refused(Problem why) {
    fail(why);
    step.set(Step.REVIEW);
    reading.run(again, proposal::set, ignored -> {});
    afterWord.run();
  }

  /**
   * Somebody, here or in another process, may have said something about it: how it stands is shown
   * once that is another. What is being chosen or written stays as long as it still can be said.
   */
  void heard() {
    Proposal was = stood;
    if (!open.get() || busy.get() || !decided() || was == null || step.get() == Step.RESULT) {
      return;
    }
    reading.run(
        again,
        now -> {
          if (!busy.get() && standsOtherwise(was, now)) {
            proposal.set(now);
            if (step.get() == Step.CONFIRM && !mayStillBeSaid(now)) {
              step.set(Step.REVIEW);
            }
          }
        },
        ignored -> {}); // whoever acts is told; nothing was asked for here
  }

  private static boolean standsOtherwise(Proposal was, Proposal now) {
    return was.standing() != now.standing()
        || !was.words().equals(now.words())
        || !Objects.equals(was.newerDecision(), now.newerDecision());
  }

  private static boolean mayStillBeSaid(Proposal now) {
    return now.standing() == Proposal.Standing.WAITING
        || now.standing() == Proposal.Standing.APPROVED;
  }

  /** Reads how the decision stands after a run; where it was an undo, there is none to read. */
  void catchUp() {
    if (decided()) {
      reading.run(again, proposal::set, ignored -> {});
    }
  }

  /**
   * Has the engine do something in the person's name. Where something else was opened meanwhile,
   * the answer is not about what is shown: lists read anew, and a failure is told beside it.
   */
  <T> void act(Callable<T> act, Consumer<T> then, Consumer<Problem> failed) {
    long about = openings;
    acting = true;
    busy.set(true);
    screen
        .work()
        .run(
            act,
            answer -> {
              if (about == openings) {
                acting = false;
                then.accept(answer);
              } else {
                afterWord.run();
              }
            },
            why -> {
              if (about == openings) {
                acting = false;
                failed.accept(why);
              } else {
                screen.notices().say(why.what());
                afterWord.run();
              }
            });
  }

  /** Whether something is done in the person's name, so that nothing may be chosen now. */
  boolean acting() {
    return acting;
  }

  /** How what is shown now is looked at once more. */
  Callable<Proposal> question() {
    return again;
  }

  /** It is over, in one way or another. */
  void end(Ending how) {
    ending.set(how);
    step.set(Step.RESULT);
    drafts.remove(subject);
    afterWord.run();
  }

  /** Sets it aside: what was written is kept for the next time; a run goes on. */
  void close() {
    if (step.get() != Step.RESULT && !notes.get().isBlank()) {
      drafts.put(subject, notes.get());
    } else {
      drafts.remove(subject);
    }
    open.set(false);
  }

  /** The newest decision that was shown; there is none of a deed that was not handed in. */
  String decision() {
    return Objects.requireNonNull(decision);
  }

  /** Whether there is a decision. */
  boolean decided() {
    return decision != null;
  }

  /** What is handed in with the word for it; null for a decision. */
  @Nullable Deed deed() {
    return deed;
  }

  /** What is shown. */
  Proposal shown() {
    return Objects.requireNonNull(proposal.get());
  }

  /**
   * From when every age and end in the dialog is told: the last tick, or the look at the files
   * where that came after it.
   */
  Instant at() {
    Instant tick = screen.ticker().now();
    Proposal now = proposal.get();
    return now != null && now.lookedAt().isAfter(tick) ? now.lookedAt() : tick;
  }

  /** A value that follows everything a stage looks at. */
  <T> ObservableValue<T> told(Callable<T> words, Observable... more) {
    List<Observable> all = new ArrayList<>(List.of(step, proposal, busy, notes, typed, ending));
    all.addAll(List.of(more));
    return Bindings.createObjectBinding(words, all.toArray(Observable[]::new));
  }
}
