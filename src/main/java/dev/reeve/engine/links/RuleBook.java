package dev.reeve.engine.links;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The rules in force during one check, and how often each was used. Safe on any thread. */
final class RuleBook {
  private final List<LinkRule.Matcher> rules = new ArrayList<>();
  private final Map<String, AtomicInteger> used = new LinkedHashMap<>();
  private final List<String> expired = new ArrayList<>();

  RuleBook(List<LinkRule> all, Instant now) {
    for (LinkRule rule : all) {
      Instant end = rule.expiresAt();
      if (end != null && !now.isBefore(end)) {
        expired.add("RULE_EXPIRED: rule '" + rule.id() + "' ended at " + end + ".");
      } else {
        rules.add(rule.matcher());
      }
      used.put(rule.id(), new AtomicInteger());
    }
  }

  /** The first rule that takes a reference which did not resolve; null for none. */
  @Nullable LinkRule first(String document, boolean nav, String path, Category category) {
    for (LinkRule.Matcher each : rules) {
      if (each.matches(document, nav, path, category)) {
        AtomicInteger uses = used.get(each.rule().id());
        if (uses != null) {
          uses.incrementAndGet();
        }
        return each.rule();
      }
    }
    return null;
  }

  Map<String, Integer> uses() {
    Map<String, Integer> out = new LinkedHashMap<>();
    used.forEach((id, count) -> out.put(id, count.get()));
    return out;
  }

  List<String> warnings() {
    List<String> out = new ArrayList<>(expired);
    Map<String, Integer> uses = uses();
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
