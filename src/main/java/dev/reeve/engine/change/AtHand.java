package dev.reeve.engine.change;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Plans to which somebody of this process is saying yes right now: between being handed in and
 * being carried out they wait for nobody. Any thread.
 */
final class AtHand {
  private final Set<String> plans = ConcurrentHashMap.newKeySet();

  /** Does something with a plan; what is left undone of it waits again afterwards. */
  <T> T during(String planId, Supplier<T> act) {
    plans.add(planId);
    try {
      return act.get();
    } finally {
      plans.remove(planId);
    }
  }

  /** Whether nobody is saying yes to it at this moment. */
  boolean without(GovernanceDecision decision) {
    return !plans.contains(decision.planId());
  }
}
