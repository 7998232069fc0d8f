package dev.reeve.engine.registry;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the registry file is replaced: the one step that touches a user's file, done by the room that
 * may. Called under the registry lock, on a thread that may block. Source: {@code
 * docs/reference/registry.md}.
 */
public interface RegistryCommit {

  /** Closes what a crash left open between intent and outcome, before the file is read. */
  void recover();

  /**
   * Backup, trail line of the intent, temporary file, force, the file compared once more, atomic
   * replace, folder forced, read back, trail line of the outcome.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code BACKUP_FAILED}, {@code DISK_FULL},
   *     {@code ATOMIC_REPLACE_UNSUPPORTED}, {@code WRITE_FAILED} and others: the file is untouched;
   *     {@code READBACK_FAILED}: it was put back; {@code ROLLBACK_FAILED}: it was not
   */
  Outcome replace(Replacement replacement);

  /** The replacement that put a patch into the file, as the trail tells; null when none did. */
  @Nullable Committed committed(String patchId);

  /** Appends one line to the trail for an act that is not a replacement. */
  void note(String type, String actor, Map<String, String> members);

  /**
   * What to put in place of what.
   *
   * @param before the bytes that must be there now; null when there must be no file
   * @param beforeHash their hash, null with them
   * @param backup keeps the present bytes first; null when there is nothing to keep
   * @param actor the patch's source
   * @param behalf who asked for it, and what it takes back
   * @param intent what it is for, in words
   * @param members what the trail lines tell beside hashes, patch and backup
   */
  record Replacement(
      byte @Nullable [] before,
      @Nullable String beforeHash,
      byte[] after,
      String afterHash,
      @Nullable Backup backup,
      String patchId,
      String actor,
      Behalf behalf,
      String intent,
      Map<String, String> members) {}

  /**
   * A replacement of earlier, perhaps by a process that died before it said so.
   *
   * @param afterHash of the file as it left it
   * @param backup name of the backup it made, null when there was nothing to keep
   */
  record Committed(String executionId, String afterHash, @Nullable String backup) {}

  /** Keeps the present bytes, forced and verified; gives the backup's name. */
  @FunctionalInterface
  interface Backup {
    String keep(byte[] bytes, String hash) throws IOException;
  }

  /** How it ended when nothing went wrong. */
  sealed interface Outcome {}

  /**
   * The file is the new one, durably, and was read back.
   *
   * @param executionId the execution that did it
   */
  record Replaced(String executionId) implements Outcome {}

  /**
   * Somebody else changed the file meanwhile; it was left alone.
   *
   * @param actualHash null when there is no file
   */
  record Stale(@Nullable String actualHash) implements Outcome {}
}
