package dev.reeve.engine.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An event that is about to be recorded. Its texts are data and never interpreted. Source: {@code
 * docs/reference/lifecycle.md}.
 *
 * @param type such as {@code task_state_transition} or {@code log_repaired}
 * @param entityType one of the eight machines' names, or {@code engine}
 * @param change the change of state, null for every other event
 * @param metadata copied when recorded; its numbers are whole
 * @param operator null when nobody asked for it
 */
public record NewEvent(
    String type,
    Severity severity,
    String entityType,
    String entityId,
    @Nullable Change change,
    @Nullable String reason,
    ObjectNode metadata,
    @Nullable String operator,
    EventContext context) {

  /**
   * A change of state.
   *
   * @param from null on creation
   * @param version the entity's version after the change
   * @param commandId the command that asked for it
   */
  public record Change(
      @Nullable String from, String to, String trigger, long version, @Nullable String commandId) {}

  /** An event of the engine itself. */
  public static NewEvent ofEngine(String type, Severity severity, ObjectNode metadata) {
    return new NewEvent(
        type, severity, "engine", "engine", null, null, metadata, null, EventContext.NONE);
  }

  /** A change of state; the type follows from the entity's. */
  public static NewEvent ofChange(
      Severity severity,
      String entityType,
      String entityId,
      Change change,
      @Nullable String reason,
      ObjectNode metadata,
      @Nullable String operator,
      EventContext context) {
    return new NewEvent(
        entityType + "_state_transition",
        severity,
        entityType,
        entityId,
        change,
        reason,
        metadata,
        operator,
        context);
  }
}
