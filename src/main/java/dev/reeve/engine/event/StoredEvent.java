package dev.reeve.engine.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.CanonicalJson;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An event as the store holds it; the line of the event file is made from nothing else, so that the
 * file can be made again to the byte. Immutable. Source: {@code docs/reference/lifecycle.md}.
 *
 * @param seq one ascending counter without a gap over all events
 * @param timestamp UTC, as all times of records
 * @param severity as {@link Severity#code}
 * @param change the change of state, null for every other event
 * @param reason may be empty
 * @param metadata a JSON object as text
 * @param context a JSON object as text
 * @param prevHash of the event before, 64 zeros for the first
 * @param hash over the canonical JSON of the line without this member
 */
public record StoredEvent(
    long seq,
    String eventId,
    String timestamp,
    String type,
    String severity,
    String entityType,
    String entityId,
    @Nullable Change change,
    String reason,
    String metadata,
    @Nullable String operator,
    String context,
    String prevHash,
    String hash) {
  /** What stands before the first event. */
  static final String NO_HASH = "0".repeat(64);

  static final int LONGEST_LINE = 64 * 1024;

  /**
   * A change of state.
   *
   * @param from null on creation
   */
  public record Change(@Nullable String from, String to, String trigger) {}

  /** The same with the hash it must have. */
  StoredEvent sealed() {
    ObjectNode node = node();
    node.remove("hash");
    String computed = CanonicalJson.hash(node);
    return new StoredEvent(
        seq,
        eventId,
        timestamp,
        type,
        severity,
        entityType,
        entityId,
        change,
        reason,
        metadata,
        operator,
        context,
        prevHash,
        computed);
  }

  /** The line of the event file, with its line feed. */
  byte[] line() {
    return (Json.line(node()) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Whether the metadata is too long for the line and lies beside it. */
  boolean metadataLiesBeside() {
    return length(node(json(metadata))) > LONGEST_LINE;
  }

  /** Name of the file that holds long metadata. */
  String metadataFile() {
    return Sha256.of(metadata) + ".json";
  }

  private ObjectNode node() {
    if (!metadataLiesBeside()) {
      return node(json(metadata));
    }
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    reference.put("metadata_sha256", Sha256.of(metadata));
    reference.put("metadata_bytes", metadata.getBytes(StandardCharsets.UTF_8).length);
    ObjectNode node = node(reference);
    if (length(node) > LONGEST_LINE) {
      throw EngineException.of(
          Kind.INVALID, "TOO_LARGE", "The event was not recorded: its texts exceed 64 KiB.");
    }
    return node;
  }

  private ObjectNode node(JsonNode shownMetadata) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("seq", seq).put("event_id", eventId).put("timestamp", timestamp);
    node.put("event_type", type).put("severity", severity);
    node.put("entity_type", entityType).put("entity_id", entityId);
    if (change != null) {
      node.put("from_state", change.from()).put("to_state", change.to());
      node.put("trigger", change.trigger());
    }
    node.put("reason", reason).set("metadata", shownMetadata);
    node.put("operator", operator).set("context", json(context));
    return node.put("prev_hash", prevHash).put("hash", hash.isEmpty() ? NO_HASH : hash);
  }

  private static int length(ObjectNode node) {
    return Json.line(node).getBytes(StandardCharsets.UTF_8).length + 1;
  }

  private static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw EngineException.of(Kind.UNAVAILABLE, "CORRUPT_ROW", "An event's JSON is damaged.")
          .causedBy(e);
    }
  }
}
