package dev.reeve.engine.links.triage;

import org.jspecify.annotations.Nullable;

/**
 * How carrying out decisions went. Immutable. Source: {@code docs/reference/link-triage.md}.
 *
 * @param executionId of what was written; null when nothing was
 * @param rollbackId of what put documents back; null when nothing had to be
 * @param done each decision with what became of it, and each file
 * @param code why nothing was written; null when nothing failed
 * @param message the same for people
 * @param now triage after it
 */
public record TriageResult(
    @Nullable String executionId,
    @Nullable String rollbackId,
    TriagePreview done,
    @Nullable String code,
    String message,
    TriageSnapshot now) {
  /** Whether every decision that was meant is carried out. */
  public boolean complete() {
    return code == null && done.conflicts().isEmpty();
  }

  /** How many decisions were carried out. */
  public int applied() {
    return done.items().size() - done.conflicts().size();
  }
}
