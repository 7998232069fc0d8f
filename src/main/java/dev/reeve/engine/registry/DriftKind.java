package dev.reeve.engine.registry;

/**
 * How disk, registry, ledger and descriptors can disagree. Source: {@code
 * docs/reference/reconcile.md}.
 */
public enum DriftKind {
  /** A governed file without a record. */
  UNREGISTERED(true),
  /** An active record whose file is gone. */
  MISSING_ON_DISK(true),
  /** The file of an active record lies elsewhere now. */
  MOVED(true),
  /** A record spells its path otherwise than the disk does. */
  PATH_MISMATCH(true),
  /** The content is not what the record says. */
  STALE_HASH(true),
  /** The present content is not described, or was by an older parser, or its descriptor is gone. */
  STALE_DESCRIPTOR(true),
  /** A descriptor without an active record; mended where its id has an ended one. */
  ORPHAN_DESCRIPTOR(true),
  /** Columns that follow from the path do not. */
  DERIVATION_DRIFT(true),
  /** Two files carry one id. */
  DUPLICATE_ID_ON_DISK(false),
  /** The name and the content of a file carry different ids, or its record has a third. */
  ID_CONFLICT(false),
  /** Two active records have one path. */
  DUPLICATE_PATH(false),
  /** Two files differ only in the case of their paths. */
  CASE_COLLISION(false),
  /** An id was issued, and neither a record nor a file has it. */
  ALLOCATED_NO_FILE(false),
  /**
   * A generator's outputs are not what the registry makes of them; where a person edited one, the
   * generator waits to be run.
   */
  STALE_GENERATOR(true);

  private final boolean repairable;

  DriftKind(boolean repairable) {
    this.repairable = repairable;
  }

  /** Whether the queue can mend such a difference. */
  boolean repairable() {
    return repairable;
  }
}
