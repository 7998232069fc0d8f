package dev.reeve.engine.registry.describe;

import dev.reeve.engine.registry.Described;

/** A content that could not be parsed; the message never quotes it. */
final class NotParsed extends Exception {
  private static final long serialVersionUID = 1L;
  private final Described.Status status;

  NotParsed(Described.Status status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static NotParsed syntax(String message) {
    return new NotParsed(Described.Status.SYNTAX_ERROR, message);
  }

  Described.Status status() {
    return status;
  }
}
