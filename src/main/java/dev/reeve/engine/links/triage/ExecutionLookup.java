package dev.reeve.engine.links.triage;

import org.jspecify.annotations.Nullable;

/**
 * What triage asks about executions; {@code Engine} wires it. Blocks. Source: {@code
 * docs/reference/link-triage.md}.
 */
public interface ExecutionLookup {
  /** The newest execution whose intent holds this text; null when there is none. */
  @Nullable Found byIntent(String text);

  /**
   * An execution.
   *
   * @param running whether it has not ended yet
   * @param stands whether what it wrote is there
   */
  record Found(String id, boolean running, boolean stands) {}
}
