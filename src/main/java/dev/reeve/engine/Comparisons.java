package dev.reeve.engine;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.registry.ReconcileProgress;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.registry.ReconcileRequest;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.WorkInHand;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares watched folders with the registry, each on a thread of its own, and keeps of each the
 * plan that a person must allow first.
 */
final class Comparisons {
  private static final Logger LOG = LoggerFactory.getLogger(Comparisons.class);

  private final RegistryRoom registry;
  private final HeldPlanDao heldPlans;
  private final EventBus bus;
  private final WorkInHand inHand;
  private final BooleanSupplier closing;
  private final AtomicInteger running = new AtomicInteger();

  /**
   * @param inHand what is awaited when the owner closes
   * @param closing whether it does; a comparison ends early then
   */
  Comparisons(
      RegistryRoom registry,
      HeldPlanDao heldPlans,
      EventBus bus,
      WorkInHand inHand,
      BooleanSupplier closing) {
    this.registry = registry;
    this.heldPlans = heldPlans;
    this.bus = bus;
    this.inHand = inHand;
    this.closing = closing;
  }

  /** Whether one runs, or is about to. */
  boolean isRunning() {
    return running.get() > 0;
  }

  /** Begins; what comes of it is given when it has ended, or it is cancelled at the end. */
  CompletionStage<ReconcileReport> begin(String root, boolean deep) {
    CompletableFuture<ReconcileReport> done = new CompletableFuture<>();
    running.incrementAndGet();
    Thread.ofVirtual()
        .name("reconcile")
        .start(
            () -> {
              if (!inHand.run(() -> compare(root, deep, done))) {
                done.cancel(false);
              }
              running.decrementAndGet();
            });
    return done;
  }

  private void compare(String root, boolean deep, CompletableFuture<ReconcileReport> done) {
    try {
      done.complete(run(root, deep));
    } catch (RuntimeException e) {
      LOG.error("The folder {} was not compared with the registry", root, e);
      done.completeExceptionally(e);
    }
  }

  private ReconcileReport run(String root, boolean deep) {
    ReconcileRequest request = ReconcileRequest.of(List.of(root));
    loadInventory();
    registry.declareOutputs();
    ReconcileReport report =
        registry
            .reconciler()
            .run(deep ? request.deeply() : request, ReconcileProgress.NONE, closing);
    if (heldPlans.compared(root, report)) {
      bus.publish(new RegistryEvent.PlansHeld());
    }
    if (!report.reason().isEmpty()) {
      LOG.warn("Comparing {} with the registry: {}", root, report.reason());
    }
    return report;
  }

  private void loadInventory() {
    try {
      registry.inventory().load();
    } catch (EngineException e) {
      LOG.warn("The registry is not known: {}", e.getMessage());
    }
  }
}
