package dev.reeve.engine;

import dev.reeve.engine.registry.RegistryRevert.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Values of records as lines of a unified diff: {@code -column: was} and {@code +column: is}.
 *
 * @param text the lines, each with its end
 */
record RegistryLines(String text, int added, int removed) {

  /** The steps of one record. */
  static RegistryLines of(List<Step> steps) {
    StringBuilder text = new StringBuilder();
    int added = 0;
    int removed = 0;
    for (Step step : steps) {
      if (step.from() != null) {
        text.append('-').append(step.column()).append(": ").append(step.from()).append('\n');
        removed++;
      }
      if (step.to() != null) {
        text.append('+').append(step.column()).append(": ").append(step.to()).append('\n');
        added++;
      }
    }
    return new RegistryLines(text.toString(), added, removed);
  }

  /** The steps of several records, each below a line that names it. */
  static RegistryLines ofRecords(List<Step> steps) {
    StringBuilder text = new StringBuilder();
    int added = 0;
    int removed = 0;
    for (List<Step> record : byRecord(steps).values()) {
      RegistryLines lines = of(record);
      text.append("@@ -1,%d +1,%d @@ ".formatted(lines.removed(), lines.added()))
          .append(name(record.getFirst()))
          .append('\n')
          .append(lines.text());
      added += lines.added();
      removed += lines.removed();
    }
    return new RegistryLines(text.toString(), added, removed);
  }

  static Map<String, List<Step>> byRecord(List<Step> steps) {
    return steps.stream()
        .collect(Collectors.groupingBy(Step::record, LinkedHashMap::new, Collectors.toList()));
  }

  /** "docs/a.md (REC-000012)". */
  static String name(Step step) {
    return step.path() == null ? step.record() : step.path() + " (" + step.record() + ")";
  }
}
