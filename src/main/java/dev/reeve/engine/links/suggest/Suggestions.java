package dev.reeve.engine.links.suggest;

import java.util.List;

/**
 * Candidates for one reference, best first. Source: {@code docs/reference/links.md}.
 *
 * @param band of the best one
 */
public record Suggestions(List<Candidate> candidates, Band band) {}
