package dev.reeve.engine;

import java.util.HashSet;
import java.util.Set;

/**
 * The codes by which an operation may tell of a fault, as {@code docs/reference/executions.md} has
 * them. An operation that the fault does not hinder has none.
 */
final class ExpectedCodes {
  private ExpectedCodes() {}

  /**
   * @param place where the fault happened, below the root
   */
  static Set<String> of(FaultCases operation, Fault fault, String place) {
    boolean full = fault == Fault.DISK_FULL || fault == Fault.TORN_WRITE;
    boolean onTrail = place.startsWith(".reeve/trail") || place.endsWith("/trail.lock");
    return switch (operation) {
      case VAULT, RETENTION -> Set.of(plain(fault)); // told by the disk's own exceptions
      case EXPORT -> with(full, false, Set.of("EVENT_LOG_FAILED"), Set.of());
      case BACKUP_UPKEEP -> with(full, false, Set.of("BACKUPS_UNAVAILABLE"), Set.of());
      case HANDED_OUT -> with(full, false, handedOut(fault), Set.of());
      case ROLLBACK -> with(full, onTrail, execution(fault), rollback(fault));
      case EXECUTION, ITEMISED -> with(full, onTrail, execution(fault), Set.of());
      case UNDO -> with(full, onTrail, execution(fault), Set.of("NOT_REVERTIBLE"));
      case TRAIL -> with(full, true, Set.of(), Set.of());
      case HEADER -> with(full, onTrail, header(fault), Set.of());
      case PREFIX -> with(full, onTrail, prefix(fault), Set.of());
      case REGISTRY_WRITE, REGISTRY_BATCH, REVERT -> with(full, onTrail, registry(fault), Set.of());
      case RESTORE -> with(full, onTrail, registry(fault), Set.of("BACKUP_DAMAGED"));
      case ALLOCATION -> with(full, onTrail, registry(fault), ledger(fault));
      case WORK_BATCH -> with(full, onTrail, union(registry(fault), header(fault)), ledger(fault));
    };
  }

  private static Set<String> with(
      boolean full, boolean onTrail, Set<String> usual, Set<String> beside) {
    Set<String> first = full ? Set.of("DISK_FULL") : onTrail ? Set.of("TRAIL_UNAVAILABLE") : usual;
    return union(first, beside);
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> out = new HashSet<>(one);
    out.addAll(other);
    return out;
  }

  private static Set<String> execution(Fault fault) {
    return switch (fault) {
      case DENIED -> Set.of("ACCESS_DENIED");
      case NOT_READ -> Set.of("APPLY_IO", "POLICY_INVALID");
      case EDITED -> Set.of("PRECONDITION_FAILED", "TARGET_EXISTS", "TARGET_MISSING");
      default -> Set.of("APPLY_IO");
    };
  }

  /** The failure that it is made to roll back for, or that of the rollback. */
  private static Set<String> rollback(Fault fault) {
    return fault == Fault.EDITED
        ? Set.of("ROLLBACK_CONFLICT")
        : Set.of("APPLY_IO", "ROLLBACK_FAILED");
  }

  private static Set<String> registry(Fault fault) {
    return switch (fault) {
      case NOT_ATOMIC -> Set.of("ATOMIC_REPLACE_UNSUPPORTED", "BACKUP_FAILED");
      case NOT_LOCKED -> Set.of("LOCK_STORE_UNAVAILABLE");
      case EDITED -> Set.of("CAS_PRECONDITION_FAILED", "REGISTRY_UNREADABLE");
      case NOT_READ ->
          Set.of(
              "WRITE_FAILED",
              "BACKUP_FAILED",
              "REGISTRY_UNREADABLE",
              "BACKUPS_UNAVAILABLE",
              "NOT_REVERTIBLE");
      default -> Set.of("WRITE_FAILED", "BACKUP_FAILED");
    };
  }

  private static Set<String> handedOut(Fault fault) {
    return switch (fault) {
      case EDITED -> Set.of("EXPORT_EXISTS");
      case NOT_READ -> Set.of("REGISTRY_UNREADABLE");
      default -> Set.of("EXPORT_FAILED");
    };
  }

  private static Set<String> header(Fault fault) {
    return switch (fault) {
      case DENIED -> Set.of("PERMISSION_DENIED_TRANSIENT", "BACKUP_FAILED");
      case NOT_ATOMIC -> Set.of("ATOMIC_REPLACE_UNSUPPORTED", "BACKUP_FAILED");
      case EDITED -> Set.of("STALE", "UNSTABLE");
      default -> Set.of("TEMP_IO_ERROR", "BACKUP_FAILED");
    };
  }

  private static Set<String> prefix(Fault fault) {
    return switch (fault) {
      case DENIED -> Set.of("PERMISSION_DENIED_TRANSIENT");
      case NOT_READ -> Set.of("TEMP_IO_ERROR", "POLICY_INVALID");
      case EDITED -> Set.of("STALE");
      default -> Set.of("TEMP_IO_ERROR");
    };
  }

  private static Set<String> ledger(Fault fault) {
    return switch (fault) {
      case DENIED -> Set.of("LEDGER_UNAVAILABLE");
      case NOT_READ -> Set.of("LEDGER_UNAVAILABLE", "FILE_NOT_READ");
      default -> Set.of();
    };
  }

  private static String plain(Fault fault) {
    return switch (fault) {
      case DENIED -> "AccessDeniedException";
      case NOT_ATOMIC -> "AtomicMoveNotSupportedException";
      case SHARED, NOT_DELETED -> "FileSystemException";
      default -> "IOException";
    };
  }
}
