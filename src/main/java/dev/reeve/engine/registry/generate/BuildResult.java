package dev.reeve.engine.registry.generate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one generator in a run. Source: {@code docs/reference/generators.md}.
 *
 * @param written outputs that were replaced or made; without execution, those that would be
 * @param kept outputs that a person had changed: what they held is kept with the execution that
 *     replaced them and comes back by undoing it
 * @param executionIds one for each output written
 * @param code of the failure, null when there was none
 * @param message for people
 */
public record BuildResult(
    String id,
    Outcome outcome,
    List<String> written,
    List<String> kept,
    List<String> executionIds,
    @Nullable String code,
    String message) {

  /** How it ended. */
  public enum Outcome {
    BUILT,
    /** Only asked for: what would be built. */
    WOULD_BUILD,
    /** There was nothing to do. */
    CURRENT,
    /** The outputs that were not written yet are as before. */
    FAILED
  }
}
