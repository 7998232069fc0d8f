package dev.reeve.engine.links.triage;

import java.util.List;

/**
 * All references to the same broken place. Immutable. Source: {@code
 * docs/reference/link-triage.md}.
 *
 * @param target the place, or what is written where it is none
 * @param rows by document and place; never empty
 */
public record TriageGroup(String target, List<TriageRow> rows) {
  /** How many of them somebody still has to decide. */
  public int left() {
    return (int) rows.stream().filter(TriageRow::left).count();
  }

  /** Ids of the findings. */
  public List<String> findings() {
    return rows.stream().map(row -> row.finding().id()).toList();
  }
}
