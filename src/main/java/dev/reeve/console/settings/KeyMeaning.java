package dev.reeve.console.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a key is for. Immutable.
 *
 * @param usual the key it comes with
 * @param names the commands that have it, each with its pane
 * @param panes names of those panes; empty when it is the window's own, in every pane
 */
public record KeyMeaning(String usual, List<String> names, List<String> panes) {
  /** Whether both can be pressed in the same place. */
  boolean meets(KeyMeaning other) {
    return panes.isEmpty()
        || other.panes.isEmpty()
        || panes.stream().anyMatch(other.panes::contains);
  }

  /** Both, for the same key; one that holds in every pane stays so. */
  public KeyMeaning and(KeyMeaning other) {
    return new KeyMeaning(
        usual,
        both(names, other.names),
        panes.isEmpty() || other.panes.isEmpty() ? List.of() : both(panes, other.panes));
  }

  private static List<String> both(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).distinct().toList();
  }
}
