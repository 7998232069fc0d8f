package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.suggest.Band;
import java.util.Set;

/**
 * Which fixes of a plan are meant. Source: {@code docs/reference/links.md}.
 *
 * @param medium whether those of medium confidence too
 * @param only ids; empty for all. A picked one may be of medium confidence
 */
public record FixChoice(boolean medium, Set<String> only) {
  /** Those of high confidence. */
  public static final FixChoice HIGH = new FixChoice(false, Set.of());

  boolean takes(PlannedFix fix) {
    boolean picked = only.contains(fix.id());
    return (only.isEmpty() || picked)
        && (fix.confidence() == Band.HIGH
            || (fix.confidence() == Band.MEDIUM && (medium || picked)));
  }
}
