package dev.reeve.engine.registry;

import org.jspecify.annotations.Nullable;

/**
 * One difference.
 *
 * @param path where the file is or should be, relative; for {@link DriftKind#ALLOCATED_NO_FILE} the
 *     path the id was issued for
 * @param otherPath the record's old path of a move, or the other side of a duplicate
 * @param docId the id concerned, if one is
 * @param recordId the record concerned, if one is
 * @param message for people
 */
public record DriftItem(
    DriftKind kind,
    String path,
    @Nullable String otherPath,
    @Nullable String docId,
    @Nullable String recordId,
    String message) {

  /**
   * Whether the queue can mend it; the others wait for a person. A descriptor whose id never had a
   * record has no path that could be queued.
   */
  public boolean repairable() {
    return kind.repairable() && (kind != DriftKind.ORPHAN_DESCRIPTOR || recordId != null);
  }
}
