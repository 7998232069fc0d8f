package dev.reeve.engine.links.suggest;

import java.util.List;

/**
 * A file, or folder, that may have been meant. Source: {@code docs/reference/links.md}.
 *
 * @param path canonical
 * @param score from 0 to 1, four decimals
 * @param evidence strongest first
 * @param headingMissing whether the link asks for a heading that the file does not have
 */
public record Candidate(
    String path, double score, List<Evidence> evidence, boolean headingMissing) {}
