package dev.reeve.console.fx;

import dev.reeve.engine.workspace.EngineException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way a pane asks the engine for something that blocks: it runs on a background thread, the
 * answer or the failure comes back on the screen thread. Safe on any thread.
 */
public final class BackgroundWork {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);
  private final Executor background;
  private final Executor screen;
  private final AtomicLong outstanding = new AtomicLong();

  /**
   * @param background where the work runs; in tests the calling thread
   * @param screen where answers arrive; in tests the calling thread
   */
  public BackgroundWork(Executor background, Executor screen) {
    this.background = background;
    this.screen = screen;
  }

  /** Runs the work and hands on its answer, or the problem, which can have it run again. */
  public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Problem> failed) {
    start(work, done, problem -> failed.accept(problem.retriedBy(() -> run(work, done, failed))));
  }

  private <T> void start(Callable<T> work, Consumer<T> done, Consumer<Problem> failed) {
    outstanding.incrementAndGet();
    background.execute(
        () -> {
          Runnable answer;
          try {
            T result = work.call();
            answer = () -> done.accept(result);
          } catch (Exception e) {
            Problem problem = Problem.of(e);
            note(problem, e);
            answer = () -> failed.accept(problem);
          }
          screen.execute(finishing(answer));
        });
  }

  /** What the engine says in words needs no stack trace; anything else does. */
  private static void note(Problem problem, Exception e) {
    if (e instanceof EngineException) {
      LOG.warn("{}: {}", problem.code(), problem.what());
    } else {
      LOG.error("Work in the background failed", e);
    }
  }

  private Runnable finishing(Runnable answer) {
    return () -> {
      try {
        answer.run();
      } finally {
        outstanding.decrementAndGet();
      }
    };
  }

  /** Whether everything asked for has been answered. */
  public boolean idle() {
    return outstanding.get() == 0;
  }

  /** A question of which only the newest answer counts; late answers to older ones are dropped. */
  public Latest latest() {
    return new Latest();
  }

  /** See {@link #latest}. Screen thread. */
  public final class Latest {
    private long newest;

    private Latest() {}

    /** Asks anew; an answer still under way to an older question is dropped. */
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Problem> failed) {
      long mine = ++newest;
      start( // asking again is for who knows what is asked by then
          work,
          answer -> {
            if (mine == newest) {
              done.accept(answer);
            }
          },
          problem -> {
            if (mine == newest) {
              failed.accept(problem);
            }
          });
    }

    /** Drops the answer under way, if any. */
    public void forget() {
      newest++;
    }
  }
}
