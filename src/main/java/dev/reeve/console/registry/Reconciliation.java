package dev.reeve.console.registry;

import dev.reeve.console.EngineSession;
import dev.reeve.console.EngineSession.Progress;
import dev.reeve.console.EngineSession.Reconciled;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Present;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Pulse;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
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
  private final AtomicReference<@Nullable Progress> heard = new AtomicReference<>();
  private final Pulse pulse;
  private CompletableFuture<Reconciled> underWay = new CompletableFuture<>();

  Reconciliation(EngineSession session, Screen screen, Runnable done, Consumer<Problem> failed) {
    this.session = session;
    this.screen = screen;
    this.done = done;
    this.failed = failed;
    this.pulse = screen.pulse(() -> progress.set(heard.get()));
  }

  /** Asks for it; the asker calls {@link #start}. */
  public Command command(Consumer<Question> asker) {
    ObservableValue<String> whyNot =
        Bindings.createStringBinding(
            () -> progress.get() == null ? "" : Texts.get("registry.why-not.reconciling"),
            progress);
    return Command.of(
        Texts.get("registry.action.reconcile"), "", whyNot, () -> asker.accept(question()));
  }

  private Question question() {
    return new Question(
        Texts.get("registry.reconcile.title"),
        session.live()
            ? Texts.get("registry.reconcile.live")
            : Texts.get("registry.reconcile.observe"),
        List.of(
            Texts.get("registry.reconcile.compare"),
            Texts.get("registry.reconcile.limits"),
            Texts.get("registry.reconcile.backup")),
        null,
        Texts.get("registry.reconcile.verb"),
        false);
  }

  /** Compares the folder with the registry. */
  public void start() {
    progress.set(new Progress(0, 0, ""));
    CompletableFuture<Reconciled> asked =
        session.reconcile(
            step -> {
              heard.set(step);
              pulse.ask();
            });
    underWay = asked;
    CompletableFuture<Reconciled> _ =
        asked.whenComplete(
            (outcome, failure) -> screen.thread().execute(() -> reconciled(outcome, failure)));
  }

  /** Stops it; what it has put into the queue stays there. */
  public void cancel() {
    underWay.cancel(false);
  }

  private void reconciled(@Nullable Reconciled outcome, @Nullable Throwable failure) {
    heard.set(null);
    progress.set(null);
    if (failure instanceof CancellationException) {
      screen.notices().say(Texts.get("registry.done.reconcile-stopped"));
      done.run();
      return;
    }
    if (outcome == null) {
      failed.accept(Problem.of(failure == null ? new IllegalStateException() : failure));
      return;
    }
    screen
        .notices()
        .say(
            Texts.get(
                "registry.done.reconciled",
                outcome.looked(),
                outcome.differences(),
                outcome.queued(),
                outcome.held()));
    done.run();
  }

  /** Whether a reconciliation runs. */
  public BooleanBinding running() {
    return progress.isNotNull();
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
