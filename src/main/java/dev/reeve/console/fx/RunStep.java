package dev.reeve.console.fx;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One step of a run as every pane shows it. Immutable; may be made on any thread. Source: {@code
 * docs/guide/console.md}.
 *
 * @param name the step in a word
 * @param badge how it stands
 * @param took how long it took, empty while that is unknown
 * @param share its length beside that of the longest step, 0 to 1; 0 draws no bar
 * @param note why it ended so, empty for none
 */
public record RunStep(String name, Badge badge, String took, double share, String note) {
  /** The same as one sentence. */
  public String text() {
    return Stream.of(name, badge.word(), took, note)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" \u00b7 "));
  }
}
