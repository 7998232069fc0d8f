package dev.reeve.console.queue;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.queue.QueueView;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;

/** Whether claiming is paused, and how it is paused and resumed. Screen thread. */
final class QueuePause {
  private final QueueView queue;
  private final Screen screen;
  private final ReadOnlyIntegerProperty running;
  private final ObservableBooleanValue read;
  private final Consumer<Problem> failed;
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();

  /**
   * @param list the jobs; before they were read once nobody knows whether claiming is paused
   * @param running how many jobs run now
   */
  QueuePause(QueueView queue, LiveList<?, ?> list, ReadOnlyIntegerProperty running) {
    this.queue = queue;
    this.screen = list.screen();
    this.running = running;
    this.read = list.reading().knownProperty();
    this.failed = list.problemProperty()::set;
  }

  /** Takes what the engine said last. */
  void is(boolean now) {
    paused.set(now);
  }

  ReadOnlyBooleanProperty pausedProperty() {
    return paused.getReadOnlyProperty();
  }

  /** Stops or resumes claiming; the notice says what becomes of running jobs. */
  Command command() {
    return new Command(
        pausedProperty()
            .map(now -> now ? Texts.get("queue.action.resume") : Texts.get("queue.action.pause")),
        "F8",
        Bindings.createStringBinding(
            () -> read.get() ? "" : Texts.get("queue.why-not.pause-unread"), read),
        this::turn);
  }

  /** What pausing, or resuming, means for what runs now, once that is known. */
  ObservableValue<String> effect() {
    return Bindings.createStringBinding(
        () ->
            !read.get()
                ? Texts.get("queue.why-not.pause-unread")
                : paused.get()
                    ? Texts.get("queue.pause.resume-effect")
                    : Texts.get("queue.pause.effect", running.get()),
        paused,
        running,
        read);
  }

  private void turn() {
    boolean next = !paused.get();
    int before = running.get();
    screen
        .work()
        .run(
            () -> {
              queue.pause(next);
              return next;
            },
            now -> {
              is(now);
              screen
                  .notices()
                  .say(
                      now
                          ? Texts.get("queue.done.paused", before)
                          : Texts.get("queue.done.resumed"));
            },
            failed);
  }
}
