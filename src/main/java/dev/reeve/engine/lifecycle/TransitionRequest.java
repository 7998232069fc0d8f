package dev.reeve.engine.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * A wish to change the state of one entity. Immutable but for its metadata, which the service
 * copies. Source: {@code docs/reference/lifecycle.md}.
 *
 * @param expectedVersion the version the caller has read
 * @param toState null or an unknown name is refused
 * @param trigger the recorded cause
 * @param operator null when nobody asked for it
 * @param metadata added to what the machine records by itself; its numbers are whole
 * @param commandId one command delivered twice is done once and answered twice; null when the
 *     engine acts by itself
 * @param consequence whether it follows from another request of the same command
 */
public record TransitionRequest(
    String entityType,
    String entityId,
    long expectedVersion,
    @Nullable String toState,
    String trigger,
    @Nullable String reason,
    @Nullable String operator,
    ObjectNode metadata,
    @Nullable String commandId,
    boolean consequence) {

  /** What the engine does by itself. */
  public static TransitionRequest automatic(
      String entityType, Entity entity, String toState, String trigger) {
    return new TransitionRequest(
        entityType,
        entity.id(),
        entity.version(),
        toState,
        trigger,
        null,
        null,
        JsonNodeFactory.instance.objectNode(),
        null,
        false);
  }

  /** The same with a reason. */
  public TransitionRequest because(@Nullable String why) {
    return new TransitionRequest(
        entityType,
        entityId,
        expectedVersion,
        toState,
        trigger,
        why,
        operator,
        metadata,
        commandId,
        consequence);
  }

  /** The same as a person's command. */
  public TransitionRequest by(String person, @Nullable String command) {
    return new TransitionRequest(
        entityType,
        entityId,
        expectedVersion,
        toState,
        trigger,
        reason,
        person,
        metadata,
        command,
        consequence);
  }

  /** The same with metadata. */
  public TransitionRequest with(ObjectNode more) {
    return new TransitionRequest(
        entityType,
        entityId,
        expectedVersion,
        toState,
        trigger,
        reason,
        operator,
        more,
        commandId,
        consequence);
  }

  /** The same as something that follows from another request, under its command and operator. */
  public TransitionRequest following(TransitionRequest cause) {
    return new TransitionRequest(
        entityType,
        entityId,
        expectedVersion,
        toState,
        trigger,
        reason,
        cause.operator,
        metadata,
        cause.commandId,
        true);
  }

  /** What makes two deliveries of a command the same command. */
  String payloadHash() {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.put("entity_type", entityType).put("entity_id", entityId);
    payload.put("expected_version", expectedVersion).put("to_state", toState);
    payload.put("trigger", trigger).put("reason", reason).put("operator", operator);
    payload.set("metadata", metadata);
    return CanonicalJson.hash(payload);
  }
}
