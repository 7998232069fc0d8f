package dev.reeve.engine.links;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is in a tree, by its exact names, taken in one walk. Not changed once it is handed out; then
 * safe on any thread. Source: {@code docs/reference/links.md}.
 */
public final class PathIndex implements Places {
  private final Set<String> files = new HashSet<>();
  private final Set<String> folders = new HashSet<>();
  private final Set<String> foldedNames = new HashSet<>();
  private final Set<String> documents = new TreeSet<>();
  private final Set<String> candidates = new TreeSet<>();
  private final Set<String> linkedDocuments = new HashSet<>();

  PathIndex() {}

  /** Whether the name ends as a Markdown document's does. */
  static boolean isMarkdown(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".md") || name.endsWith(".markdown");
  }

  @Override
  public boolean isFile(String path) {
    return files.contains(path);
  }

  @Override
  public boolean isFolder(String path) {
    return path.isEmpty() || folders.contains(path);
  }

  @Override
  public boolean existsInOtherCase(String path) {
    return foldedNames.contains(path.toLowerCase(Locale.ROOT));
  }

  /** Markdown files that are not left out of scans; links are not among them. */
  Set<String> documents() {
    return documents;
  }

  /** Markdown names that are symbolic links. */
  Set<String> linkedDocuments() {
    return linkedDocuments;
  }

  /** Before the index is handed out. */
  void addFile(String path) {
    files.add(path);
    foldedNames.add(path.toLowerCase(Locale.ROOT));
  }

  /** Before the index is handed out. */
  void addFolder(String path) {
    if (folders.add(path)) {
      foldedNames.add(path.toLowerCase(Locale.ROOT));
    }
  }

  /** The folders above a path; before the index is handed out. */
  void addParents(String path) {
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      addFolder(path.substring(0, slash));
    }
  }

  /** The same with more files, which may be referred to. */
  PathIndex with(Set<String> more) {
    PathIndex out = new PathIndex();
    out.files.addAll(files);
    out.folders.addAll(folders);
    out.foldedNames.addAll(foldedNames);
    out.documents.addAll(documents);
    out.candidates.addAll(candidates);
    out.linkedDocuments.addAll(linkedDocuments);
    for (String path : more) {
      out.addFile(path);
      out.addParents(path);
      out.addCandidate(path);
      if (isMarkdown(path)) {
        out.addDocument(path);
      }
    }
    return out;
  }

  /** Files that are not left out of scans: a reference may be led to them. */
  Set<String> candidates() {
    return candidates;
  }

  /** Before the index is handed out. */
  void addCandidate(String path) {
    candidates.add(path);
  }

  /** A document that is scanned; before the index is handed out. */
  void addDocument(String path) {
    documents.add(path);
  }

  /** A document that is a symbolic link; before the index is handed out. */
  void addLinkedDocument(String path) {
    linkedDocuments.add(path);
  }
}
