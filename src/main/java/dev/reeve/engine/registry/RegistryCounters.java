package dev.reeve.engine.registry;

/**
 * What became of all patches ever; attempted is the sum of the other outcomes, rollbacks are not
 * among them. Source: {@code docs/reference/figures.md}.
 */
public record RegistryCounters(
    long succeeded,
    long noops,
    long failed,
    long casConflicts,
    long validationFailures,
    long rollbacks) {

  /** Patches that were submitted. */
  public long attempted() {
    return succeeded + noops + failed + casConflicts + validationFailures;
  }
}
