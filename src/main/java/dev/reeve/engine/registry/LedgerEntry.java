package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.time.Instant;
import java.util.Locale;

/**
 * One line of the id ledger. Source: {@code docs/reference/ids.md}.
 *
 * @param time when
 * @param key counter key of the stream, empty for ids that belong to none
 * @param sequence number in the stream, 0 for ids that belong to none
 * @param path the file it was for, relative
 */
public record LedgerEntry(
    Instant time, String key, int sequence, DocId docId, String path, Action action) {

  /** Why the id is in the ledger. */
  public enum Action {
    /** Issued by Reeve. */
    ALLOCATE,
    /** Found in a file and taken over. */
    ADOPT,
    /** Brought by an import of an older registry. */
    IMPORT
  }

  ObjectNode json() {
    return Json.mapper()
        .createObjectNode()
        .put("utc", Utc.format(time))
        .put("key", key)
        .put("seq", sequence)
        .put("doc_id", docId.text())
        .put("path", path)
        .put("action", action.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Reads one line.
   *
   * @throws IllegalArgumentException when it is no ledger line
   */
  static LedgerEntry of(JsonNode line) {
    DocId id =
        DocId.parse(line.path("doc_id").asText())
            .orElseThrow(() -> new IllegalArgumentException("No doc_id in a ledger line"));
    return new LedgerEntry(
        Instant.parse(line.path("utc").asText()),
        line.path("key").asText(),
        line.path("seq").asInt(),
        id,
        line.path("path").asText(),
        Action.valueOf(line.path("action").asText().toUpperCase(Locale.ROOT)));
  }
}
