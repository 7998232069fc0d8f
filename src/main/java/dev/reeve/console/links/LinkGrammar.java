package dev.reeve.console.links;

import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.engine.links.triage.TriageRow;
import java.util.List;

/** What can be typed into the filter of the Doc links pane. */
final class LinkGrammar {
  private static final List<String> STATES =
      List.of("undecided", "later", "staged", "applied", "verified", "regressed", "unreadable");
  private static final List<String> REASONS =
      List.of("missing_file", "missing_anchor", "case_mismatch", "code_span_missing");
  private static final List<String> BANDS = List.of("high", "medium", "low", "none");
  private static final List<String> DECISIONS =
      List.of("accept", "manual", "redirect", "historical", "ignore");

  private LinkGrammar() {}

  static FilterGrammar<LinkRow> create() {
    return new FilterGrammar<LinkRow>(row -> LinkWords.searched(row.snapshot()))
        .word("state", STATES, row -> LinkWords.stateCode(row.snapshot()))
        .path("path", row -> LinkWords.where(row.snapshot()).text())
        .path("target", row -> LinkWords.target(row.snapshot()))
        .word("reason", REASONS, row -> reason(row.snapshot()))
        .word("band", BANDS, row -> band(row.snapshot()))
        .word("decision", DECISIONS, row -> decision(row.snapshot()))
        .word("by", List.of(), row -> LinkWords.author(row.snapshot()));
  }

  private static String reason(LinkItem item) {
    TriageRow first = item.first();
    return first == null ? "" : first.finding().reason().code();
  }

  private static String band(LinkItem item) {
    TriageRow first = item.first();
    return first == null ? "" : LinkWords.key(first.band().name());
  }

  private static String decision(LinkItem item) {
    var decided = LinkWords.decided(item);
    return decided == null ? "" : decided.choice().code();
  }
}
