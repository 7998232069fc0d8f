package dev.reeve.engine.registry;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One difference. Immutable. Source: {@code docs/reference/reconcile.md}.
 *
 * @param path where the file is or should be, relative; for {@link DriftKind#ALLOCATED_NO_FILE} the
 *     path the id was issued for, for {@link DriftKind#STALE_GENERATOR} the output or its pattern
 * @param others the record's old path of a move, the other sides of a duplicate, or the output of a
 *     stale generator that a person edited; empty where there is none
 * @param docId the id concerned, if one is
 * @param recordId the record concerned, if one is
 * @param message for people
 */
public record DriftItem(
    DriftKind kind,
    String path,
    List<String> others,
    @Nullable String docId,
    @Nullable String recordId,
    String message) {

  /** Keeps its own copy of the others. */
  public DriftItem {
    others = List.copyOf(others);
  }

  /** A difference with one other side, or with none where that is null. */
  public static DriftItem of(
      DriftKind kind,
      String path,
      @Nullable String other,
      @Nullable String docId,
      @Nullable String recordId,
      String message) {
    return new DriftItem(
        kind, path, other == null ? List.of() : List.of(other), docId, recordId, message);
  }

  /** The first of the others; null where there is none. */
  public @Nullable String otherPath() {
    return others.isEmpty() ? null : others.getFirst();
  }

  /**
   * Whether the queue can mend it; the others wait for a person. A descriptor whose id never had a
   * record has no path that could be queued, and what a person edited is not replaced unasked.
   */
  public boolean repairable() {
    return switch (kind) {
      case ORPHAN_DESCRIPTOR -> recordId != null;
      case STALE_GENERATOR -> others.isEmpty();
      default -> kind.repairable();
    };
  }

  /** Every path it is about: {@code path}, and the others. */
  public List<String> places() {
    return Stream.concat(Stream.of(path), others.stream()).toList();
  }
}
