package dev.reeve.engine.workspace;

/**
 * A place a walk could not examine. It must never be taken as missing; of a folder, nothing below
 * it is known. Immutable. Source: {@code docs/reference/workspace.md}.
 *
 * @param path relative path as far as it can be written as text
 * @param directory whether it is a folder that was not entered
 * @param kind what failed
 * @param message for people
 */
public record Unreadable(String path, boolean directory, ErrorKind kind, String message)
    implements Found {

  /** Why something could not be examined. */
  public enum ErrorKind {
    PERMISSION_DENIED,
    STAT_FAILED,
    HASH_FAILED,
    UNEXPECTED;

    /** The kind as it appears in records, such as {@code permission_denied}. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
