package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes rows of records, with what the last validation said of them. Safe on any thread. */
final class RecordRows {
  private volatile Map<String, String> problems = Map.of();

  /** Remembers the first problem of each record. */
  void validated(List<Finding> findings) {
    Map<String, String> first = new HashMap<>();
    for (Finding finding : findings) {
      String key = finding.key();
      if (key != null && !finding.warning()) {
        first.putIfAbsent(key, finding.code() + ": " + finding.message());
      }
    }
    problems = Map.copyOf(first);
  }

  RecordRow of(RegistryDocument document, int ordinal) {
    RecordHead head = document.head(ordinal);
    ObjectNode record = document.record(ordinal);
    JsonNode size = record.get("size_bytes");
    return new RecordRow(
        head.key(),
        head.kind(),
        head.docId(),
        head.kind().equals("edge") ? head.source() + " -> " + head.target() : head.path(),
        Objects.requireNonNullElse(head.status(), ""),
        RegistryJson.text(record, "sha256"),
        size != null && size.canConvertToLong() && size.isNumber() ? size.longValue() : null,
        RegistryJson.text(record, "updated_utc"),
        RegistryJson.text(record, "updated_by"),
        problem(head.key()));
  }

  private @Nullable String problem(String key) {
    return problems.get(key);
  }
}
