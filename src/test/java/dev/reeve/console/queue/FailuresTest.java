package dev.reeve.console.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.SampleData;
import dev.reeve.engine.queue.FailureCodes;
import dev.reeve.engine.queue.WorkItem;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Failures in words. */
final class FailuresTest {
  @Test
  @DisplayName(
      "Every code the queue knows has words of its own, and so has a used up series of ids")
  void everyKnownCodeHasWords() {
    Set<String> codes = new TreeSet<>(FailureCodes.HOPELESS);
    codes.addAll(FailureCodes.RETRYABLE);
    codes.addAll(FailureCodes.CLOSED);
    codes.addAll(
        Set.of("SEQ_EXHAUSTED", FailureCodes.HANDLER_FAILED, "WP_IMMUTABLE", "RI_DUPLICATE_ID"));
    codes.removeIf(code -> Failures.name(code).isPresent());
    assertEquals(Set.of(), codes);
  }

  @Test
  @DisplayName("A code of a family that has words of its own does not take the family's")
  void ownWordsGoFirst() {
    assertEquals(Failures.name("REGISTRY_UNREADABLE"), Failures.name("SA_VERSION_TOO_NEW"));
    assertFalse(Failures.name("SA_VERSION_TOO_NEW").equals(Failures.name("SA_SCHEMA")));
    assertEquals(Optional.empty(), Failures.name(null));
  }

  @Test
  @DisplayName("A dead letter says what happened, what is safe and what to do, whatever its code")
  void aDeadLetterIsExplained() {
    assertEquals(
        "8 of 8 tries failed: ID series is used up (SEQ_EXHAUSTED): No id was allocated for a.md:"
            + " stream 1 is used up. The file and the registry are as before. To do: in"
            + " .reeve/config.toml (Settings, Registry opens it) give scope under [registry] six"
            + " other digits, open the workspace anew, then requeue it, or drop it.",
        why("SEQ_EXHAUSTED", "No id was allocated for a.md: stream 1 is used up.", 8));
    assertEquals(
        "Two files carry one ID (ID_CONFLICT): 7 is in a.md and b.md, and more tries would not"
            + " mend it. The file and the registry are as before. To do: give one of the two files"
            + " another ID, then requeue it, or drop it.",
        why("ID_CONFLICT", "7 is in a.md and b.md.", 1));
    String unknown = why("NEVER_HEARD_OF", "It was odd.", 8);
    assertTrue(unknown.startsWith("8 of 8 tries failed: NEVER_HEARD_OF: It was odd. "), unknown);
    assertTrue(unknown.contains("was rolled back, or stands in Executions."), unknown);
    assertTrue(unknown.contains("To do: correct what the error names, then requeue it"), unknown);
  }

  private static String why(String code, String error, int attempts) {
    WorkItem failed = SampleData.dead("W-9", "a.md", code, error, attempts);
    return QueueWords.why(failed, null, false, SampleData.NOW);
  }
}
