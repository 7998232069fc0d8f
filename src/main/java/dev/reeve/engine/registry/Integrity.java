package dev.reeve.engine.registry;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What must hold between records: ids are unique, a path has one active file, references lead
 * somewhere, and no single patch takes a large part of the registry out of use. Stateless.
 */
final class Integrity {
  private static final String RI = "RI";

  private final ColumnTable columns;
  private final SchemaPolicy schema;

  Integrity(RegistryPolicies policies) {
    this.columns = policies.columns();
    this.schema = policies.schema();
  }

  /** The rules that concern one record, seen from it. */
  void check(Records records, Subject subject, Findings out) {
    RecordHead head = subject.head();
    for (Key key : Key.IDS) {
      String value = key.of(head);
      int[] same = value == null ? new int[0] : records.ordinals(key, value);
      long count = key == Key.DOC_ID ? (head.active() ? active(records, same) : 0) : same.length;
      if (count > 1) {
        out.error(
            "RI_DUPLICATE_ID",
            RI,
            subject.key(),
            key.column(),
            subject.value(key.column()) + " is the id of " + count + " records");
      }
    }
    String path = head.path();
    if (path != null && head.active() && head.file()) {
      long files =
          IntStream.of(records.ordinals(Key.PATH, path))
              .filter(o -> records.head(o).active() && records.head(o).file())
              .count();
      if (files > 1) {
        out.error(
            "RI_DUPLICATE_PATH",
            RI,
            subject.key(),
            "relative_path",
            subject.value("relative_path") + " is the path of " + files + " active records");
      }
    }
    references(records, subject, out);
    if (!subject.empty("output_path") && !subject.empty("output_path_pattern")) {
      out.error(
          "RI_OUTPUT_PATHS",
          RI,
          subject.key(),
          "output_path",
          "record "
              + subject.key()
              + " has output_path and output_path_pattern; only one is possible");
    }
  }

  private static long active(Records records, int[] ordinals) {
    return IntStream.of(ordinals).filter(o -> records.head(o).active()).count();
  }

  private void references(Records records, Subject subject, Findings out) {
    if (subject.kind().equals("edge")) {
      for (String end : new String[] {"source_entity_id", "target_entity_id"}) {
        dangling(records, subject, end, "RI_DANGLING_EDGE", out);
      }
    }
    for (Column column : columns.of(subject.kind())) {
      if (column.reference()) {
        dangling(records, subject, column.name(), "RI_DANGLING_REF", out);
      }
    }
  }

  private static void dangling(
      Records records, Subject subject, String column, String code, Findings out) {
    String id = subject.text(column);
    if (id != null && !id.isEmpty() && records.ordinals(Key.ENTITY_ID, id).length == 0) {
      out.error(code, RI, subject.key(), column, subject.value(column) + " is no known entity");
    }
  }

  /** Refuses a patch that takes too many records out of use; a single one may always go. */
  void guard(Draft draft, Findings out) {
    long before = draft.below().tally().active();
    long lost = before - draft.tally().active();
    if (lost > mostRemoved(before)) {
      out.error(
          "RI_RECORD_COUNT",
          RI,
          null,
          null,
          "the patch would leave " + (before - lost) + " of " + before + " active records");
    }
    if (draft.size() < draft.below().size()) {
      out.error("RI_RECORD_COUNT", RI, null, null, "the patch would remove records");
    }
  }

  /** How many active records one patch may take out of use. */
  long mostRemoved(long active) {
    return Math.max(1, active * schema.mostRemovedPercent() / 100);
  }

  /** Numbers that were issued stay issued. */
  void counters(Draft draft, Findings out) {
    Set<String> lower = new LinkedHashSet<>();
    Counters.decreased(draft.below().counters(), draft.counters(), "counters", lower);
    for (String path : lower) {
      out.error("RI_COUNTER_DECREASED", RI, null, path, path + " may not go down or vanish");
    }
  }
}
