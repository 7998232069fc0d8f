package dev.reeve.engine.links;

/** What is there, by exact names. Source: {@code docs/reference/links.md}. */
public interface Places {
  /** Whether a file, or a symbolic link, has exactly this name. */
  boolean isFile(String path);

  /** Whether a folder has exactly this name; the root has the empty one. */
  boolean isFolder(String path);

  /** Whether something has this name in any mixture of upper and lower case. */
  boolean existsInOtherCase(String path);
}
