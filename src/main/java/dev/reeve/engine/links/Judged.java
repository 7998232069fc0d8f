package dev.reeve.engine.links;

import java.util.List;
import java.util.Map;

/**
 * What was found in one document. Immutable. Source: {@code docs/reference/links.md}.
 *
 * @param references how many it holds
 * @param byReason how many of them, or the document itself, are in each category that occurs
 * @param byRule how many each rule took; rules without any are not named
 * @param findings in the order of {@link Finding#ORDER}
 */
public record Judged(
    int references,
    Map<Category, Integer> byReason,
    Map<String, Integer> byRule,
    List<Finding> findings) {}
