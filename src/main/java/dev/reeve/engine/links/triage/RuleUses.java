package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.LinkRule;
import dev.reeve.engine.links.LinkScan;
import dev.reeve.engine.store.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a rule is used. Immutable. Source: {@code docs/reference/link-triage.md}.
 *
 * @param rule as the file has it
 * @param now references that it took when the documents were read last
 * @param atFirst references that it took when it was seen first
 * @param firstSeen when that was; null when no check has seen it yet
 * @param lastUsed when it took any last; null when it never did
 */
public record RuleUses(
    LinkRule rule, int now, int atFirst, @Nullable Instant firstSeen, @Nullable Instant lastUsed) {
  /** A rule that takes nothing for so long is of no use. */
  public static final Duration DEAD_AFTER = Duration.ofDays(90);

  /** Whether nothing matched for ninety days. */
  public boolean isDead(Instant at) {
    Instant since = lastUsed != null ? lastUsed : rule.createdAt();
    return now == 0 && !since.plus(DEAD_AFTER).isAfter(at);
  }

  /**
   * Notes what a check found, and tells how each rule is used now. A check that left out documents
   * that a rule is about may have missed some of its uses, so it never lowers their number.
   */
  static List<RuleUses> noted(Tx tx, List<LinkRule> rules, LinkScan scan, Instant at)
      throws SQLException {
    Map<String, RuleUseDao.Row> before = RuleUseDao.all(tx);
    for (LinkRule rule : rules) {
      int uses = scan.report().byRule().getOrDefault(rule.id(), 0);
      RuleUseDao.Row known = before.get(rule.id());
      boolean more = uses > 0 && (known == null || uses >= known.now());
      if (more || scan.isCheckedWhole(rule)) {
        RuleUseDao.note(tx, rule.id(), uses, at);
      }
    }
    return known(tx, rules);
  }

  /** What is known of them. */
  static List<RuleUses> known(Tx tx, List<LinkRule> rules) throws SQLException {
    Map<String, RuleUseDao.Row> rows = RuleUseDao.all(tx);
    List<RuleUses> out = new ArrayList<>();
    for (LinkRule rule : rules) {
      RuleUseDao.Row row = rows.get(rule.id());
      out.add(
          row == null
              ? new RuleUses(rule, 0, 0, null, null)
              : new RuleUses(rule, row.now(), row.atFirst(), row.firstSeen(), row.lastUsed()));
    }
    return out;
  }

  /** What is to be said of rules that take nothing. */
  static List<String> warnings(List<RuleUses> uses, Instant at) {
    return uses.stream()
        .filter(each -> each.isDead(at))
        .map(
            each ->
                "RULE_DEAD: rule '"
                    + each.rule().id()
                    + "' took nothing for "
                    + DEAD_AFTER.toDays()
                    + " days.")
        .toList();
  }
}
