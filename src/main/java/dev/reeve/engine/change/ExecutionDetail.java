package dev.reeve.engine.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution with its evidence. Source: {@code docs/reference/changes.md}.
 *
 * @param files what it did to each file
 * @param steps every step, in order
 * @param trail its lines of the trail, oldest first, as JSON text
 * @param reasons of the gate
 * @param revertible whether a revert can be made now
 * @param notRevertible why not, for people
 */
public record ExecutionDetail(
    ExecutionRow row,
    List<FileEffect> files,
    List<Step> steps,
    List<String> trail,
    List<String> reasons,
    Integrity integrity,
    boolean revertible,
    @Nullable String notRevertible) {

  /**
   * What happened to one file.
   *
   * @param operation create, update, delete or move
   * @param diff unified diff, empty for binary or unknown content
   */
  public record FileEffect(
      String operation,
      String path,
      @Nullable String beforeHash,
      @Nullable String afterHash,
      int linesAdded,
      int linesRemoved,
      String diff) {}

  /** One step and how it ended (running, completed, failed or skipped). */
  public record Step(
      int number,
      String name,
      String status,
      @Nullable Double durationSeconds,
      @Nullable String errorCode,
      @Nullable String error) {}

  /** Whether the evidence is whole. */
  public enum Integrity {
    OK,
    DAMAGED,
    MISSING,
    PRUNED,
    /** A tool batch: its evidence is the trail, the patch and the backup. */
    SMALL
  }
}
