package dev.reeve.engine.lock;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Wakes the waiters of this process when something was released. A waiter takes {@link #next}
 * before it looks and waits for it afterwards, so that no release between the two is missed.
 */
final class Bell {
  private final AtomicReference<CompletableFuture<Void>> next =
      new AtomicReference<>(new CompletableFuture<>());

  CompletableFuture<Void> next() {
    return next.get();
  }

  void ring() {
    next.getAndSet(new CompletableFuture<>()).complete(null);
  }
}
