package dev.reeve.console.links;

import java.util.List;

/**
 * Where a link should perhaps lead, as the pane shows it. Immutable.
 *
 * @param number the key that takes it, from 1
 * @param target what taking it means: a file, or a heading of one
 * @param score of it; negative for one that a person picked
 * @param band how sure that is, in a word
 * @param chips why, strongest first
 * @param cap what lowered the score; empty when nothing did
 * @param taken whether the decision that is staged leads there
 */
public record CandidateItem(
    int number,
    String target,
    double score,
    String band,
    List<Chip> chips,
    String cap,
    boolean taken) {
  /**
   * One reason.
   *
   * @param text in a few words
   * @param told with what it counts
   */
  public record Chip(String text, String told) {}

  /** Whether a person picked it. */
  public boolean picked() {
    return score < 0;
  }
}
