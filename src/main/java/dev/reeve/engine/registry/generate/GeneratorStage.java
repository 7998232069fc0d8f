package dev.reeve.engine.registry.generate;

import dev.reeve.engine.queue.Claim;
import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.Handler;
import dev.reeve.engine.queue.Outcome;
import dev.reeve.engine.registry.DriftKind;
import dev.reeve.engine.registry.Repairs;
import dev.reeve.engine.registry.generate.GeneratorRow.State;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.WorkInHand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage S8: after each batch of files, once, the generators that it made stale get a row in the
 * queue, of the last priority; and it does the work of such rows. Files go on to the handler behind
 * it. While the registry cannot be read, as when a person is just writing it, it looks again until
 * it can. Blocks; safe on any thread. Source: {@code docs/reference/generators.md}.
 */
public final class GeneratorStage implements Handler, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GeneratorStage.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Handler files;
  private final Generators generators;
  private final Repairs queue;
  private final BooleanSupplier live;
  private final Runnable refresh;
  private final EngineClock clock;
  private final Executor afterAWhile;
  private final WorkInHand inHand = new WorkInHand();
  private final AtomicBoolean looksAgain = new AtomicBoolean();

  /** State of the registry whose stale generators are in the queue. */
  private volatile String surveyed = "";

  /**
   * @param files does the work of all other rows
   * @param live whether anything may be built
   * @param refresh lets the declared outputs of the newest registry be ignored; called before each
   *     batch
   * @param afterAWhile runs what is to be tried again, some seconds later
   */
  public GeneratorStage(
      Handler files,
      Generators generators,
      Repairs queue,
      BooleanSupplier live,
      Runnable refresh,
      EngineClock clock,
      Executor afterAWhile) {
    this.files = files;
    this.generators = generators;
    this.queue = queue;
    this.live = live;
    this.refresh = refresh;
    this.clock = clock;
    this.afterAWhile = afterAWhile;
  }

  @Override
  public List<Outcome> handle(List<Claim> batch) {
    refresh.run();
    List<Claim> builds = batch.stream().filter(GeneratorStage::isBuild).toList();
    List<Claim> others = batch.stream().filter(claim -> !isBuild(claim)).toList();
    List<Outcome> out = new ArrayList<>();
    if (!others.isEmpty()) {
      out.addAll(files.handle(others));
    }
    builds.forEach(claim -> out.add(build(claim)));
    queueStale();
    return out;
  }

  private static boolean isBuild(Claim claim) {
    return claim.item().event() == FileEventKind.RECONCILE
        && DriftKind.STALE_GENERATOR.name().equals(claim.reconcileKind());
  }

  private Outcome build(Claim claim) {
    try {
      @Nullable GeneratorRow row = generators.writing(claim.path());
      if (row == null) {
        return new Outcome.Done(claim, "no generator", null);
      }
      if (row.state() == State.REFUSED) {
        return new Outcome.Dead(claim, String.valueOf(row.code()), row.reason());
      }
      if (row.state() != State.STALE || !live.getAsBoolean()) {
        return new Outcome.Done(claim, live.getAsBoolean() ? row.state().name() : "planned", null);
      }
      BuildResult result = generators.build(row.id(), null);
      return result.code() == null
          ? new Outcome.Done(claim, "generated", last(result.executionIds()))
          : failed(claim, result.code(), result.message());
    } catch (EngineException e) {
      return failed(claim, e.code(), String.valueOf(e.getMessage()));
    }
  }

  /** What a generator's own rules refuse stays refused until a person changes something. */
  private static Outcome failed(Claim claim, String code, String message) {
    return code.startsWith("GENERATOR_")
        ? new Outcome.Dead(claim, code, message)
        : Outcome.failed(claim, code, message);
  }

  private static @Nullable String last(List<String> ids) {
    return ids.isEmpty() ? null : ids.getLast();
  }

  /**
   * Queues what is stale and not in the queue yet; when that cannot be told now, as soon as it can.
   */
  public void queueStale() {
    if (live.getAsBoolean() && !isQueued() && looksAgain.compareAndSet(false, true)) {
      lookLater();
    }
  }

  private void lookLater() {
    afterAWhile.execute(() -> inHand.run(this::lookAgain));
  }

  private void lookAgain() {
    if (isQueued()) {
      looksAgain.set(false);
    } else {
      lookLater();
    }
  }

  /** False when it could not be told what is stale, or not be queued. */
  private boolean isQueued() {
    try {
      String hash = generators.registryHash();
      if (hash.equals(surveyed)) {
        return true; // what generators are made of is what it was after the last batch
      }
      if (queue.isFlooded()) {
        return true; // the survey reads every record; the next batch asks again
      }
      List<String> due = generators.due();
      if (!due.isEmpty()) {
        Set<String> pending = queue.pending().keySet();
        queue.submit(
            due.stream().filter(path -> !pending.contains(path)).map(this::event).toList());
      }
      surveyed = hash;
      return true;
    } catch (EngineException e) {
      if (!looksAgain.get()) {
        LOG.warn("Stale generators are not queued yet: {}", e.getMessage());
      }
      return false;
    } catch (RuntimeException e) { // files were handled, and must not seem to have failed
      LOG.error("Stale generators were not queued", e);
      return true;
    }
  }

  private FileEvent event(String output) {
    return new FileEvent(
        ".",
        output,
        null,
        FileEventKind.RECONCILE,
        clock.now(),
        DriftKind.STALE_GENERATOR.name(),
        null);
  }

  /** Waits for what runs; nothing is tried again from now on. */
  @Override
  public void close() {
    inHand.close(STOP_LIMIT);
  }
}
