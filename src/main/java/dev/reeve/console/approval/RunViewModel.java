package dev.reeve.console.approval;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Tasks;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.TimeLeft;
import dev.reeve.engine.change.ApprovalView;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionProgress;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.Proposal;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The third stage: what runs, step by step, and stopping it. Screen thread. */
public final class RunViewModel {
  private final ApprovalView approvals;
  private final ApprovalState state;
  private final ObservableList<ExecutionDetail.Step> steps = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Double> fraction = new ReadOnlyObjectWrapper<>(-1.0);
  private final ObjectProperty<@Nullable String> running = new SimpleObjectProperty<>(null);
  private final ObservableValue<List<Line>> lines =
      Bindings.createObjectBinding(
          () -> RunWords.steps(steps, running.get() != null), steps, running);
  private final ReadOnlyStringWrapper figures = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper file = new ReadOnlyStringWrapper("");
  private final ObservableValue<String> percent = fraction.map(RunViewModel::percent);
  private final ObservableValue<String> text = Bindings.createStringBinding(this::now, steps);
  private Tasks.@Nullable Task task;
  private TimeLeft timeLeft = new TimeLeft();

  RunViewModel(ApprovalView approvals, ApprovalState state) {
    this.approvals = approvals;
    this.state = state;
    state.atBeginning(this::forget);
  }

  private void forget() {
    steps.clear();
    figures.set("");
    file.set("");
    fraction.set(-1.0);
    timeLeft = new TimeLeft();
  }

  /** Carries something out in the background. */
  void run(Callable<ExecutionRow> act) {
    forget();
    running.set(null);
    state.problem.set(null);
    state.busy.set(true);
    state.step.set(Step.RUN);
    task =
        state
            .screen
            .tasks()
            .start(state.shown().plan().intent(), fraction.getReadOnlyProperty(), text, null);
    state.screen.work().run(act, this::ran, this::notRun);
  }

  private void ran(ExecutionRow row) {
    over();
    ApprovalState.Ending ending = new ApprovalState.Ending(row, state.shown());
    state.end(ending);
    state.catchUp();
    state.afterRun.accept(row);
    String ended = RunWords.ended(ending, state.deed());
    if (state.open.get()) {
      state.screen.notices().keep(ended); // the result stands there
    } else {
      state.screen.notices().say(ended);
    }
  }

  private void notRun(Problem why) {
    over();
    state.refused(why);
  }

  private void over() {
    state.busy.set(false);
    running.set(null);
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
        state.told(() -> steps.isEmpty() ? Texts.get("approval.why-not.stop") : "", steps),
        () -> {
          String id = running.get();
          if (id != null) {
            state
                .screen
                .work()
                .run(
                    () -> {
                      approvals.stop(id);
                      return true;
                    },
                    done -> state.screen.notices().say(Texts.get("approval.done.stopping")),
                    state.problem::set);
          }
        });
  }

  /** What the engine tells while it runs. */
  void follow(ExecutionEvent told) {
    Proposal now = state.proposal.get();
    if (state.step.get() != Step.RUN || !state.busy.get() || now == null) {
      return;
    }
    switch (told) {
      case ExecutionEvent.Changed changed -> {
        boolean mine =
            running.get() == null
                && !changed.row().status().terminal()
                && state.operator.equals(changed.row().operator())
                && changed.row().intent().equals(now.plan().intent());
        if (mine) {
          running.set(changed.row().id());
        }
      }
      case ExecutionEvent.StepChanged changed -> {
        if (changed.executionId().equals(running.get())) {
          put(changed.step());
        }
      }
      case ExecutionEvent.Progressed changed -> {
        if (changed.executionId().equals(running.get())) {
          put(changed.progress());
        }
      }
    }
  }

  private void put(ExecutionDetail.Step now) {
    steps.removeIf(each -> each.number() == now.number());
    steps.add(now);
    far(0);
  }

  private void put(ExecutionProgress now) {
    String left = timeLeft.told(now.done() + now.failed(), now.of(), now.took());
    figures.set(RunWords.figures(now, left, state.shown().leftOut().size()));
    file.set(now.path());
    far(part(now));
  }

  /** In bytes, as the figures tell; of files where nothing is written. */
  private static double part(ExecutionProgress now) {
    if (now.bytesOf() > 0) {
      return (double) now.bytes() / now.bytesOf();
    }
    return now.of() == 0 ? 0 : (double) (now.done() + now.failed()) / now.of();
  }

  private void far(double part) {
    fraction.set(Math.max(fraction.get(), part));
  }

  private String now() {
    return steps.isEmpty()
        ? Texts.get("approval.run.begins")
        : Texts.get(
            "approval.run.step",
            Formats.count(steps.size()),
            Formats.count(RunWords.STEPS.size()),
            StepWords.name(steps.getLast()));
  }

  /** Steps of the run in words, as they begin and end; after a run only those that began. */
  public ObservableValue<List<Line>> lines() {
    return lines;
  }

  /** How much of the work is done, 0 to 1; negative while that is unknown. */
  public ReadOnlyObjectProperty<Double> fraction() {
    return fraction.getReadOnlyProperty();
  }

  /** "36 %": what the bar shows; empty while that is unknown. */
  public ObservableValue<String> percent() {
    return percent;
  }

  private static String percent(@Nullable Double fraction) {
    return fraction == null || fraction < 0
        ? ""
        : Texts.get("approval.run.percent", (int) (fraction * 100));
  }

  /** The file that was last done; empty before the first. */
  public ObservableValue<String> file() {
    return file.getReadOnlyProperty();
  }

  /** Files, bytes, rate, time left, what was left out and what failed; empty before the first. */
  public ObservableValue<String> figures() {
    return figures.getReadOnlyProperty();
  }

  /** "Step 5 of 8: apply". */
  public ObservableValue<String> text() {
    return text;
  }
}
