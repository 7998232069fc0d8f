package dev.reeve.engine.registry;

/** A patch that cannot be applied to the state it meets; caught by the writer. */
final class PatchRefused extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;

  PatchRefused(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** Stable code such as {@code TARGET_NOT_FOUND}. */
  String code() {
    return code;
  }
}
