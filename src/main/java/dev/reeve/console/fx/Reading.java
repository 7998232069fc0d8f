package dev.reeve.console.fx;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableNumberValue;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a list are read: how long the first answer keeps somebody waiting, and of when
 * the rows are once they could not be read anew. Screen thread. Source: {@code
 * docs/guide/console.md}.
 */
public final class Reading {
  private static final Duration NOTICED = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(5);

  /** How long somebody has been waiting for the first answer. */
  public enum Wait {
    NONE,
    /** Nobody notices. */
    SHORT,
    NOTICED,
    /** Time to say so, and to let it be given up. */
    LONG
  }

  private final Screen screen;
  private final ObjectProperty<@Nullable Problem> problem;
  private final BackgroundWork.Latest reading;
  private final BackgroundWork.Latest rereading;
  private final ReadOnlyObjectWrapper<Wait> wait = new ReadOnlyObjectWrapper<>(Wait.NONE);
  private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper missed = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Instant> staleSince =
      new ReadOnlyObjectWrapper<>(null);
  private @Nullable Instant readAt;
  private @Nullable Problem told;
  private long turn;

  /**
   * @param problem where failures are shown
   */
  Reading(Screen screen, ObjectProperty<@Nullable Problem> problem) {
    this.screen = screen;
    this.problem = problem;
    this.reading = screen.work().latest();
    this.rereading = screen.work().latest();
  }

  /** Reads in the background; only the newest answer counts. */
  public <T> void run(Callable<T> query, Consumer<T> done) {
    if (!known.get()) {
      await();
    }
    run(reading, query, done);
  }

  /** Reads once more; this does not drop the answer to {@link #run}, nor does anybody wait. */
  <T> void again(Callable<T> query, Consumer<T> done) {
    run(rereading, query, done);
  }

  private <T> void run(BackgroundWork.Latest latest, Callable<T> query, Consumer<T> done) {
    latest.run(
        query,
        answer -> {
          arrived();
          done.accept(answer);
        },
        this::failed);
  }

  /** Asking once more while the first answer is out does not begin the wait anew. */
  private void await() {
    if (wait.get() != Wait.NONE) {
      return;
    }
    long mine = ++turn;
    missed.set(false);
    wait.set(Wait.SHORT);
    after(NOTICED, mine, Wait.NOTICED);
    after(LONG, mine, Wait.LONG);
  }

  private void after(Duration span, long mine, Wait next) {
    Runnable grow =
        () -> {
          if (mine == turn && wait.get() != Wait.NONE) {
            wait.set(next);
          }
        };
    screen.timer().after(span, () -> screen.thread().execute(grow));
  }

  /** Says that the rows are being read elsewhere, until they have arrived or failed. */
  public void expected() {
    if (!known.get()) {
      await();
    }
  }

  /** Says that the rows were just read, here or elsewhere. */
  public void arrived() {
    known.set(true);
    missed.set(false);
    wait.set(Wait.NONE);
    readAt = screen.ticker().exact(); // it may hold what is newer than the last tick
    staleSince.set(null);
    if (told != null && told.equals(problem.get())) {
      problem.set(null);
    }
    told = null;
  }

  /** Says that newer rows were told of then: what is shown is as old as the newest of them. */
  void heard(Instant then) {
    if (readAt != null && then.isAfter(readAt)) {
      readAt = then;
      if (staleSince.get() != null) {
        staleSince.set(then);
      }
    }
  }

  /** Says that the rows could not be read, and why; what is shown stays, and is old. */
  public void failed(Problem why) {
    wait.set(Wait.NONE);
    missed.set(!known.get());
    staleSince.set(readAt);
    told = why.retriedBy(null); // by reading anew
    problem.set(told);
  }

  /** Waits no longer for the first answer. */
  public void giveUp() {
    reading.forget();
    wait.set(Wait.NONE);
    missed.set(!known.get());
  }

  /** How long somebody has been waiting for the first answer. */
  public ReadOnlyObjectProperty<Wait> waitProperty() {
    return wait.getReadOnlyProperty();
  }

  /** Whether the rows have been read once; before that an empty list says nothing. */
  public ReadOnlyBooleanProperty knownProperty() {
    return known.getReadOnlyProperty();
  }

  /** Words around a number, which is {@link Formats#NONE} until the rows have been read once. */
  public ObservableValue<String> told(
      ObservableNumberValue number, Function<Object, String> words) {
    return Bindings.createStringBinding(
        () -> words.apply(known.get() ? number.getValue() : Formats.NONE), known, number);
  }

  /** Whether the first answer failed or was given up. */
  public ReadOnlyBooleanProperty missedProperty() {
    return missed.getReadOnlyProperty();
  }

  /** Whether the last reading failed, so that nothing or only something old is shown. */
  public BooleanBinding unread() {
    return missed.or(staleSince.isNotNull());
  }

  /** Of when the rows are, while they could not be read anew; null while they are as they are. */
  public ReadOnlyObjectProperty<@Nullable Instant> staleSinceProperty() {
    return staleSince.getReadOnlyProperty();
  }
}
