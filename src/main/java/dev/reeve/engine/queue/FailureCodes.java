package dev.reeve.engine.queue;

import java.util.Set;

/**
 * What a failure's code means for the next try, as data. Codes in neither list are tried again up
 * to the limit, for an unexpected failure may pass. Source: {@code docs/reference/queue.md}.
 */
public final class FailureCodes {
  /** Not stable within ten minutes. */
  public static final String FILE_NEVER_STABLE = "FILE_NEVER_STABLE";

  /** The worker died with it too often. */
  public static final String CRASH_LOOP = "CRASH_LOOP";

  /** The handler threw something that carries no code. */
  public static final String HANDLER_FAILED = "HANDLER_FAILED";

  /** Failures that are expected to pass. */
  public static final Set<String> RETRYABLE =
      Set.of(
          "FILE_LOCKED",
          "PERMISSION_DENIED_TRANSIENT",
          "TEMP_IO_ERROR",
          "REGISTRY_LOCK_BUSY",
          "PATH_LOCK_BUSY",
          "CAS_PRECONDITION_FAILED",
          "WRITE_FAILED",
          "BACKUP_FAILED",
          "READBACK_FAILED",
          "STORE_BUSY");

  /**
   * What every row would fail with until a person, or the machine, has mended it: rows wait for
   * that, and no attempt is counted against them.
   */
  public static final Set<String> CLOSED =
      Set.of(
          "REGISTRY_UNREADABLE",
          "FOREIGN_WRITE",
          "SA_VERSION_TOO_NEW",
          "ROLLBACK_FAILED",
          "DISK_FULL");

  /** Failures that no repetition can cure. */
  public static final Set<String> HOPELESS =
      Set.of(
          "POLICY_FORBIDDEN_PATH",
          "NAME_COLLISION_UNRESOLVED",
          "INVALID_ID_FORMAT_AFTER_REPAIR",
          "ID_CONFLICT",
          "PATH_VIOLATION",
          "DECISION_DENIED",
          "APPROVAL_REQUIRED",
          FILE_NEVER_STABLE,
          CRASH_LOOP);

  private static final Set<String> HOPELESS_FAMILIES = Set.of("WP_", "SA_", "RI_");
  private static final Set<String> WAITING =
      Set.of("FILE_LOCKED", "REGISTRY_LOCK_BUSY", "PATH_LOCK_BUSY");

  private FailureCodes() {}

  /** Whether a row that failed with this code becomes a dead letter at once. */
  public static boolean hopeless(String code) {
    return HOPELESS.contains(code)
        || (!CLOSED.contains(code) && HOPELESS_FAMILIES.stream().anyMatch(code::startsWith));
  }

  /** Whether the failure is waiting for somebody who holds something. */
  static boolean waiting(String code) {
    return WAITING.contains(code) || CLOSED.contains(code);
  }
}
