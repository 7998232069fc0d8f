package dev.reeve.engine.lock;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation that takes locks, such as one tidy run or one execution. All handles it opens share
 * one canonical order: what it asks for must come after everything it holds. Source: {@code
 * docs/reference/locks.md}. Safe on any thread.
 */
public final class LockOperation {
  /** Path locks come after every subsystem. */
  static final int PATH_RANK = 100;

  private record Held(String name, int rank) {}

  private final String name;
  private final String purpose;
  private final @Nullable String executionId;
  private final List<Held> held = new ArrayList<>();

  /**
   * @param name first part of the owner, such as {@code tidy}
   * @param purpose what it is doing, for people
   * @param executionId the execution it belongs to, if any
   */
  public LockOperation(String name, String purpose, @Nullable String executionId) {
    this.name = name;
    this.purpose = purpose;
    this.executionId = executionId;
  }

  /** First part of the owner. */
  public String name() {
    return name;
  }

  /** What it is doing, for people. */
  public String purpose() {
    return purpose;
  }

  /** The execution it belongs to; null when none. */
  public @Nullable String executionId() {
    return executionId;
  }

  String owner(String phase, String lock) {
    return name + ":" + phase + ":" + lock;
  }

  /**
   * @throws EngineException {@code LOCK_ORDER_VIOLATION} when something of this rank or a later one
   *     is held
   */
  synchronized void mayTake(String lock, int rank) {
    held.stream()
        .filter(other -> other.rank() >= rank)
        .max(Comparator.comparingInt(Held::rank))
        .ifPresent(
            other -> {
              throw EngineException.of(
                      Kind.CONFLICT,
                      "LOCK_ORDER_VIOLATION",
                      "%s was not locked for %s: it comes before %s, which is held."
                          .formatted(lock, name, other.name()))
                  .with("Nothing was taken.", "Release what is held and take both as one set.");
            });
  }

  synchronized void took(String lock, int rank) {
    held.add(new Held(lock, rank));
  }

  synchronized void gave(String lock, int rank) {
    held.remove(new Held(lock, rank));
  }
}
