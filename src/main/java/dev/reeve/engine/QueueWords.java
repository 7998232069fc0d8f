package dev.reeve.engine;

import dev.reeve.engine.workspace.EngineException;

/**
 * Failures of the change room under the codes by which the work queue decides whether they pass.
 */
final class QueueWords {
  private QueueWords() {}

  /** Of a user's file that was not changed. */
  static EngineException ofFile(EngineException e) {
    return switch (e.code()) {
      case "APPLY_IO", "STORE_UNAVAILABLE" -> under("TEMP_IO_ERROR", e);
      case "ACCESS_DENIED" -> under("PERMISSION_DENIED_TRANSIENT", e);
      case "LOCK_TIMEOUT", "WORKSPACE_BUSY" -> under("PATH_LOCK_BUSY", e);
      default -> e;
    };
  }

  /** Of the registry file that was not written. */
  static EngineException ofRegistry(EngineException e) {
    return switch (e.code()) {
      case "APPLY_IO", "ACCESS_DENIED" -> under("WRITE_FAILED", e);
      default -> e;
    };
  }

  private static EngineException under(String code, EngineException e) {
    return EngineException.of(e.kind(), code, String.valueOf(e.getMessage()))
        .with(e.safe(), e.remedy())
        .causedBy(e);
  }
}
