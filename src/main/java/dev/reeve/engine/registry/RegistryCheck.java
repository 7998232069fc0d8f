package dev.reeve.engine.registry;

import java.time.Instant;
import java.util.Map;

/**
 * How one comparison or validation ended. Source: {@code docs/reference/rollout.md}.
 *
 * @param live whether repairs were made; false in observe mode
 * @param scope the folders, joined by commas; of a validation {@code strict} or {@code fast}
 * @param outcome such as {@code completed}, {@code observed}, {@code held}; of a validation {@code
 *     sound} or {@code errors}
 * @param found differences, without ids that stay a gap; of a validation its errors
 * @param unexplained those that the queue cannot mend or gave up, and a person must decide
 * @param counts differences by kind
 */
public record RegistryCheck(
    Instant at,
    Kind kind,
    boolean live,
    String scope,
    String outcome,
    long found,
    long unexplained,
    Map<String, Long> counts) {

  /** What was checked. */
  public enum Kind {
    RECONCILE,
    VALIDATION
  }
}
