package dev.reeve.engine.change;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Plans as a person or a tool hands them in. */
public final class TestPlans {
  private TestPlans() {}

  /** One of the given risk. */
  public static ChangePlan plan(
      String intent, List<String> paths, String account, Risk risk, String rollback, Instant now) {
    ChangePlan made = ChangePlan.internal(intent, "Because", paths, account, now);
    return new ChangePlan(
        made.id(),
        made.intent(),
        made.objective(),
        made.rationale(),
        made.affectedPaths(),
        risk,
        rollback,
        "true",
        null,
        account,
        null,
        now,
        9000,
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        null,
        Map.of());
  }
}
