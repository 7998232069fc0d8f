package dev.reeve.engine.links;

/**
 * One name of a folder tree as it was seen. Immutable. Source: {@code docs/reference/links.md}.
 *
 * @param path relative to the root, {@code /} separators
 * @param file whether it counts as a file; a symbolic link to a folder counts as both
 * @param folder whether it counts as a folder
 * @param link whether it is a symbolic link
 * @param role what it is to a check
 * @param size in bytes, of the link itself for a symbolic link
 * @param modified nanoseconds since 1970, as far as the file system counts them
 */
public record Entry(
    String path, boolean file, boolean folder, boolean link, Role role, long size, long modified) {
  /** What a name is to a check. */
  public enum Role {
    /** It is there, and that is all. */
    THERE,
    /** It may be suggested. */
    CANDIDATE,
    /** It is a document. */
    DOCUMENT,
    /** It is a symbolic link with the name of a document. */
    LINKED_DOCUMENT
  }

  static Entry folder(String path) {
    return new Entry(path, false, true, false, Role.THERE, 0, 0);
  }

  boolean isSame(Entry other) {
    return file == other.file && folder == other.folder && link == other.link && role == other.role;
  }

  void addTo(PathIndex index) {
    if (folder) {
      index.addFolder(path);
    }
    if (file) {
      index.addFile(path);
    }
    if (role != Role.THERE) {
      index.addCandidate(path);
    }
    if (role == Role.DOCUMENT) {
      index.addDocument(path);
    } else if (role == Role.LINKED_DOCUMENT) {
      index.addLinkedDocument(path);
    }
  }
}
