package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.LinkSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How triage stood at one moment. Immutable. Source: {@code docs/reference/link-triage.md}.
 *
 * @param scannedAt when the documents were read
 * @param documents how many were looked at
 * @param looked where they were looked for, as the settings had it then
 * @param leftOut how many documents lie elsewhere and were not looked at
 * @param deadEnds how many symbolic links with a document's name lead to what is none
 * @param rows in the order in which they should be worked: documents that lead through the
 *     workspace first, then those whose target is missed most, then by place
 * @param problems documents that could not be checked
 * @param covered findings that a rule covers
 * @param gone decisions in force whose reference is not broken any more; nothing is done by them
 * @param done decisions that were carried out and hold
 * @param undoable how many steps can be taken back
 * @param warnings about rules and stubs, each begun by its code
 */
public record TriageSnapshot(
    Instant scannedAt,
    CheckScope scope,
    int documents,
    Looked looked,
    int leftOut,
    int deadEnds,
    List<TriageRow> rows,
    List<Finding> problems,
    List<Finding> covered,
    List<Decision> gone,
    List<Decision> done,
    Progress progress,
    int undoable,
    List<String> warnings) {

  /**
   * Where a deep scan looks for documents.
   *
   * @param nav documents named one by one, relative to the root
   * @param include globs of the others
   * @param exclude globs of those it leaves out all the same
   */
  public record Looked(List<String> nav, List<String> include, List<String> exclude) {
    /** As the settings have it. */
    public static Looked of(LinkSettings settings) {
      return new Looked(settings.navDocuments(), settings.include(), settings.exclude());
    }
  }

  /** Rows by what they miss, in the order of the first of each. */
  public List<TriageGroup> groups() {
    Map<String, List<TriageRow>> out = new LinkedHashMap<>();
    rows.forEach(row -> out.computeIfAbsent(row.group(), unused -> new ArrayList<>()).add(row));
    return out.entrySet().stream()
        .map(each -> new TriageGroup(each.getKey(), List.copyOf(each.getValue())))
        .toList();
  }

  /** The row of a finding. */
  public Optional<TriageRow> row(String findingId) {
    return rows.stream().filter(row -> row.finding().id().equals(findingId)).findFirst();
  }
}
