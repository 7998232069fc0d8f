package dev.reeve.cli;

import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.Suggestion;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.TriagePreview;
import dev.reeve.engine.links.triage.TriageRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How triage is told, as JSON and in words. */
final class TriageTexts {
  private TriageTexts() {}

  static Map<String, Object> row(TriageRow row) {
    Finding finding = row.finding();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("id", finding.id());
    out.put("state", row.state().code());
    out.put("source_file", finding.sourceFile());
    out.put("line", finding.position().line());
    out.put("kind", finding.kind().code());
    out.put("words", finding.words());
    out.put("raw_target", finding.rawTarget());
    out.put("target", row.group());
    out.put("same_target", row.groupSize());
    out.put("reason", finding.reason().code());
    out.put("nav", row.nav());
    out.put("score", row.score());
    out.put("confidence", row.band().name().toLowerCase(Locale.ROOT));
    out.put("candidates", finding.suggestions().stream().map(TriageTexts::candidate).toList());
    Decision decision = row.decision();
    out.put("decision", decision == null ? null : decision(decision));
    return out;
  }

  private static Map<String, Object> candidate(Suggestion suggestion) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("path", suggestion.path());
    out.put("text", suggestion.text());
    out.put("score", suggestion.score());
    out.put("heading_missing", suggestion.headingMissing());
    out.put("evidence", evidence(suggestion));
    return out;
  }

  private static List<String> evidence(Suggestion suggestion) {
    return suggestion.evidence().stream()
        .map(each -> each.kind().name().toLowerCase(Locale.ROOT))
        .toList();
  }

  static Map<String, @Nullable Object> decision(Decision decision) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("id", decision.id());
    out.put("decision", decision.choice().code());
    out.put("target", decision.choice().target());
    out.put("after", decision.after());
    out.put("rationale", decision.choice().rationale());
    out.put("author", decision.author());
    out.put("decided_at", decision.decidedAt());
    out.put("applied_execution", decision.appliedExecution());
    return out;
  }

  /** A candidate in one line. */
  static String line(int number, Suggestion suggestion) {
    return Output.plain(
        "    %d  %.2f  %s  (%s)%s"
            .formatted(
                number,
                suggestion.score(),
                suggestion.path(),
                evidence(suggestion).stream()
                    .map(name -> name.replace('_', ' '))
                    .collect(Collectors.joining(", ")),
                suggestion.headingMissing() ? ", the heading is not in it" : ""));
  }

  /** A finding in one line. */
  static String line(TriageRow row) {
    Finding finding = row.finding();
    Decision decision = row.decision();
    return Output.plain(
        "  %s  %s:%d  %s  %s%s"
            .formatted(
                finding.id(),
                finding.sourceFile(),
                finding.position().line(),
                finding.rawTarget(),
                row.state().code(),
                decision == null || decision.standing() != Decision.Standing.OPEN
                    ? ""
                    : ": " + words(decision)));
  }

  static String words(Decision decision) {
    String target = decision.choice().target();
    String to = decision.after() != null ? decision.after() : target;
    return decision.choice().code().replace('_', ' ') + (to == null ? "" : " -> " + to);
  }

  static Map<String, Object> preview(TriagePreview preview) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("by_decision", preview.byChoice());
    out.put("conflicts", preview.conflicts().size());
    out.put("items", preview.items().stream().map(TriageTexts::item).toList());
    out.put(
        "files",
        preview.files().stream()
            .map(file -> Map.of("path", file.path(), "new", file.isNew(), "diff", file.diff()))
            .toList());
    out.put("left_out", preview.leftOut().stream().map(Decision::id).toList());
    return out;
  }

  private static Map<String, @Nullable Object> item(TriagePreview.Item item) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("decision_id", item.decision().id());
    out.put("finding_id", item.decision().link().findingId());
    out.put("decision", item.decision().choice().code());
    out.put("file", item.file());
    out.put("line", item.line());
    out.put("before", item.before());
    out.put("after", item.after());
    out.put("heading_missing", item.headingMissing());
    out.put("status", item.status().name().toLowerCase(Locale.ROOT));
    out.put("code", item.code());
    out.put("message", item.message());
    return out;
  }
}
