package dev.reeve.engine;

import dev.reeve.engine.workspace.EngineClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The keeper's recurring work: what is due, by times that outlive the process, so that many short
 * runs do no more than a long one, and a long one no less. Blocks.
 */
final class Routine {
  /** What recurs. */
  enum Task {
    /** Compare the folders with the registry. */
    RECONCILE,
    /** The same, and read every file, also those that look untouched. */
    DEEP_RECONCILE,
    /** All contracts over all records. */
    STRICT_VALIDATION,
    /** Remove evidence that may go. */
    RETENTION
  }

  private static final Duration RECONCILE = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final RoutineDao dao;
  private final EngineClock clock;
  private final Duration validation;

  /**
   * @param validation how often a strict validation runs; zero is never
   */
  Routine(RoutineDao dao, EngineClock clock, Duration validation) {
    this.dao = dao;
    this.clock = clock;
    this.validation = validation;
  }

  /**
   * Whether it is time. What was never done counts from now: the first look at a workspace reads
   * everything anyway.
   */
  boolean due(Task task) {
    Duration every = every(task);
    Instant now = clock.now();
    Optional<Instant> last = dao.last(name(task));
    if (last.isEmpty() || last.get().isAfter(now)) { // never, or the clock was set back
      done(task);
      return false;
    }
    return !every.isZero() && !now.isBefore(last.get().plus(every));
  }

  void done(Task task) {
    dao.done(name(task), clock.now());
  }

  private Duration every(Task task) {
    return switch (task) {
      case RECONCILE -> RECONCILE;
      case DEEP_RECONCILE, RETENTION -> DAY;
      case STRICT_VALIDATION -> validation;
    };
  }

  private static String name(Task task) {
    return task.name().toLowerCase(Locale.ROOT);
  }
}
