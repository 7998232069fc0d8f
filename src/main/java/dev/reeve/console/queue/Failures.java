package dev.reeve.console.queue;

import dev.reeve.console.fx.Texts;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.WorkItem;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the code of a failed job says to a person: what went wrong, what is safe, and what to change
 * before another try is worth it. A code without words of its own is told by itself.
 */
public final class Failures {
  /** What a failed job may have left behind. */
  private enum Left {
    NOTHING,
    PERHAPS_SOMETHING
  }

  /** Failures that read alike; a code that ends in {@code _} stands for all that begin so. */
  private enum Kind {
    FORBIDDEN_PATH(
        "queue.failure.forbidden-path",
        "queue.remedy.forbidden-path",
        Left.NOTHING,
        "POLICY_FORBIDDEN_PATH"),
    COLLISION(
        "queue.failure.collision",
        "queue.remedy.collision",
        Left.NOTHING,
        "NAME_COLLISION_UNRESOLVED"),
    ID_FORMAT(
        "queue.failure.id-format",
        "queue.remedy.id-format",
        Left.NOTHING,
        "INVALID_ID_FORMAT_AFTER_REPAIR"),
    ID_CONFLICT(
        "queue.failure.id-conflict", "queue.remedy.id-conflict", Left.NOTHING, "ID_CONFLICT"),
    SERIES("queue.failure.series", "queue.remedy.series", Left.NOTHING, "SEQ_EXHAUSTED"),
    NAMESPACE(
        "queue.failure.namespace",
        "queue.remedy.namespace",
        Left.NOTHING,
        "ID_NAMESPACE_FORBIDDEN"),
    PATH("queue.failure.path", "queue.remedy.path", Left.NOTHING, "PATH_VIOLATION", "PATH_REFUSED"),
    DENIED("queue.failure.denied", "queue.remedy.denied", Left.NOTHING, "DECISION_DENIED"),
    APPROVAL("queue.failure.approval", "queue.remedy.approval", Left.NOTHING, "APPROVAL_REQUIRED"),
    NEVER_STABLE(
        "queue.failure.never-stable",
        "queue.remedy.never-stable",
        Left.NOTHING,
        "FILE_NEVER_STABLE"),
    CRASH("queue.failure.crash", "queue.remedy.crash", Left.PERHAPS_SOMETHING, "CRASH_LOOP"),
    UNEXPECTED(
        "queue.failure.unexpected",
        "queue.remedy.unexpected",
        Left.PERHAPS_SOMETHING,
        "HANDLER_FAILED"),
    FILE_LOCKED(
        "queue.failure.file-locked", "queue.remedy.file-locked", Left.NOTHING, "FILE_LOCKED"),
    PERMISSION(
        "queue.failure.permission",
        "queue.remedy.permission",
        Left.NOTHING,
        "PERMISSION_DENIED_TRANSIENT",
        "ACCESS_DENIED",
        "FILE_NOT_READ"),
    LOCK(
        "queue.failure.lock",
        "queue.remedy.lock",
        Left.NOTHING,
        "PATH_LOCK_BUSY",
        "REGISTRY_LOCK_BUSY",
        "LOCK_TIMEOUT"),
    CHANGED(
        "queue.failure.changed",
        "queue.remedy.changed",
        Left.NOTHING,
        "CAS_PRECONDITION_FAILED",
        "PRECONDITION_FAILED",
        "OLD_VALUE_MISMATCH"),
    WRITE(
        "queue.failure.write",
        "queue.remedy.write",
        Left.PERHAPS_SOMETHING,
        "WRITE_FAILED",
        "READBACK_FAILED",
        "BACKUP_FAILED",
        "TEMP_IO_ERROR",
        "APPLY_IO"),
    DISK_FULL(
        "queue.failure.disk-full", "queue.remedy.disk-full", Left.PERHAPS_SOMETHING, "DISK_FULL"),
    STORE(
        "queue.failure.store",
        "queue.remedy.store",
        Left.NOTHING,
        "STORE_BUSY",
        "STORE_UNAVAILABLE"),
    CLOSED(
        "queue.failure.closed",
        "queue.remedy.closed",
        Left.NOTHING,
        "REGISTRY_UNREADABLE",
        "REGISTRY_MISSING",
        "FOREIGN_WRITE",
        "SA_VERSION_TOO_NEW"),
    ROLLBACK(
        "queue.failure.rollback",
        "queue.remedy.rollback",
        Left.PERHAPS_SOMETHING,
        "ROLLBACK_FAILED"),
    WRITE_POLICY("queue.failure.write-policy", "queue.remedy.write-policy", Left.NOTHING, "WP_"),
    REGISTRY_RULE(
        "queue.failure.registry",
        "queue.remedy.registry",
        Left.NOTHING,
        "SA_",
        "RI_",
        "DV_",
        "MA_",
        "EE_",
        "PR_");

    private final String name;
    private final String remedy;
    private final Left left;
    private final List<String> codes;

    Kind(String name, String remedy, Left left, String... codes) {
      this.name = name;
      this.remedy = remedy;
      this.left = left;
      this.codes = List.of(codes);
    }

    /** One that is listed by name goes before its family. */
    static Optional<Kind> of(@Nullable String code) {
      return code == null
          ? Optional.empty()
          : first(code, String::equals)
              .or(
                  () ->
                      first(
                          code, (each, listed) -> listed.endsWith("_") && each.startsWith(listed)));
    }

    private static Optional<Kind> first(String code, BiPredicate<String, String> matches) {
      return Stream.of(values())
          .filter(kind -> kind.codes.stream().anyMatch(listed -> matches.test(code, listed)))
          .findFirst();
    }
  }

  private Failures() {}

  /** Whether somebody must say which of two files keeps the id that both carry. */
  static boolean isIdConflict(WorkItem item) {
    return item.state() == ItemState.DEAD_LETTER && isIdConflict(item.errorCode());
  }

  /** The same of all that were given up with one code. */
  public static boolean isIdConflict(@Nullable String code) {
    return Kind.of(code).filter(kind -> kind == Kind.ID_CONFLICT).isPresent();
  }

  /**
   * Whether a job waits or was given up for want of another series of ids, which a setting gives.
   */
  static boolean isUsedUp(WorkItem item) {
    boolean failed = item.state() == ItemState.RETRY_WAIT || item.state() == ItemState.DEAD_LETTER;
    return failed && Kind.of(item.errorCode()).filter(kind -> kind == Kind.SERIES).isPresent();
  }

  /** What went wrong, in a few words without a full stop; empty for a code without such words. */
  public static Optional<String> name(@Nullable String code) {
    return Kind.of(code).map(kind -> Texts.get(kind.name));
  }

  /** What was and what was not changed, as a sentence. */
  static String safe(@Nullable String code) {
    return switch (Kind.of(code).map(kind -> kind.left).orElse(Left.PERHAPS_SOMETHING)) {
      case NOTHING -> Texts.get("queue.failure-safe.untouched");
      case PERHAPS_SOMETHING -> Texts.get("queue.failure-safe.begun");
    };
  }

  /** A clause without a full stop, such as "give one of the two files another ID". */
  static String remedy(@Nullable String code) {
    return Texts.get(Kind.of(code).map(kind -> kind.remedy).orElse("queue.remedy.other"));
  }
}
