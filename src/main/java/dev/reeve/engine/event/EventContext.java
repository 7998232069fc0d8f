package dev.reeve.engine.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What an event belongs to, as far as known. Immutable. Source: {@code
 * docs/reference/lifecycle.md}.
 */
public record EventContext(
    @Nullable String runId,
    @Nullable String workstreamId,
    @Nullable String phaseId,
    @Nullable String taskId) {
  /** Belongs to nothing larger. */
  public static final EventContext NONE = new EventContext(null, null, null, null);

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    put(node, "run_id", runId);
    put(node, "workstream_id", workstreamId);
    put(node, "phase_id", phaseId);
    put(node, "task_id", taskId);
    return node;
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }
}
