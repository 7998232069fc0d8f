package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.fix.FixOutcome;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.links.fix.FixResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the edits that carry a decision out. */
final class EditOutcomes {
  private EditOutcomes() {}

  /** By the ids of the edits. */
  static Map<String, FixOutcome> byId(FixResult result) {
    Map<String, FixOutcome> out = new HashMap<>();
    result.outcomes().forEach(outcome -> out.put(outcome.id(), outcome));
    return out;
  }

  /** The first of these edits that was not written, or would not be; null when all were. */
  static @Nullable FixOutcome firstBad(List<String> parts, Map<String, FixOutcome> outcomes) {
    for (String part : parts) {
      FixOutcome outcome = outcomes.get(part);
      if (outcome != null && !good(outcome.status())) {
        return outcome;
      }
    }
    return null;
  }

  private static boolean good(Status status) {
    return status == Status.PLANNED || status == Status.VERIFIED || status == Status.ALREADY_FIXED;
  }
}
