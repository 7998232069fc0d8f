package dev.reeve.engine.watch;

import java.util.concurrent.CompletionStage;

/**
 * Compares a root with the inventory because events may be missing. Source: {@code
 * docs/reference/watch.md}.
 */
@FunctionalInterface
public interface Rescan {

  /** Why a root is read again. */
  enum Reason {
    STARTED,
    RESUMED,
    OVERFLOW,
    RETURNED,
    RULES_CHANGED,
    ASKED
  }

  /** Starts reading the root; returns at once, the stage completes when it was read. */
  CompletionStage<?> start(String root, Reason reason);
}
