package dev.reeve.console.registry;

import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.RecordRow;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One document as the Records tab shows it: its record, and what else is known of it. Immutable.
 *
 * @param record of a file that has none yet, one whose kind is {@code unregistered}
 * @param drift what the newest comparison found, null for nothing
 * @param references edges that end at it
 * @param lock who holds a lock on it, in words; null when nobody does
 */
public record DocumentState(
    RecordRow record, @Nullable DriftItem drift, long references, @Nullable String lock) {
  /** Kind of a row that stands for a file without a record. */
  static final String UNREGISTERED = "unregistered";

  /** One vocabulary for filter, badge and sort; worst first. */
  enum State {
    DUPLICATE,
    PROBLEM,
    DRIFT,
    MOVED,
    MISSING,
    UNREGISTERED,
    QUARANTINED,
    DELETED,
    REGISTERED,
    DEPRECATED,
    ARCHIVED,
    OTHER;

    /** As it is typed in the filter. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static DocumentState of(RecordRow record) {
    return new DocumentState(record, null, 0, null);
  }

  String key() {
    return record.key();
  }

  State state() {
    @Nullable State differs = drift == null ? null : state(drift);
    if (differs != null) {
      return differs;
    }
    if (record.problem() != null) {
      return State.PROBLEM;
    }
    return switch (record.status()) {
      case "active" -> State.REGISTERED;
      case "quarantined" -> State.QUARANTINED;
      case "deleted" -> State.DELETED;
      case "deprecated" -> State.DEPRECATED;
      case "archived" -> State.ARCHIVED;
      default -> State.OTHER;
    };
  }

  /**
   * Paths of files that carry an id which is another's: of one id that several files carry those
   * which this is not the record of; of a record whose file carries another id that file.
   */
  List<String> misnamed() {
    DriftItem found = drift;
    String own = record.path();
    if (found == null || own == null) {
      return List.of();
    }
    return switch (found.kind()) {
      case ID_CONFLICT -> List.of(own);
      case DUPLICATE_ID_ON_DISK ->
          found.places().stream().filter(path -> !path.equals(own)).toList();
      default -> List.of();
    };
  }

  /**
   * What a difference makes of the document; null for one that is not about the document itself.
   */
  static @Nullable State state(DriftItem item) {
    return switch (item.kind()) {
      case UNREGISTERED -> State.UNREGISTERED;
      case MISSING_ON_DISK -> State.MISSING;
      case MOVED, PATH_MISMATCH -> State.MOVED;
      case STALE_HASH, DERIVATION_DRIFT -> State.DRIFT;
      case DUPLICATE_ID_ON_DISK, ID_CONFLICT, DUPLICATE_PATH, CASE_COLLISION -> State.DUPLICATE;
      case STALE_DESCRIPTOR, ORPHAN_DESCRIPTOR, ALLOCATED_NO_FILE, STALE_GENERATOR -> null;
    };
  }
}
