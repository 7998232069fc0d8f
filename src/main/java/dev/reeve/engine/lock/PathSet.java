package dev.reeve.engine.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The places one holder locks. Two sets conflict when a place of one is a place of the other, or a
 * folder above one, or below one.
 */
final class PathSet {
  /** The text of the whole root. */
  static final String ROOT = ".";

  private final NavigableMap<String, String> textByKey = new TreeMap<>();
  private final boolean everything;

  private PathSet(Collection<String> texts, boolean caseInsensitive) {
    for (String text : texts) {
      textByKey.put(new SafePath(text).key(caseInsensitive), text);
    }
    this.everything = textByKey.containsKey(ROOT);
  }

  static PathSet of(Collection<SafePath> paths, boolean caseInsensitive) {
    return new PathSet(paths.stream().map(SafePath::text).toList(), caseInsensitive);
  }

  static PathSet wholeRoot() {
    return new PathSet(List.of(ROOT), false);
  }

  /** Reads what {@link #json} wrote. */
  static PathSet parse(String json, boolean caseInsensitive) throws JsonProcessingException {
    List<String> texts = Json.mapper().readValue(json, new TypeReference<List<String>>() {});
    return new PathSet(texts, caseInsensitive);
  }

  String json() {
    return Json.line(textByKey.values());
  }

  boolean isEmpty() {
    return textByKey.isEmpty();
  }

  Collection<String> texts() {
    return textByKey.values();
  }

  /** The other's first place that is in the way of this set. */
  Optional<String> conflict(PathSet other) {
    if (everything) {
      return other.texts().stream().findFirst();
    }
    if (other.everything && !isEmpty()) {
      return Optional.of(ROOT);
    }
    return other.textByKey.entrySet().stream()
        .filter(entry -> touches(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private boolean touches(String key) {
    if (textByKey.containsKey(key)) {
      return true;
    }
    String below = textByKey.ceilingKey(key + "/");
    if (below != null && below.startsWith(key + "/")) {
      return true;
    }
    for (int slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      if (textByKey.containsKey(key.substring(0, slash))) {
        return true;
      }
    }
    return false;
  }
}
