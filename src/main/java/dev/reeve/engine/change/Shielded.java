package dev.reeve.engine.change;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Runs file work on a thread of its own. An interrupt closes the channel a thread is writing to, so
 * a caller that is interrupted in the middle would tear its own write and the repair of it too.
 */
final class Shielded {
  private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

  private Shielded() {}

  /** Runs the work and waits for it, whatever happens to the calling thread. */
  static <T> T call(Supplier<T> work) {
    if (INSIDE.get()) {
      return work.get();
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("change-work")
        .start(
            () -> {
              INSIDE.set(true);
              try {
                result.complete(work.get());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}
