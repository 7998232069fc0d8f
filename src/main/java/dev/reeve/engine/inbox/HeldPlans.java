package dev.reeve.engine.inbox;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.RegistryEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Comparisons with the registry whose repairs passed a limit. Source: {@code
 * docs/reference/inbox.md}.
 */
public final class HeldPlans implements InboxSource {
  private final Supplier<List<HeldPlan>> plans;
  private final Function<String, Optional<Instant>> settledByPerson;

  /**
   * @param settledByPerson when a person last settled the plan of a watched folder
   */
  public HeldPlans(
      Supplier<List<HeldPlan>> plans, Function<String, Optional<Instant>> settledByPerson) {
    this.plans = plans;
    this.settledByPerson = settledByPerson;
  }

  @Override
  public InboxKind kind() {
    return InboxKind.PLAN_HELD;
  }

  @Override
  public boolean changedBy(EngineEvent event) {
    return event instanceof RegistryEvent.PlansHeld;
  }

  @Override
  public List<Concern> read() {
    return plans.get().stream().map(this::concern).toList();
  }

  private Concern concern(HeldPlan plan) {
    return new Concern(
        Concern.id(kind(), plan.root()),
        kind(),
        (plan.differences() == 1
                ? "1 difference waits in "
                : plan.differences() + " differences wait in ")
            + name(plan.root()),
        plan.reason()
            + " Look at the differences; if they are meant, allow the plan with Reconcile, or with"
            + " reeve registry reconcile --apply --confirm and the plan's ID.",
        plan.differences(),
        plan.since(),
        null,
        null,
        InboxPlace.of(Pane.RECORDS),
        List.of(
            "folder: " + name(plan.root()),
            "plan: " + plan.planId(),
            "differences: " + plan.differences()));
  }

  private static String name(String root) {
    return root.equals(".") ? "the workspace" : root + "/";
  }

  @Override
  public boolean endedByPerson(Concern gone, Instant shownAt) {
    String root = gone.id().substring(Concern.id(kind(), "").length());
    return settledByPerson.apply(root).filter(at -> !at.isBefore(shownAt)).isPresent();
  }
}
