package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.fix.FixOutcome.Status;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How mending went, or would go. Immutable. Source: {@code docs/reference/links.md}.
 *
 * @param executionId that wrote; null for a preview, and when nothing was to be written
 * @param rollbackId the execution that put documents back; null when none was needed
 * @param outcomes in the order of the plan
 * @param files what was written, or would be
 * @param code why nothing was written; null when nothing failed
 * @param message the same for people
 * @param backup the archive of what the documents were; null when none was asked for
 */
public record FixResult(
    @Nullable String executionId,
    @Nullable String rollbackId,
    List<FixOutcome> outcomes,
    List<FileEdit> files,
    @Nullable String code,
    String message,
    @Nullable Path backup) {

  /** How many fixes stand so. */
  public long count(Status status) {
    return outcomes.stream().filter(each -> each.status() == status).count();
  }

  /** How many files differ from before. */
  public long filesModified() {
    return outcomes.stream()
        .filter(each -> each.status() == Status.VERIFIED)
        .map(FixOutcome::sourceFile)
        .distinct()
        .count();
  }

  /** Whether everything that was chosen is done, or could be. */
  public boolean complete() {
    return code == null
        && outcomes.stream()
            .allMatch(
                each ->
                    switch (each.status()) {
                      case PLANNED, VERIFIED, ALREADY_FIXED, NOT_CHOSEN -> true;
                      case REGRESSED, SKIPPED, REJECTED, CONFLICT, FAILED -> false;
                    });
  }
}
