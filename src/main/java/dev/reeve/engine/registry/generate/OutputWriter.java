package dev.reeve.engine.registry.generate;

import dev.reeve.engine.workspace.SafePath;
import org.jspecify.annotations.Nullable;

/**
 * Puts outputs into the workspace; {@code Engine} wires it to the change room. Blocks. Source:
 * {@code docs/reference/generators.md}.
 */
@FunctionalInterface
public interface OutputWriter {
  /**
   * Replaces one file, or makes it, as one execution that can be undone.
   *
   * @param before its present bytes, null when it must not exist
   * @param intent what it is for, in words
   * @param operator account that asked for it, null for the engine itself
   * @return id of the execution
   * @throws dev.reeve.engine.workspace.EngineException {@code PRECONDITION_FAILED} when the file is
   *     not as it was read, and what else kept it from being written; it is as before then
   */
  String write(
      SafePath path,
      byte @Nullable [] before,
      byte[] after,
      String intent,
      @Nullable String operator);
}
