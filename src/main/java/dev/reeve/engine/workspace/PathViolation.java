package dev.reeve.engine.workspace;

/**
 * Why a path was refused; the code is the detail of each feature's own error. Source: {@code
 * docs/reference/workspace.md}.
 */
public enum PathViolation {
  PATH_TRAVERSAL,
  FORBIDDEN_ROOT,
  SYMLINK_PATH,
  OUTSIDE_WORKSPACE,
  ABSOLUTE_PATH_DENIED,
  UNC_PATH_DENIED,
  INVALID_PATH,
  RESERVED_NAME,
  NOT_A_REGULAR_FILE,
  HARDLINK_PATH;

  /** The code as it appears in records, such as {@code path_traversal}. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
