package dev.reeve.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was opened so far; closes it in reverse order, the rest too when one of them fails. One
 * thread at a time. Source: {@code docs/architecture.md}.
 */
public final class Opened implements AutoCloseable {
  private final Deque<Runnable> parts = new ArrayDeque<>();

  /** One more, closed before those that were added earlier. */
  public void add(Runnable close) {
    parts.push(close);
  }

  /** Throws the first failure, with the later ones suppressed. */
  @Override
  public void close() {
    RuntimeException first = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Closes because something failed, which stays what is told; later failures are suppressed. */
  public void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
