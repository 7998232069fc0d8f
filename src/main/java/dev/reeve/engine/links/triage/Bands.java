package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.suggest.Band;

/** How sure a score is, as {@code docs/reference/links.md} says. */
final class Bands {
  static final double HIGH = 0.90;
  static final double MEDIUM = 0.85;

  private Bands() {}

  static Band of(double score) {
    return score >= HIGH ? Band.HIGH : score >= MEDIUM ? Band.MEDIUM : Band.LOW;
  }
}
