package dev.reeve.engine.registry.legacy;

import org.jspecify.annotations.Nullable;

/** What one line of an identity audit log tells of an id; texts as they stand there. */
sealed interface AuditFact {
  String time();

  String id();

  /** The id was issued, or found in a file. */
  record Issued(String time, String id, @Nullable String path) implements AuditFact {}

  /** The file went from one path to another. */
  record Moved(String time, String id, String from, String to) implements AuditFact {}

  /** The id is out of use. */
  record Retired(String time, String id, String reason, @Nullable String supersededBy)
      implements AuditFact {}
}
