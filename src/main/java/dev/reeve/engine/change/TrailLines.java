package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;

/** Reads the workspace's trail. Calls block. Source: {@code docs/reference/trail.md}. */
public interface TrailLines {

  /** The lines that name this execution, oldest first, as JSON text. */
  List<String> of(String executionId);

  /**
   * Every line, oldest first. The closing line of a small execution holds, as member {@code
   * result}, what {@link ExecutionResult#toJson} gives.
   */
  void each(Consumer<JsonNode> line);
}
