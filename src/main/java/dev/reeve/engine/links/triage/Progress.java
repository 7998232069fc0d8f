package dev.reeve.engine.links.triage;

/**
 * How far the work is. Immutable. Source: {@code docs/reference/link-triage.md}.
 *
 * @param automatic references that are right because a plan mended them, without a decision
 * @param fixed references that are right by decisions that were carried out
 * @param decided all about which a decision other than later is in force or was carried out
 * @param staged decided and not carried out
 * @param left about which somebody must decide, those laid aside among them
 * @param later laid aside
 * @param regressed carried out and broken all the same
 */
public record Progress(
    int automatic, int fixed, int decided, int staged, int left, int later, int regressed) {}
