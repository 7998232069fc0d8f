package dev.reeve.engine.links.index;

import dev.reeve.engine.links.DocumentSource;
import dev.reeve.engine.links.Places;
import dev.reeve.engine.links.Reading;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Passes on what is asked while one document is judged, and remembers it. For one thread. */
final class Asked implements Places, DocumentSource {
  private final Places places;
  private final DocumentSource documents;
  private final Set<String> questions = new HashSet<>();

  Asked(Places places, DocumentSource documents) {
    this.places = places;
    this.documents = documents;
  }

  /** The question whether something is at a place, in whatever case. */
  static String isThere(String path) {
    return path.toLowerCase(Locale.ROOT);
  }

  /** The question what is in a file; no path begins so. */
  static String content(String path) {
    return "/" + path;
  }

  Set<String> questions() {
    return questions;
  }

  @Override
  public boolean isFile(String path) {
    questions.add(isThere(path));
    return places.isFile(path);
  }

  @Override
  public boolean isFolder(String path) {
    questions.add(isThere(path));
    return places.isFolder(path);
  }

  @Override
  public boolean existsInOtherCase(String path) {
    questions.add(isThere(path));
    return places.existsInOtherCase(path);
  }

  @Override
  public Reading get(String path) {
    questions.add(content(path));
    return documents.get(path);
  }

  @Override
  public int lines(String path) {
    questions.add(content(path));
    return documents.lines(path);
  }
}
