package dev.reeve.console;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/** Runs things on the toolkit's thread of the headless platform. */
public final class Headless {
  private Headless() {}

  /** Starts the toolkit if it does not run yet. */
  public static void start() {
    CompletableFuture<Void> started = new CompletableFuture<>();
    try {
      Platform.startup(() -> started.complete(null));
    } catch (IllegalStateException running) {
      started.complete(null);
    }
    started.join();
    Platform.setImplicitExit(false);
  }

  /** Runs the work there and waits for its answer. */
  public static <T> T call(Supplier<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            answer.complete(work.get());
          } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
          }
        });
    return answer.orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** Runs the work there and waits for its end. */
  public static void run(Runnable work) {
    call(
        () -> {
          work.run();
          return true;
        });
  }

  /** Waits until the condition has held for a few frames, so that everything is laid out. */
  public static void settle(BooleanSupplier condition) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Platform.runLater(
        () ->
            new AnimationTimer() {
              private int frames;

              @Override
              public void handle(long now) {
                frames = condition.getAsBoolean() ? frames + 1 : 0;
                if (frames >= 4) {
                  stop();
                  done.complete(null);
                }
              }
            }.start());
    done.orTimeout(60, TimeUnit.SECONDS).join();
  }
}
