package dev.reeve.engine.registry.legacy;

import java.util.Locale;

/**
 * What an import does with a row or remarks about it; a row can fall under several. Source: {@code
 * docs/reference/import.md}.
 */
public enum ImportRule {
  /** The id has a record already; nothing is done. */
  ALREADY_KNOWN(Weight.COUNT),
  /** The source says that another id took its place; the record is deprecated. */
  SUPERSEDED(Weight.COUNT),
  /** One of several active ids of a path; another one keeps the path, this one is deprecated. */
  DUPLICATE_PATH(Weight.COUNT),
  /** The path has a record with another id, which it keeps; this one is deprecated. */
  EXISTING_WINS(Weight.ITEM),
  /** Of several ids the file itself carries this one, so it keeps the path. */
  ID_IN_FILE(Weight.ITEM),
  /** The file carries an id that no source names; it gets the record, the others are deprecated. */
  PATH_REASSIGNED(Weight.ITEM),
  /** The path was written with backslashes, a leading dot, or not composed. */
  PATH_NORMALISED(Weight.COUNT),
  /** The path holds the replacement character: a letter was lost before this import. */
  DAMAGED_PATH(Weight.ITEM),
  /** An audit log says that the file moved; the record gets the later path. */
  MOVED(Weight.ITEM),
  /** A time without a zone is taken as UTC. */
  TZ_ASSUMED(Weight.COUNT),
  /** A time that cannot be read is left out. */
  BAD_TIME(Weight.ITEM),
  /** The id ends with another scope than this workspace's. */
  LEGACY_SCOPE(Weight.COUNT),
  /** The id begins with a date; it moves no counter. */
  TIMESTAMP_ID(Weight.COUNT),
  /** The id is of a later generation: kept, moves no counter. */
  FOREIGN_ID(Weight.COUNT),
  /** No file is there; the record is quarantined. */
  NO_FILE(Weight.COUNT),
  /** A status that is not known; the record is quarantined. */
  UNKNOWN_STATUS(Weight.ITEM),
  /** The row says nothing that an earlier one did not. */
  REPEATED_ROW(Weight.COUNT),
  /** What the row names as its successor is nowhere. */
  UNLINKED(Weight.ITEM),
  /** A counter goes up. */
  COUNTER_RAISED(Weight.COUNT),
  /** An id that only an audit log names: never issued again, no record. */
  AUDIT_ONLY(Weight.COUNT),
  /** One id at two paths: the first place stands. */
  ID_ELSEWHERE(Weight.CONFLICT),
  /** The file carries an id that belongs to another path. */
  ID_CONFLICT(Weight.CONFLICT),
  /** The file name begins with another id. */
  PREFIX_MISMATCH(Weight.CONFLICT),
  /** The file could not be read. */
  FILE_NOT_READ(Weight.CONFLICT),
  INVALID_ID(Weight.CONFLICT),
  INVALID_PATH(Weight.CONFLICT),
  /** A record of something else than a file. */
  OTHER_KIND(Weight.CONFLICT),
  UNREADABLE_LINE(Weight.CONFLICT);

  private enum Weight {
    COUNT,
    ITEM,
    CONFLICT
  }

  private final Weight weight;

  ImportRule(Weight weight) {
    this.weight = weight;
  }

  /** As it appears in reports, such as {@code duplicate_path}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the row is left out because of it, for a person to decide. */
  public boolean leavesOut() {
    return weight == Weight.CONFLICT;
  }

  /** Whether each case is worth a line of its own for a person. */
  public boolean remarkable() {
    return weight != Weight.COUNT;
  }
}
