package dev.reeve.engine.links.index;

import dev.reeve.engine.links.Finding;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links of a workspace, kept current: it is told what changed, looks again at that and at what
 * pointed there, and tells a new snapshot. Nothing here blocks but what says so; safe on any
 * thread. Source: {@code docs/reference/links.md}.
 */
public final class LinkIndex implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LinkIndex.class);

  /** What belongs together is told within this time, as the two halves of a rename. */
  private static final Duration SETTLE = Duration.ofMillis(100);

  /** What nobody tells, such as a change in a folder that is not watched, is found so often. */
  private static final Duration ALL_AGAIN = Duration.ofMinutes(5);

  private final EngineClock clock;
  private final ScheduledExecutorService timer;
  private final Consumer<LinkSnapshot> listener;
  private final @Nullable IndexKeeper keeper;
  private final Model model;

  private final ReentrantLock guard = new ReentrantLock();
  private final Condition rested = guard.newCondition();
  private final Advice advice;

  // under the guard
  private Set<String> told = new HashSet<>();
  private List<Consumer<Model>> asked = new ArrayList<>();
  private boolean everything;
  private boolean started;
  private boolean closed;
  private @Nullable Thread worker;
  private @Nullable ScheduledFuture<?> soon;
  private @Nullable ScheduledFuture<?> again;

  /** Whether this look told what an earlier process had found; the worker's alone. */
  private boolean recalled;

  private volatile LinkSnapshot snapshot = LinkSnapshot.NONE;

  /**
   * @param pool where documents are read and judged; as many threads as cores are best
   * @param timer starts what is due; nothing is done on it
   * @param keeps whether what was read is kept for the next process; only one process may
   * @param listener told of every new snapshot, in order; must return at once
   */
  public LinkIndex(
      Workspace workspace,
      EngineClock clock,
      ExecutorService pool,
      ScheduledExecutorService timer,
      boolean keeps,
      Consumer<LinkSnapshot> listener) {
    this.clock = clock;
    this.timer = timer;
    this.listener = listener;
    this.model = new Model(workspace, clock, pool);
    this.advice = new Advice(workspace, clock, timer, this::ask, this::take);
    this.keeper = keeps ? new IndexKeeper(workspace, pool, timer, this::ask) : null;
  }

  /** Whether somebody has read this workspace before, and kept what there was. */
  public static boolean isKept(Workspace workspace) {
    return new IndexFile(workspace).isThere();
  }

  /** Begins to read the workspace; what was told before counts too. Does nothing a second time. */
  public void start() {
    guard.lock();
    try {
      if (started || closed) {
        return;
      }
      started = true;
      everything = true;
      again =
          timer.scheduleWithFixedDelay(
              this::refresh, ALL_AGAIN.toMinutes(), ALL_AGAIN.toMinutes(), TimeUnit.MINUTES);
      run();
    } finally {
      guard.unlock();
    }
  }

  /**
   * Something happened to a path: it came, went, or was written. The path of a folder stands for
   * what is below it.
   *
   * @param path relative to the root, {@code /} separators; empty when anything may be another
   */
  public void changed(String path) {
    guard.lock();
    try {
      if (path.isEmpty()) {
        everything = true;
      } else {
        told.add(path);
      }
      if (started && !closed && worker == null && soon == null) {
        soon = timer.schedule(this::runNow, SETTLE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (RejectedExecutionException closing) {
      LOG.debug("{} is not looked at any more", path);
    } finally {
      guard.unlock();
    }
  }

  /** Looks at the whole folder again; returns at once. */
  public void refresh() {
    changed("");
  }

  /** What is known; {@link LinkSnapshot#NONE} before the first reading ended. */
  public LinkSnapshot snapshot() {
    return snapshot;
  }

  /**
   * Waits until everything that was told is in the snapshot, its suggestions among it. Blocks.
   *
   * @return false when the time was over first
   */
  public boolean awaitCurrent(Duration longest) throws InterruptedException {
    long left = longest.toNanos();
    guard.lock();
    try {
      while (isBusy()) {
        if (left <= 0) {
          return false;
        }
        left = rested.awaitNanos(left);
      }
      return true;
    } finally {
      guard.unlock();
    }
  }

  private boolean isBusy() {
    return !closed
        && (!started
            || worker != null
            || everything
            || !told.isEmpty()
            || !asked.isEmpty()
            || advice.isBusy());
  }

  /**
   * Says where findings should lead, by everything that can be known, what version control has on
   * record among it. Blocks, the first time for seconds.
   *
   * @param findings of a snapshot
   * @return the same in the same order, with suggestions
   * @throws EngineException {@code CANCELLED} when interrupted or closed
   */
  public List<Finding> advise(List<Finding> findings) {
    return advice.withHistory(findings);
  }

  private void runNow() {
    guard.lock();
    try {
      soon = null;
      run();
    } finally {
      guard.unlock();
    }
  }

  /** Has something done between two looks, where the model stands still. */
  private void ask(Consumer<Model> question) {
    guard.lock();
    try {
      asked.add(question);
      run();
    } finally {
      guard.unlock();
    }
  }

  /** Under the guard. */
  private void run() {
    if (worker == null && started && !closed) {
      worker = Thread.ofVirtual().name("links").start(this::work);
    }
  }

  private void work() {
    while (true) {
      Set<String> paths;
      List<Consumer<Model>> questions;
      boolean all;
      guard.lock();
      try {
        if (closed || (told.isEmpty() && asked.isEmpty() && !everything)) {
          worker = null;
          rested.signalAll();
          return;
        }
        paths = told;
        questions = asked;
        all = everything;
        told = new HashSet<>();
        asked = new ArrayList<>();
        everything = false;
      } finally {
        guard.unlock();
      }
      if (all || !paths.isEmpty()) {
        look(paths, all);
      }
      questions.forEach(each -> each.accept(model));
    }
  }

  private void look(Set<String> paths, boolean all) {
    recalled = false;
    try {
      if (snapshot.number() == 0 && keeper != null) {
        keeper.restore(model, this::recall);
      }
      long start = clock.nanos();
      long before = model.judgements();
      boolean others = all ? model.readAll() : model.look(paths);
      if (model.judgements() != before || !snapshot.complete()) {
        LinkSnapshot now =
            model.snapshot(snapshot.number() + 1, Duration.ofNanos(clock.nanos() - start));
        if (!recalled || !now.saysTheSame(snapshot)) {
          tell(now);
        }
        advice.look(model, now, others);
        if (keeper != null) {
          keeper.saveLater();
        }
      }
    } catch (InterruptedException e) {
      model.distrust(); // closed
    } catch (EngineException e) {
      fail(e.getMessage());
    } catch (IOException e) {
      fail("The folder cannot be listed: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("The links were not looked at; the next change begins anew", e);
      fail("The links could not be looked at: " + e);
    }
  }

  private void fail(@Nullable String problem) {
    model.distrust();
    tell(LinkSnapshot.failed(snapshot.number() + 1, String.valueOf(problem)));
  }

  /** Suggestions that were found; told as a new snapshot unless nothing is known by now. */
  private void take(Map<String, Finding> advised) {
    if (snapshot.complete() && model.advise(advised)) {
      tell(model.snapshot(snapshot.number() + 1, snapshot.took()));
      if (keeper != null) {
        keeper.saveLater();
      }
    }
  }

  /** What an earlier process found, and what holds. */
  private void recall(LinkSnapshot found) {
    recalled = true;
    tell(found.numbered(snapshot.number() + 1));
  }

  private void tell(LinkSnapshot now) {
    snapshot = now;
    listener.accept(now);
  }

  /** Ends; waits for what is being done, and writes what was read. */
  @Override
  public void close() {
    Thread working;
    guard.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      working = worker;
      for (ScheduledFuture<?> each : Arrays.asList(soon, again)) {
        if (each != null) {
          each.cancel(false);
        }
      }
      rested.signalAll();
    } finally {
      guard.unlock();
    }
    advice.close();
    try {
      if (working != null) {
        working.interrupt();
        working.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (keeper != null) {
      keeper.close(model);
    }
  }
}
