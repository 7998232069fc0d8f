package dev.reeve.engine.change;

/**
 * Where an execution stands; written to history at each step. Source: {@code
 * docs/reference/executions.md}.
 */
public enum ExecutionStatus {
  PENDING,
  VALIDATING,
  BACKING_UP,
  APPLYING,
  VERIFYING,
  HEALTH_CHECKING,
  COMPLETED,
  FAILED,
  ROLLING_BACK,
  ROLLED_BACK,
  /** Files are not as before and not as after; a person decides. */
  NEEDS_ATTENTION;

  /** As it appears in records, such as {@code rolled_back}. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The status with this exact code. */
  public static java.util.Optional<ExecutionStatus> of(String code) {
    return Codes.find(values(), ExecutionStatus::code, code);
  }

  /** Whether nothing more happens by itself. */
  public boolean terminal() {
    return this == COMPLETED || this == FAILED || this == ROLLED_BACK || this == NEEDS_ATTENTION;
  }
}
