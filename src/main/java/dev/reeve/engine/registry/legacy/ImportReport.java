package dev.reeve.engine.registry.legacy;

import dev.reeve.engine.registry.WriteResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import would do, or did. Immutable. Source: {@code docs/reference/import.md}.
 *
 * @param sources what was read
 * @param activePaths distinct paths that have an active id in the sources
 * @param records records to add
 * @param counts cases under each rule, by its code; rules without any are absent
 * @param items every case
 * @param leftOut rows that get no record and wait for a person
 * @param executed whether it was asked to be done, not only shown
 * @param write how the one patch ended, or would end; null when there is nothing to write
 */
public record ImportReport(
    List<Source> sources,
    int activePaths,
    int records,
    Map<String, Integer> counts,
    List<ImportItem> items,
    int leftOut,
    boolean executed,
    @Nullable WriteResult write) {

  /**
   * One source.
   *
   * @param rows ids or, of an audit log, events
   */
  public record Source(String name, String form, String version, int rows) {}

  /** Whether the registry takes the import, or took it. */
  public boolean accepted() {
    return write == null || write.success();
  }
}
