package dev.reeve.engine.lock;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names that can be leased, in canonical order: sets are taken in this order and released in
 * the reverse, whatever order the caller names them in. Source: {@code docs/reference/locks.md}.
 */
public enum Subsystem {
  /** Watching, dispatching, plan runs; one process a workspace, never part of a set. */
  KEEPER(-2),
  /** The umbrella: one tidy run at a time. */
  TIDY(-1),
  /** The queue of pending moves. */
  QUEUE(0),
  /** Run output. */
  RUNS(1),
  /** The archive tree. */
  ARCHIVE(2),
  /** Documents, root documents, ledgers. */
  DOCS(3);

  private final int index;

  Subsystem(int index) {
    this.index = index;
  }

  /** The name as callers, records and people write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Place in the canonical order: the umbrella is -1, what it covers starts at 0. */
  public int index() {
    return index;
  }

  /**
   * Reads the names of a set: duplicates collapse, the result is in canonical order.
   *
   * @throws EngineException {@code UNKNOWN_LOCK} when a name is not one of a set's
   */
  static SortedSet<Subsystem> set(Collection<String> names) {
    SortedSet<Subsystem> out = new TreeSet<>();
    for (String name : names) {
      out.add(
          EnumSet.range(TIDY, DOCS).stream()
              .filter(known -> known.text().equals(name))
              .findAny()
              .orElseThrow(() -> unknown(name)));
    }
    return out;
  }

  static boolean isKnown(String name) {
    return EnumSet.allOf(Subsystem.class).stream().anyMatch(known -> known.text().equals(name));
  }

  static EngineException unknown(String name) {
    String shown = name.replaceAll("[^ -~]", "?");
    return EngineException.of(
            Kind.INVALID,
            "UNKNOWN_LOCK",
            "There is no lock named '" + shown.substring(0, Math.min(80, shown.length())) + "'.")
        .with("Nothing was taken.", "Locks of a set: tidy, queue, runs, archive, docs.");
  }
}
