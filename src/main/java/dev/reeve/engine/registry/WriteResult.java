package dev.reeve.engine.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one patch ended. An expected refusal is a result, not an exception. Source: {@code
 * docs/reference/registry.md}. Immutable.
 *
 * @param code {@link #WRITTEN}, {@link #UNCHANGED}, or the stable code of the refusal such as
 *     {@code CAS_PRECONDITION_FAILED} or {@code WP_IMMUTABLE} (the first error found)
 * @param message for people
 * @param newRegistryHash hash of the file now; null when nothing could be read
 * @param validationErrors every error of every contract, not only the first
 * @param warnings what a contract remarked or corrected
 * @param normalizationApplied whether a given value was brought into its normal form
 * @param backupPath name of the backup that was made
 * @param recordsAffected distinct records changed
 * @param executionId the execution that wrote it; null when nothing was written
 * @param changedSinceBase after a refused compare-and-swap: ids of the records changed since the
 *     patch's base; null when that is not known
 */
public record WriteResult(
    String patchId,
    String code,
    String message,
    @Nullable String newRegistryHash,
    List<Finding> validationErrors,
    List<Finding> warnings,
    boolean normalizationApplied,
    @Nullable String backupPath,
    int recordsAffected,
    @Nullable String executionId,
    @Nullable List<String> changedSinceBase,
    long durationMs) {

  /** The file has a new state. */
  public static final String WRITTEN = "WRITTEN";

  /** The patch asked for what is there already. */
  public static final String UNCHANGED = "UNCHANGED";

  /** Whether the registry is now as the patch wanted it. */
  public boolean success() {
    return changed() || code.equals(UNCHANGED);
  }

  /** Whether the file was rewritten. */
  public boolean changed() {
    return code.equals(WRITTEN);
  }

  /** Whether the patch was made for another state than the one that is there. */
  public boolean stale() {
    return code.equals("CAS_PRECONDITION_FAILED");
  }
}
