package dev.reeve.engine.registry;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One difference. Source: {@code docs/reference/reconcile.md}.
 *
 * @param path where the file is or should be, relative; for {@link DriftKind#ALLOCATED_NO_FILE} the
 *     path the id was issued for, for {@link DriftKind#STALE_GENERATOR} the output or its pattern
 * @param otherPath the record's old path of a move, the other side of a duplicate, or the output of
 *     a stale generator that a person edited
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
   * record has no path that could be queued, and what a person edited is not replaced unasked.
   */
  public boolean repairable() {
    return switch (kind) {
      case ORPHAN_DESCRIPTOR -> recordId != null;
      case STALE_GENERATOR -> otherPath == null;
      default -> kind.repairable();
    };
  }

  /** Every path it is about: {@code path}, and what {@code otherPath} names. */
  public List<String> places() {
    if (otherPath == null) {
      return List.of(path);
    }
    String[] others =
        kind == DriftKind.DUPLICATE_ID_ON_DISK ? otherPath.split(", ") : new String[] {otherPath};
    return Stream.concat(Stream.of(path), Stream.of(others)).toList();
  }
}
