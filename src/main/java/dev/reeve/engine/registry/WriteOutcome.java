package dev.reeve.engine.registry;

import java.util.Locale;

/** The one counter each attempted write raises; attempted is their sum. */
enum WriteOutcome {
  WRITES_SUCCEEDED,
  NOOPS,
  WRITES_FAILED,
  CAS_CONFLICTS,
  VALIDATION_FAILURES;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
