package dev.reeve.engine.change;

/**
 * Whose work an unfinished execution is: sessions of processes, as the lock room proves them alive.
 * {@code Engine} wires it. Calls may look at lock files. Source: {@code
 * docs/reference/executions.md}.
 */
public interface Owners {
  /** The session of this process. */
  String current();

  /** Whether that session's process lives; false only when it is proved gone. */
  boolean lives(String session);
}
