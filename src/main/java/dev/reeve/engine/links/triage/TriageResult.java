package dev.reeve.engine.links.triage;

import java.util.Set;
import java.util.stream.Collectors;
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
    return code == null && done.conflicts().isEmpty() && regressed() == 0;
  }

  /** How many of them were carried out and left their reference broken all the same. */
  public int regressed() {
    Set<String> meant =
        done.items().stream().map(item -> item.decision().id()).collect(Collectors.toSet());
    return (int)
        now.rows().stream()
            .filter(row -> row.state() == TriageRow.State.REGRESSED)
            .map(TriageRow::decision)
            .filter(about -> about != null && meant.contains(about.id()))
            .count();
  }

  /** How many decisions were carried out. */
  public int applied() {
    return done.items().size() - done.conflicts().size();
  }
}
