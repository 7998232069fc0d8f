package dev.reeve.engine.links.index;

import dev.reeve.engine.links.Advisor;
import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.FolderTree;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for suggestions beside the index: new findings at once, all of them again when names came
 * or went. It never looks at two states at once and rests in between, so that a burst of changes
 * costs little.
 */
final class Advice implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Advice.class);

  /** More are left to whoever asks for them. */
  private static final int MOST = 2_000;

  /** It rests so many times as long as it worked. */
  private static final int REST = 4;

  private static final Set<Category> OF_HEADINGS =
      Set.of(Category.MISSING_ANCHOR, Category.MISSING_ANCHOR_SAME_FILE);

  private final Workspace workspace;
  private final EngineClock clock;
  private final ScheduledExecutorService timer;
  private final Consumer<Consumer<Model>> ask;
  private final Consumer<Map<String, Finding>> found;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  // changed on the index's own thread alone
  private final Set<String> done = new HashSet<>();
  private volatile Map<String, Finding> wanted = Map.of();
  private volatile boolean working;
  private boolean resting;

  /**
   * @param ask has something done between two looks of the index
   * @param found takes suggestions, there
   */
  Advice(
      Workspace workspace,
      EngineClock clock,
      ScheduledExecutorService timer,
      Consumer<Consumer<Model>> ask,
      Consumer<Map<String, Finding>> found) {
    this.workspace = workspace;
    this.clock = clock;
    this.timer = timer;
    this.ask = ask;
    this.found = found;
  }

  /**
   * On the index's thread: looks at what a new snapshot asks for.
   *
   * @param otherNames whether names came or went since the last one
   */
  void look(Model model, LinkSnapshot snapshot, boolean otherNames) {
    Map<String, Finding> open = new HashMap<>();
    if (otherNames) {
      done.clear();
    }
    for (Finding each : snapshot.findings()) {
      if (open.size() < MOST
          && (!done.contains(each.id()) || OF_HEADINGS.contains(each.reason()))) {
        open.put(each.id(), each);
      }
    }
    wanted = open;
    begin(model);
  }

  private void begin(Model model) {
    if (working || resting || wanted.isEmpty() || closed.isDone()) {
      return;
    }
    working = true;
    List<Finding> findings = List.copyOf(wanted.values());
    done.addAll(wanted.keySet());
    wanted = Map.of();
    Standing standing = model.standing();
    Thread.ofVirtual().name("link advice").start(() -> work(standing, findings));
  }

  private void work(Standing standing, List<Finding> findings) {
    long start = clock.nanos();
    Map<String, Finding> advised = new HashMap<>();
    try {
      Advisor advisor = standing.advisor(PathHistory.NONE);
      for (Finding each : findings) {
        if (closed.isDone()) {
          return;
        }
        advised.put(each.id(), advisor.advise(each));
      }
    } catch (RuntimeException e) {
      LOG.error("No suggestions were found", e);
    } finally {
      long rest = REST * (clock.nanos() - start);
      ask.accept(
          model -> {
            found.accept(advised);
            resting = true;
            working = false;
            again(rest);
          });
    }
  }

  private void again(long rest) {
    try {
      timer.schedule(
          () ->
              ask.accept(
                  model -> {
                    resting = false;
                    begin(model);
                  }),
          rest,
          TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closing) {
      LOG.debug("No more suggestions are looked for");
    }
  }

  /** Whether suggestions are still to come; on any thread. */
  boolean isBusy() {
    return working || !wanted.isEmpty();
  }

  /** Blocks; on any thread. */
  List<Finding> withHistory(List<Finding> findings) {
    CompletableFuture<Standing> asked = new CompletableFuture<>();
    ask.accept(model -> asked.complete(model.standing()));
    try (PathHistory history = history()) {
      CompletableFuture.anyOf(asked, closed).get();
      Advisor advisor = asked.resultNow().advisor(history);
      List<Finding> out = new ArrayList<>();
      for (Finding each : findings) {
        out.add(advisor.advise(each));
      }
      return out;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled(e);
    } catch (ExecutionException | IllegalStateException e) {
      throw cancelled(e);
    }
  }

  private PathHistory history() {
    try {
      return new FolderTree(workspace).history(clock);
    } catch (IOException e) {
      LOG.warn("The history of {} cannot be read; suggestions go without", workspace.root(), e);
      return PathHistory.NONE;
    }
  }

  private static EngineException cancelled(Exception cause) {
    return EngineException.cancelled(
            "No suggestions were looked for: the search was cancelled.", "Ask again.")
        .causedBy(cause);
  }

  @Override
  public void close() {
    closed.complete(null);
  }
}
