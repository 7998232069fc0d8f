package dev.reeve.engine.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was answered to each command. */
final class CommandDao {
  private CommandDao() {}

  /**
   * A command that was carried out.
   *
   * @param payload hash of what it asked
   */
  record Answered(String payload, TransitionResult.Applied outcome) {}

  static Optional<Answered> find(Tx tx, String commandId) throws SQLException {
    return tx.first(
        "SELECT payload_sha256, outcome_json FROM commands WHERE command_id = ?",
        row -> new Answered(row.getString(1), outcome(commandId, row.getString(2))),
        commandId);
  }

  private static TransitionResult.Applied outcome(String commandId, String json) {
    try {
      JsonNode node = Json.parse(json);
      return new TransitionResult.Applied(
          node.path("seq").asLong(),
          node.path("event_id").asText(),
          node.path("entity_type").asText(),
          node.path("entity_id").asText(),
          node.path("from").textValue(),
          node.path("to").asText(),
          node.path("version").asLong(),
          Utc.parse(node.path("at").asText()));
    } catch (JsonProcessingException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              "CORRUPT_ROW",
              "The answer to command " + commandId + " is damaged.")
          .causedBy(e);
    }
  }

  static void insert(
      Tx tx,
      String commandId,
      @Nullable String operator,
      String payload,
      TransitionResult.Applied outcome)
      throws SQLException {
    tx.update(
        "INSERT INTO commands VALUES (?, ?, ?, ?, ?)",
        commandId,
        Utc.format(outcome.at()),
        operator,
        payload,
        Json.line(json(outcome)));
  }

  private static ObjectNode json(TransitionResult.Applied outcome) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("seq", outcome.seq()).put("event_id", outcome.eventId());
    node.put("entity_type", outcome.entityType()).put("entity_id", outcome.entityId());
    node.put("from", outcome.from()).put("to", outcome.to());
    return node.put("version", outcome.version()).put("at", Utc.format(outcome.at()));
  }

  static int forgetBefore(Tx tx, Instant time) throws SQLException {
    return tx.update("DELETE FROM commands WHERE received_at < ?", Utc.format(time));
  }
}
