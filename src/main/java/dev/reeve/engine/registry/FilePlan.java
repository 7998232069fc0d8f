package dev.reeve.engine.registry;

import org.jspecify.annotations.Nullable;

/** What is to be done about one path. */
sealed interface FilePlan {
  /**
   * The file gets a record.
   *
   * @param carried the id it brings along; null when one is to be issued
   */
  record Register(Observed.Present file, @Nullable DocId carried) implements FilePlan {}

  /**
   * This record is the file's; whatever differs is written.
   *
   * @param replaced another record whose file this one has overwritten
   */
  record Keep(RecordHead record, Observed.Present file, @Nullable RecordHead replaced)
      implements FilePlan {}

  /**
   * The record's file is gone or out of care.
   *
   * @param status {@code deleted} or {@code archived}
   */
  record Retire(RecordHead record, String status) implements FilePlan {}

  /**
   * A person must decide.
   *
   * @param code one of the queue's
   */
  record Conflict(String code, String message) implements FilePlan {}

  /**
   * Nothing is to be written.
   *
   * @param state what was found, for the queue's row
   */
  record Nothing(String state) implements FilePlan {}
}
