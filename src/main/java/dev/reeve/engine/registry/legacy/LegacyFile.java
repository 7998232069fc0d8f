package dev.reeve.engine.registry.legacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One source, read. Immutable by convention. Source: {@code docs/reference/import.md}.
 *
 * @param name file name
 * @param version what the source says of its own format, empty when nothing
 * @param scope the scope it declares, null when none
 * @param rows its ids, in order
 * @param streams counters of document ids, as they stand there
 * @param lastRecord highest record number it counted, 0 when it counted none
 * @param facts what an audit log tells
 * @param problems lines that could not be read, by line number
 */
record LegacyFile(
    String name,
    Form form,
    String version,
    @Nullable String scope,
    List<LegacyRow> rows,
    ObjectNode streams,
    long lastRecord,
    List<AuditFact> facts,
    Map<Integer, String> problems) {

  /** What kind of source it is. */
  enum Form {
    ALLOCATION_REGISTRY,
    FILE_LIST,
    UNIFIED_REGISTRY,
    AUDIT_LOG
  }
}
