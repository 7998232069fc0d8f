package dev.reeve.engine.links;

import dev.reeve.engine.links.suggest.Evidence;
import java.util.List;

/**
 * Where a reference should perhaps lead. Immutable. Source: {@code docs/reference/links.md}.
 *
 * @param path of the file or folder, relative to the root
 * @param text what the document should say
 * @param score from 0 to 1
 * @param evidence strongest first
 * @param headingMissing whether the reference asks for a heading that the file does not have
 */
public record Suggestion(
    String path, String text, double score, List<Evidence> evidence, boolean headingMissing) {}
