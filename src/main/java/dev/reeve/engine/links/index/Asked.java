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

  /** What was asked last: about one place several questions follow each other. */
  private String lastPlace = "";

  private String lastRead = "";

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

  private void askThere(String path) {
    if (!path.equals(lastPlace) || path.isEmpty()) {
      questions.add(isThere(path));
      lastPlace = path;
    }
  }

  private void askContent(String path) {
    if (!path.equals(lastRead) || path.isEmpty()) {
      questions.add(content(path));
      lastRead = path;
    }
  }

  @Override
  public boolean isFile(String path) {
    askThere(path);
    return places.isFile(path);
  }

  @Override
  public boolean isFolder(String path) {
    askThere(path);
    return places.isFolder(path);
  }

  @Override
  public boolean existsInOtherCase(String path) {
    askThere(path);
    return places.existsInOtherCase(path);
  }

  @Override
  public Reading get(String path) {
    askContent(path);
    return documents.get(path);
  }

  @Override
  public int lines(String path) {
    askContent(path);
    return documents.lines(path);
  }
}
