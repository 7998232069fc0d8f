package dev.reeve.engine.links.triage;

import java.util.List;

/**
 * What became of decisions that were handed in. Immutable. Source: {@code
 * docs/reference/link-triage.md}.
 *
 * @param staged how many are in force now
 * @param known how many are here already, or are about a reference that somebody decided about
 * @param unmatched those whose reference is not broken here, or not there
 * @param refused why others may not be made here, a sentence each
 */
public record DecisionImport(
    int staged, int known, List<Decision> unmatched, List<String> refused) {}
