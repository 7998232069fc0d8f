package dev.reeve.engine.links;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules in force during one check. Immutable. Source: {@code docs/reference/links.md}. */
public final class RuleBook {
  private final List<LinkRule.Matcher> rules = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final List<String> expired = new ArrayList<>();

  /** Those of the settings, without what has expired. */
  public RuleBook(List<LinkRule> all, Instant now) {
    for (LinkRule rule : all) {
      if (rule.isOver(now)) {
        expired.add("RULE_EXPIRED: rule '" + rule.id() + "' ended at " + rule.expiresAt() + ".");
      } else {
        rules.add(rule.matcher());
      }
      ids.add(rule.id());
    }
  }

  /** The first rule that takes a reference which did not resolve; null for none. */
  @Nullable LinkRule first(String document, boolean nav, String path, Category category) {
    for (LinkRule.Matcher each : rules) {
      if (each.matches(document, nav, path, category)) {
        return each.rule();
      }
    }
    return null;
  }

  /** How many are in force. */
  public int size() {
    return rules.size();
  }

  /** No uses yet, of any rule; in the order of the rules, to be counted up. */
  public Map<String, Integer> unused() {
    Map<String, Integer> out = new LinkedHashMap<>();
    ids.forEach(id -> out.put(id, 0));
    return out;
  }

  /** What is to be said of rules that have so many uses. */
  public List<String> warnings(Map<String, Integer> uses) {
    List<String> out = new ArrayList<>(expired);
    for (LinkRule.Matcher each : rules) {
      Long most = each.rule().maxMatches();
      int now = uses.getOrDefault(each.rule().id(), 0);
      if (most != null && now > most) {
        out.add(
            "RULE_GROWN: rule '" + each.rule().id() + "' takes " + now + ", at most " + most + ".");
      }
    }
    return List.copyOf(out);
  }
}
