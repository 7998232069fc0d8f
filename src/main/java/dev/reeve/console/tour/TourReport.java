package dev.reeve.console.tour;

import java.nio.file.Path;
import java.util.List;

/**
 * What a walk brought home. Immutable.
 *
 * @param folder where it lies
 * @param pictures in the order in which they were taken
 * @param missed what was not seen, and why
 */
public record TourReport(Path folder, List<Picture> pictures, List<Missed> missed) {
  /**
   * @param name of what was not seen
   * @param look theme and size
   * @param why a sentence
   */
  public record Missed(String name, Look look, String why) {}
}
