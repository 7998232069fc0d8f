package dev.reeve.console.shell;

/** A place of the rail. */
public enum Place {
  INBOX("Ctrl+1"),
  QUEUE("Ctrl+2"),
  LINKS("Ctrl+5"),
  REGISTRY("Ctrl+8"),
  EXECUTIONS("Ctrl+6"),
  SETTINGS("Ctrl+Comma");

  private final String key;

  Place(String key) {
    this.key = key;
  }

  /** The key that goes there. */
  public String key() {
    return key;
  }
}
