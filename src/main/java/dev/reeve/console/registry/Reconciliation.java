package dev.reeve.console.registry;

import dev.reeve.console.EngineSession;
import dev.reeve.console.EngineSession.Progress;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Present;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Pulse;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.ReconcileReport;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Compares the folder with the registry: asks first, shows how far it is, tells the result. */
public final class Reconciliation {
  private final EngineSession session;
  private final Screen screen;
  private final Runnable done;
  private final Consumer<Problem> failed;
  private final ReadOnlyObjectWrapper<@Nullable Progress> progress =
      new ReadOnlyObjectWrapper<>(null);
  private final BooleanBinding running = progress.isNotNull(); // bindings are held weakly
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicReference<@Nullable Progress> heard = new AtomicReference<>();
  private final Pulse pulse;

  Reconciliation(EngineSession session, Screen screen, Runnable done, Consumer<Problem> failed) {
    this.session = session;
    this.screen = screen;
    this.done = done;
    this.failed = failed;
    this.pulse = screen.pulse(() -> progress.set(heard.get()));
  }

  /** Compares, asks, and after yes repairs. */
  public Command command(Restoration.Asker asker) {
    ObservableValue<String> whyNot =
        Bindings.createStringBinding(
            () -> progress.get() == null ? "" : Texts.get("registry.why-not.reconciling"),
            progress);
    return Command.of(Texts.get("registry.action.reconcile"), "", whyNot, () -> compare(asker));
  }

  private record Compared(ReconcileReport report, List<HeldPlan> held) {}

  /** Compares first, shows what differs, and repairs it after yes. */
  private void compare(Restoration.Asker asker) {
    begin();
    screen
        .work()
        .run(
            () ->
                new Compared(
                    session.registryDesk().compare(this::heard, stopped::get), session.heldPlans()),
            found -> compared(found.report(), found.held(), asker),
            problem -> broken(problem.retriedBy(() -> compare(asker))));
  }

  /** Stops it; what it has put into the queue stays there. */
  public void cancel() {
    stopped.set(true);
  }

  private void begin() {
    stopped.set(false);
    progress.set(new Progress(0, 0, ""));
  }

  private void heard(Progress step) {
    heard.set(step);
    pulse.ask();
  }

  private void end() {
    heard.set(null);
    progress.set(null);
  }

  private void broken(Problem problem) {
    end();
    failed.accept(problem);
  }

  private void compared(ReconcileReport report, List<HeldPlan> held, Restoration.Asker asker) {
    end();
    if (ran(report)) {
      done.run();
      if (report.items().isEmpty()) {
        say("registry.reconcile.nothing", report.filesScanned());
      } else {
        asker.ask(
            ComparisonWords.question(report, held, session.live()),
            () -> reconcile(report.planId()));
      }
    }
  }

  /** Says why where it did not run to its end. */
  private boolean ran(ReconcileReport report) {
    switch (report.status()) {
      case CANCELLED -> say("registry.done.reconcile-stopped");
      case ABORTED ->
          failed.accept(
              new Problem(
                  Texts.get("registry.reconcile.aborted", report.reason()),
                  Texts.get("registry.reconcile.aborted-safe"),
                  "",
                  "RECONCILE_ABORTED"));
      default -> {
        return true;
      }
    }
    return false;
  }

  private void say(String key, Object... values) {
    screen.notices().say(Texts.get(key, values));
  }

  private void reconcile(String planId) {
    begin();
    screen
        .work()
        .run(
            () -> session.registryDesk().reconcile(planId, this::heard, stopped::get),
            this::reconciled,
            problem -> broken(problem.retriedBy(() -> reconcile(planId))));
  }

  private void reconciled(ReconcileReport report) {
    boolean cut = stopped.get();
    end();
    if (ran(report)) {
      if (cut) {
        say("registry.done.reconcile-stopped");
      } else {
        ended(report);
      }
    }
    done.run();
  }

  private void ended(ReconcileReport report) {
    long looked = report.filesScanned();
    int differences = report.items().size();
    switch (report.status()) {
      case HELD -> say("registry.done.reconcile-held", looked, differences);
      case OBSERVED -> say("registry.done.reconcile-observed", looked, differences);
      default ->
          say(
              "registry.done.reconciled",
              looked,
              differences,
              report.repairsQueued(),
              report.repairsPending(),
              report.leftToPeople(),
              report.repairsGivenUp());
    }
  }

  /** Whether a reconciliation runs. */
  public BooleanBinding running() {
    return running;
  }

  /** How far the reconciliation is, 0 to 1; -1 while the total is unknown. */
  public ObservableValue<Double> fraction() {
    return Present.map(
        progress.getReadOnlyProperty(),
        now -> now.total() == 0 ? -1.0 : (double) now.done() / now.total(),
        0.0);
  }

  /** How far the reconciliation is, in the unit of the work. */
  public ObservableValue<String> text() {
    return Present.map(
        progress.getReadOnlyProperty(),
        now ->
            now.total() == 0
                ? Texts.get("registry.progress.counting", now.done())
                : Texts.get("registry.progress.of", now.done(), now.total(), now.unit()),
        "");
  }
}
