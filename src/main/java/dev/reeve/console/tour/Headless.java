package dev.reeve.console.tour;

import dev.reeve.console.fx.Drawing;
import dev.reeve.console.fx.ScreenThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * The toolkit without a display, asked from a thread of one's own. In a process that already shows
 * a window it is that one's toolkit.
 */
final class Headless {
  private static final long LONGEST_SECONDS = 30;

  private Headless() {}

  static void start() {
    Drawing.withoutDisplay();
    CompletableFuture<@Nullable Void> started = new CompletableFuture<>();
    try {
      Platform.startup(() -> started.complete(null));
    } catch (IllegalStateException running) {
      started.complete(null);
    }
    started.join();
    Platform.setImplicitExit(false);
  }

  /** Runs the work on the screen's thread and waits for what it gives. */
  static <T> T call(Supplier<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    ScreenThread.executor()
        .execute(
            () -> {
              try {
                answer.complete(work.get());
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    try {
      return answer.orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  /** Runs the work on the screen's thread and waits for its end. */
  static void run(Runnable work) {
    boolean _ =
        call(
            () -> {
              work.run();
              return true;
            });
  }

  /** Runs the work there without waiting: it may open a dialog, which ends only with its answer. */
  static void begin(Runnable work) {
    ScreenThread.executor().execute(work);
  }

  /**
   * Waits until the condition has held for some frames, or for the most frames there may be, or
   * {@value #LONGEST_SECONDS} seconds where frames are rare.
   *
   * @param frames a few, for layout and drawing
   * @param most after so many it goes on all the same
   */
  static void settle(BooleanSupplier condition, int frames, int most) {
    CompletableFuture<Boolean> settled = new CompletableFuture<>();
    begin(
        () ->
            new AnimationTimer() {
              private int held;
              private int seen;

              @Override
              public void handle(long now) {
                held = condition.getAsBoolean() ? held + 1 : 0;
                seen++;
                if (held >= frames || seen >= most) {
                  stop();
                  settled.complete(held >= frames);
                }
              }
            }.start());
    boolean _ = settled.completeOnTimeout(false, LONGEST_SECONDS, TimeUnit.SECONDS).join();
  }
}
