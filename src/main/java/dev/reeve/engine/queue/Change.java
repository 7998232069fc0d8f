package dev.reeve.engine.queue;

import org.jspecify.annotations.Nullable;

/**
 * What happened to a path, all events taken together, and the table by which a newer event joins
 * it. Source: {@code docs/reference/queue.md}.
 *
 * @param kind the sum of the events
 * @param oldPath where a moved file came from
 * @param contentChanged for a move: the content changed as well
 * @param reconcileKind which difference, for a reconcile event
 */
record Change(
    FileEventKind kind,
    @Nullable String oldPath,
    boolean contentChanged,
    @Nullable String reconcileKind) {

  /**
   * What two changes make together.
   *
   * @param change what is left for this path, null when nothing is
   * @param gone another path whose file is gone for good, to be handed on as deleted
   */
  record Sum(@Nullable Change change, @Nullable String gone) {}

  static Change of(FileEvent event) {
    return new Change(event.kind(), event.oldPath(), false, event.reconcileKind());
  }

  static Change of(FileEventKind kind) {
    return new Change(kind, null, false, null);
  }

  Priority priority() {
    return Priority.of(kind, reconcileKind);
  }

  /**
   * This, then the newer one, on the same path.
   *
   * @param recorded whether the path has a record, as far as this change goes back
   */
  Sum then(Change newer, boolean recorded) {
    if (kind == FileEventKind.RECONCILE) {
      boolean event = oldPath != null && newer.kind != FileEventKind.RECONCILE;
      return event ? asMove().then(newer, recorded) : only(newer);
    }
    return switch (newer.kind) {
      case RECONCILE -> only(learns(newer, place -> true) ? newer.asMove() : this);
      case ADDED, MODIFIED ->
          switch (kind) {
            case ADDED -> only(this);
            case MOVED -> only(new Change(kind, oldPath, true, null));
            default -> only(of(FileEventKind.MODIFIED));
          };
      case DELETED ->
          switch (kind) {
            case ADDED -> recorded ? only(newer) : new Sum(null, null);
            case MOVED -> new Sum(recorded ? newer : null, oldPath);
            default -> only(newer);
          };
      case MOVED ->
          kind == FileEventKind.MOVED && oldPath != null && !oldPath.equals(newer.oldPath)
              ? new Sum(newer, oldPath)
              : only(newer);
    };
  }

  /**
   * Whether a comparison knows what no event told: which record's file this is.
   *
   * @param known which places have a record: where events say it came from may have none
   */
  boolean learns(Change reconcile, KnownPaths known) {
    return reconcile.oldPath != null
        && switch (kind) {
          case ADDED, MODIFIED -> true;
          case MOVED -> !known.hasRecord(String.valueOf(oldPath));
          case DELETED, RECONCILE -> false;
        };
  }

  /**
   * This, on a place whose file was then moved away, as a change of the place it went to.
   *
   * @param move the move away
   * @param to where it went
   * @param known which places have a record: a try that was broken off may have given this one its
   *     record already
   */
  Change movedOn(Change move, String to, KnownPaths known) {
    boolean recorded = known.hasRecord(String.valueOf(move.oldPath));
    return switch (kind) {
      case ADDED -> recorded ? withContent(move) : of(FileEventKind.ADDED);
      case MODIFIED -> withContent(move);
      case MOVED -> {
        if (recorded && !known.hasRecord(String.valueOf(oldPath))) {
          yield withContent(move);
        }
        yield to.equals(oldPath)
            ? of(FileEventKind.MODIFIED)
            : new Change(kind, oldPath, contentChanged || move.contentChanged, null);
      }
      case RECONCILE -> oldPath == null ? move : asMove().movedOn(move, to, known);
      case DELETED -> move;
    };
  }

  /** A move that a comparison found, as if it had been told. */
  Change asMove() {
    return new Change(FileEventKind.MOVED, oldPath, true, null);
  }

  private static Change withContent(Change move) {
    return new Change(FileEventKind.MOVED, move.oldPath, true, null);
  }

  private static Sum only(Change change) {
    return new Sum(change, null);
  }
}
