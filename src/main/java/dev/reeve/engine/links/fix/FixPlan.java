package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.suggest.Band;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The links that lead nowhere and what to write instead. Immutable. Source: {@code
 * docs/reference/links.md}.
 *
 * @param workspaceId of the workspace it was made for
 * @param configSha256 of the rules as they were
 * @param byRule how many references each rule took
 * @param brokenLinks by document and place
 */
public record FixPlan(
    Instant generatedAt,
    String workspaceId,
    String configSha256,
    CheckScope.Mode mode,
    Map<String, Integer> byRule,
    List<PlannedFix> brokenLinks) {
  /** What the JSON form calls itself. */
  public static final String SCHEMA = "reeve.doc-links/1";

  /** How many broken links are how sure, every band. */
  public Map<Band, Integer> byConfidence() {
    Map<Band, Integer> out = new EnumMap<>(Band.class);
    for (Band band : Band.values()) {
      out.put(band, 0);
    }
    brokenLinks.forEach(each -> out.merge(each.confidence(), 1, Integer::sum));
    return out;
  }

  /** How many broken links have which reason, by its code. */
  public Map<String, Integer> byReason() {
    Map<String, Integer> out = new TreeMap<>();
    brokenLinks.forEach(each -> out.merge(each.reason().code(), 1, Integer::sum));
    return out;
  }

  /** How many have a suggestion that is sure enough to be applied. */
  public int autoFixable() {
    Map<Band, Integer> sure = byConfidence();
    return sure.getOrDefault(Band.HIGH, 0) + sure.getOrDefault(Band.MEDIUM, 0);
  }

  /** How many need a person. */
  public int manualReview() {
    return brokenLinks.size() - autoFixable();
  }
}
