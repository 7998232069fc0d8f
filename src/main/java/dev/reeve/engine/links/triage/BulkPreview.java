package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.triage.Triage.Wish;
import java.util.List;
import java.util.Map;

/**
 * What a list of rules would decide, all actions together. Immutable. Source: {@code
 * docs/reference/link-triage.md}.
 *
 * @param wishes what would be staged
 * @param byRule how many findings each rule decides, those without any too
 * @param refused what some rule is about and may not decide, a sentence each
 * @param decided how many findings that rules are about are decided already, and stay so
 * @param unmatched undecided findings that no rule is about
 */
public record BulkPreview(
    List<Wish> wishes,
    Map<String, Integer> byRule,
    List<String> refused,
    int decided,
    int unmatched) {
  /** Rules that decide nothing. */
  public List<String> idle() {
    return byRule.entrySet().stream()
        .filter(each -> each.getValue() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }
}
