package dev.reeve.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened so far; closes it in reverse order, the rest too when one of them fails. */
final class Opened implements AutoCloseable {
  private final Deque<Runnable> parts = new ArrayDeque<>();

  void add(Runnable close) {
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
}
