package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.LinkRule;
import dev.reeve.engine.links.triage.TriageScans.Scanned;
import java.util.List;

/** What a rule that nobody has made yet would take of what a scan found. */
final class RuleMatches {
  private RuleMatches() {}

  /** Of a pattern, whatever is wrong with a reference. */
  static List<TriageRow> of(Scanned scanned, TriageSnapshot now, Choice.Pattern pattern) {
    Choice choice = new Choice.Ignore(Choice.Scope.PATTERN, pattern, "");
    return now.rows().stream()
        .filter(row -> scanned.scan().takes(rule(row.finding(), choice, scanned), row.finding()))
        .toList();
  }

  /** Of a choice about one finding; nothing when it makes no rule. */
  static List<TriageRow> of(Scanned scanned, TriageSnapshot now, Finding about, Choice choice) {
    if (!(choice instanceof Choice.Ignore || choice instanceof Choice.Historical)) {
      return List.of();
    }
    LinkRule rule = rule(about, choice, scanned);
    return now.rows().stream().filter(row -> scanned.scan().takes(rule, row.finding())).toList();
  }

  private static LinkRule rule(Finding about, Choice choice, Scanned scanned) {
    return Rules.of(about, about.reason(), choice, "", "", scanned.at(), 0);
  }
}
