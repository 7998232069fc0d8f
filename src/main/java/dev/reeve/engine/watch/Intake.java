package dev.reeve.engine.watch;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.queue.FailureCodes;
import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.watch.Settler.Announced;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a change from the watcher to the queue: folded per path, quiet, not Reeve's own,
 * paired to a move where that is proved, stored as one batch, then followed until it has come to
 * rest. {@link #step} does what is due; one thread calls it. The other methods are safe on any
 * thread.
 */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final Path folder;
  private final WorkQueue queue;
  private final Settler settler;
  private final Suppression suppression;
  private final Pairing pairing;
  private final KnownFiles known;
  private final Executor scanPool;
  private final Runnable wake;
  private final BiConsumer<String, Announced> dropped;
  private final PathBatch batch;
  private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private volatile boolean settled = true;

  /**
   * @param folder the workspace root
   * @param scanPool where own writes are hashed
   * @param wake asks for a {@link #step} soon
   * @param dropped told the root and what was dropped as Reeve's own
   */
  Intake(
      Path folder,
      WorkQueue queue,
      Settler settler,
      Suppression suppression,
      Pairing pairing,
      KnownFiles known,
      EngineClock clock,
      Executor scanPool,
      Runnable wake,
      BiConsumer<String, Announced> dropped) {
    this.folder = folder;
    this.queue = queue;
    this.settler = settler;
    this.suppression = suppression;
    this.pairing = pairing;
    this.known = known;
    this.scanPool = scanPool;
    this.wake = wake;
    this.dropped = dropped;
    this.batch = new PathBatch(clock, wake);
  }

  /** Takes what the operating system said. */
  void add(RawEvent event) {
    batch.add(event);
  }

  /** Runs something on the thread of {@link #step}, where the settler may be asked. */
  void post(Runnable action) {
    inbox.add(action);
    wake.run();
  }

  /** Rows that wait to settle, found at start or sent back by a worker, are followed. */
  void hear(EngineEvent event) {
    if (event instanceof QueueEvent.Changed changed) {
      List<WorkItem> pending = new ArrayList<>();
      for (WorkItem item : changed.items()) {
        if (item.state() == ItemState.STABLE_PENDING) {
          pending.add(item);
        }
      }
      if (!pending.isEmpty()) {
        post(() -> pending.forEach(this::adopt));
      }
    }
  }

  private void adopt(WorkItem item) {
    settler.adopt(item.root(), item.path(), item.event() == FileEventKind.DELETED);
  }

  /** Follows what an earlier process left waiting. */
  void takeUp() {
    List<WorkItem> left = queue.list(Set.of(ItemState.STABLE_PENDING), Integer.MAX_VALUE);
    post(() -> left.forEach(this::adopt));
  }

  /** Stops following what lies under a root. */
  void forget(String root) {
    post(() -> settler.forget(root));
  }

  /** How many paths of a root have not come to rest; on the thread of {@link #step}. */
  long settling(String root) {
    return settler.settling(root);
  }

  /** The paths that have not come to rest; on the thread of {@link #step}. */
  Map<String, Settling> settling() {
    return settler.settling();
  }

  /**
   * Does what is due.
   *
   * @param present whether a root is there now
   * @return when to call again, as monotonic time
   */
  OptionalLong step(Predicate<String> present) {
    settled = false;
    OptionalLong due = work(present);
    settled = settler.isEmpty();
    return due;
  }

  /** Whether nothing is on its way here or followed; on any thread. */
  boolean isQuiet() {
    return batch.isEmpty() && inbox.isEmpty() && settled; // in the order of the way
  }

  private OptionalLong work(Predicate<String> present) {
    for (Runnable action = inbox.poll(); action != null; action = inbox.poll()) {
      try {
        action.run();
      } catch (RuntimeException e) {
        LOG.error("A message to the intake failed; it goes on with the next", e);
      }
    }
    batch.drain().forEach(this::take);
    Settler.Round round = settler.tick(present);
    try {
      announce(round.announced());
      queue.settle(round.ready());
      giveUp(round.hopeless());
    } catch (RuntimeException e) {
      LOG.warn("The queue did not take what came to rest; it is looked at again", e);
      round.ready().forEach(each -> settler.adopt(".", each.path(), each.fingerprint() == null));
      round.hopeless().forEach(path -> settler.adopt(".", path, false));
    }
    return settler.nextDue();
  }

  /** One event that fails must not take the others with it; its own path is looked at. */
  private void take(PathBatch.Arrived arrived) {
    RawEvent event = arrived.event();
    try {
      changed(event, arrived.at());
    } catch (RuntimeException e) {
      LOG.warn("{} is looked at as if it were a file", event.path(), e);
      settler.changed(
          new RawEvent(event.root(), event.path(), event.kind(), false, event.seen()),
          arrived.at());
    }
  }

  private void changed(RawEvent event, long at) {
    if (!event.folder()) {
      settler.changed(event, at);
      return;
    }
    Set<String> below = new LinkedHashSet<>(known.under(event.path()));
    below.addAll(settler.under(event.path()));
    for (String path : below) {
      settler.changed(
          new RawEvent(event.root(), path, FileEventKind.DELETED, false, event.seen()), at);
    }
  }

  private void announce(List<Announced> announced) {
    List<Announced> others = new ArrayList<>();
    for (Announced each : announced) {
      if (suppression.expects(each.path())) {
        scanPool.execute(() -> check(each));
      } else {
        others.add(each);
      }
    }
    store(others);
  }

  private void store(List<Announced> announced) {
    if (announced.isEmpty()) {
      return;
    }
    try {
      List<FileEvent> events = pairing.pair(announced);
      queue.observe(events);
      announced.forEach(settler::accepted);
    } catch (RuntimeException e) {
      LOG.warn("{} changes were not stored; they are offered again", announced.size(), e);
      announced.forEach(settler::again);
    }
  }

  /** On the scan pool: compares the content with what Reeve was about to write. */
  private void check(Announced announced) {
    boolean own = false;
    try {
      own = suppression.isOwn(announced.path(), hash(announced));
    } catch (IOException e) {
      LOG.debug("{} cannot be compared, so it counts as changed", announced.path(), e);
    }
    boolean ours = own;
    post(
        () -> {
          if (ours) {
            dropped.accept(announced.root(), announced);
            settler.own(announced);
          } else {
            store(List.of(announced));
          }
        });
  }

  private @Nullable String hash(Announced announced) throws IOException {
    return announced.found() instanceof FileFacts facts
        ? Sha256.of(folder.resolve(facts.path()))
        : null;
  }

  private void giveUp(List<String> hopeless) {
    if (!hopeless.isEmpty()) {
      queue.giveUp(
          new HashSet<>(hopeless),
          FailureCodes.FILE_NEVER_STABLE,
          "The file did not come to rest within "
              + WorkQueue.NEVER_STABLE.toMinutes()
              + " minutes.");
    }
  }
}
