package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.CanonicalJson;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.time.Instant;

/**
 * One line of the trail as it was written. Source: {@code docs/reference/trail.md}.
 *
 * @param seq position in the chain, from 1 without a gap
 * @param time when it was appended, {@link Utc} form
 * @param type what happened, such as {@code commit_intent}
 * @param actor who did it
 * @param prevHash hash of the line before, 64 zeros for the first
 * @param hash SHA-256 of the canonical JSON of this line without its {@code hash}
 * @param json the whole line; do not change it
 */
public record TrailLine(
    long seq,
    String time,
    String type,
    String actor,
    String prevHash,
    String hash,
    ObjectNode json) {
  static final String START = "0".repeat(64);

  /**
   * What a caller wants on record.
   *
   * @param members free members (integers, text, booleans, null, lists, objects); the chain's own
   *     names are refused; never file content or secrets
   */
  public record Draft(String type, String actor, ObjectNode members) {
    public Draft {
      for (String own : java.util.List.of("seq", "time", "type", "actor", "prev_hash", "hash")) {
        if (members.has(own)) {
          throw new IllegalArgumentException("The trail itself sets '" + own + "'");
        }
      }
    }
  }

  static TrailLine next(long seq, String prevHash, Instant time, Draft draft) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("seq", seq);
    json.put("time", Utc.format(time));
    json.put("type", draft.type());
    json.put("actor", draft.actor());
    json.setAll(draft.members());
    json.put("prev_hash", prevHash);
    json.put("hash", CanonicalJson.hash(json));
    return of(json);
  }

  /**
   * Reads one line.
   *
   * @throws IllegalArgumentException when it is not a line of a trail
   */
  static TrailLine parse(String text) {
    JsonNode node;
    try {
      node = Json.parse(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException("not one JSON object", e);
    }
    if (!(node instanceof ObjectNode json)
        || !json.path("seq").isIntegralNumber()
        || !json.path("hash").isTextual()
        || !json.path("prev_hash").isTextual()) {
      throw new IllegalArgumentException("seq, prev_hash or hash is missing");
    }
    return of(json);
  }

  private static TrailLine of(ObjectNode json) {
    return new TrailLine(
        json.path("seq").longValue(),
        json.path("time").asText(),
        json.path("type").asText(),
        json.path("actor").asText(),
        json.path("prev_hash").asText(),
        json.path("hash").asText(),
        json);
  }

  /** Whether the stored hash is that of the line. */
  boolean sound() {
    ObjectNode without = json.deepCopy();
    without.remove("hash");
    try {
      return CanonicalJson.hash(without).equals(hash);
    } catch (IllegalArgumentException noCanonicalForm) {
      return false;
    }
  }

  /** A text member, empty when it is not there. */
  public String text(String member) {
    JsonNode value = json.path(member);
    return value.isNull() ? "" : value.asText();
  }
}
