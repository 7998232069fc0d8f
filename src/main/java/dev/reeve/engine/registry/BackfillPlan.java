package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import java.util.List;

/**
 * Which file without a record would get which id. The same tree and counters give the same plan.
 * Immutable. Source: {@code docs/reference/ids.md}.
 *
 * @param planId hash of the rows, by which a person confirms them
 * @param rows by stream, then by case-folded path; ids that files carry already come last
 * @param refused files that get none
 */
public record BackfillPlan(String planId, List<Row> rows, List<Refused> refused) {

  /**
   * One file.
   *
   * @param stream counter the id comes from, empty for a carried id
   * @param carried whether the file carries the id already
   */
  public record Row(String path, String docId, String stream, boolean carried) {}

  /** A file that gets no id, with a stable code and the reason. */
  public record Refused(String path, String code, String message) {}

  static BackfillPlan of(List<Row> rows, List<Refused> refused) {
    String id =
        Sha256.of(Json.line(rows.stream().map(row -> List.of(row.path(), row.docId())).toList()));
    return new BackfillPlan(id, List.copyOf(rows), List.copyOf(refused));
  }
}
