package dev.reeve.console.sample;

import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.shell.ShellViewModel;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.WorkItem;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;

/**
 * Five things to try in the sample; each ticks itself off when it was done, whatever way it was
 * done. Screen thread, except that events may come on any thread. Source: {@code
 * docs/guide/welcome.md}.
 */
public final class SampleStepsViewModel {
  private static final Pattern ID = Pattern.compile(".*[0-9]{8,}.*");

  /**
   * A step.
   *
   * @param text what to do, for people
   * @param done whether it was
   */
  public record Step(String text, ReadOnlyBooleanProperty done) {}

  private final ReadOnlyBooleanWrapper found = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper seen = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper requeued = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper read = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper undone = new ReadOnlyBooleanWrapper();
  private final List<Step> steps =
      List.of(
          step("sample.step.find", found),
          step("sample.step.requeue", requeued),
          step("sample.step.lock", seen),
          step("sample.step.finding", read),
          step("sample.step.undo", undone));
  private final BooleanProperty closed = new SimpleBooleanProperty();

  /** Jobs that were dead letters, until they went through or were dropped. */
  private final Set<String> dead = new HashSet<>();

  private final ShellViewModel shell;
  private final Executor thread;
  private final Instant began;

  /** Begins to watch what is done in the window. */
  public SampleStepsViewModel(ShellViewModel shell, EventBus bus) {
    this.shell = shell;
    this.thread = shell.screen().thread();
    this.began = shell.screen().ticker().now();
    LiveList<?, ?> records = shell.registry().records().list();
    onChoice(records, () -> ID.matcher(records.filterProperty().get()).matches(), found);
    shell.recentlyRun().addListener((Observable observable) -> fromPalette());
    onChoice(shell.locks().list(), () -> true, seen);
    onChoice(shell.registry().findings().list(), () -> true, read);
    var unused = bus.subscribe(this::hear); // ends with the session, as the strip does
  }

  /** A document that the palette led to stands there under its ID. */
  private void fromPalette() {
    if (shell.recentlyRun().stream().limit(1).anyMatch(id -> ID.matcher(id).matches())) {
      found.set(true);
    }
  }

  private static Step step(String key, ReadOnlyBooleanWrapper done) {
    return new Step(Texts.get(key), done.getReadOnlyProperty());
  }

  private static void onChoice(
      LiveList<?, ?> list, java.util.function.BooleanSupplier counts, BooleanProperty done) {
    list.selected()
        .addListener(
            (Observable observable) -> {
              if (!list.selected().isEmpty() && counts.getAsBoolean()) {
                done.set(true);
              }
            });
  }

  private void hear(EngineEvent event) {
    switch (event) {
      case QueueEvent.Changed changed -> thread.execute(() -> moved(changed.items()));
      case ExecutionEvent.Changed changed -> thread.execute(() -> changed(changed.row()));
      default -> {}
    }
  }

  /**
   * Nothing but a person brings a dead letter back; one that fails again is as before. The table
   * may know of it before.
   */
  private void moved(List<WorkItem> items) {
    for (WorkItem item : items) {
      if (item.state() == ItemState.DEAD_LETTER || listedDead(item.id())) {
        dead.add(item.id());
      }
      if (item.state() == ItemState.CANCELLED) {
        dead.remove(item.id());
      } else if (item.state() == ItemState.DONE && dead.remove(item.id())) {
        requeued.set(true);
      }
    }
  }

  private boolean listedDead(String id) {
    return shell
        .queue()
        .list()
        .rows()
        .find(id)
        .filter(row -> row.snapshot().state() == ItemState.DEAD_LETTER)
        .isPresent();
  }

  private void changed(ExecutionRow row) {
    if (row.reverts() != null && row.startedAt().isAfter(began)) {
      undone.set(true);
    }
  }

  /** The five steps. */
  public List<Step> steps() {
    return steps;
  }

  /** "2 of 5". */
  public ObservableValue<String> progress() {
    return Bindings.createStringBinding(
        () ->
            Texts.get(
                "sample.progress",
                steps.stream().filter(step -> step.done().get()).count(),
                steps.size()),
        steps.stream().map(Step::done).toArray(Observable[]::new));
  }

  /** Whether the strip was closed. */
  public BooleanProperty closedProperty() {
    return closed;
  }

  /**
   * Asks before the sample, with all that was done in it, gives way to a new one.
   *
   * @param again makes the new one
   */
  static void askToReset(BiConsumer<Question, Runnable> asker, Runnable again) {
    asker.accept(
        new Question(
            Texts.get("sample.reset.title"),
            Texts.get("sample.reset.text"),
            List.of(),
            null,
            Texts.get("sample.reset"),
            true),
        again);
  }
}
