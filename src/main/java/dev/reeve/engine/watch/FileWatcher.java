package dev.reeve.engine.watch;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.workspace.Config;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Globs;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.ProbeFile;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the roots of a workspace and brings what changes to the queue. A root whose events may be
 * incomplete is watched anew and read again; a root that is gone is paused with an alarm, and
 * nothing below it counts as deleted. One lives in the process that keeps the workspace. Safe on
 * any thread. Source: {@code docs/reference/watch.md}.
 */
public final class FileWatcher implements WatchView, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatcher.class);

  /** How often the roots themselves are looked at. */
  private static final Duration PROBE = Duration.ofSeconds(2);

  private static final Duration PUBLISH = Duration.ofMillis(200);

  private final Workspace workspace;
  private final EngineClock clock;
  private final EventBus bus;
  private final IgnoreRules ignore;
  private final Intake intake;
  private final Suppression suppression;
  private final WatchedRoots roots;
  private final Semaphore woken = new Semaphore(0);
  private final EventBus.Subscription subscription;
  private volatile Consumer<String> listener = path -> {};
  private volatile Map<String, Long> settling = Map.of();
  private volatile boolean started;
  private volatile boolean closed;
  private @Nullable Thread thread;
  private List<RootStatus> published = List.of();
  private long publishedAt;
  private long probedAt;

  /**
   * @param rescan reads a root when its events may be incomplete, also once after it is watched
   * @param scanPool where own writes are hashed and folders walked
   */
  public FileWatcher(
      Workspace workspace,
      IgnoreRules ignore,
      WorkQueue queue,
      Suppression suppression,
      KnownFiles known,
      Rescan rescan,
      EventBus bus,
      EngineClock clock,
      Executor scanPool) {
    this.workspace = workspace;
    this.clock = clock;
    this.bus = bus;
    this.ignore = ignore;
    Config.Watch settings = workspace.config().watch();
    boolean caseInsensitive = workspace.caseInsensitive();
    this.suppression = suppression;
    this.intake =
        new Intake(
            workspace.root(),
            queue,
            new Settler(
                clock,
                Look.disk(workspace.root(), caseInsensitive),
                settings.debounce(),
                settings.window()),
            suppression,
            new Pairing(clock, known, caseInsensitive),
            known,
            clock,
            scanPool,
            woken::release,
            this::countSuppressed);
    Rescan told =
        (root, reason) -> {
          listener.accept("");
          return rescan.start(root, reason);
        };
    this.roots = new WatchedRoots(intake, told, bus, clock, woken::release);
    TreeVisitor visitor = new TreeVisitor(workspace.root(), ignore);
    Globs include = Globs.of(settings.include(), caseInsensitive);
    for (String id : settings.roots()) {
      roots.add(new WatchedRoot(id, visitor, include, clock, new Owner()));
    }
    this.publishedAt = clock.nanos();
    this.probedAt = publishedAt;
    this.subscription = bus.subscribe(intake::hear);
  }

  /** What watcher threads report. */
  private final class Owner implements WatchedRoot.Owner {
    @Override
    public void event(RawEvent event) {
      intake.add(event);
      if (ignore.isRuleFile(event.path())) {
        ignore.reload();
        roots.watchAnew(event.root(), Rescan.Reason.RULES_CHANGED);
      }
    }

    @Override
    public void heard(String path) {
      listener.accept(path);
    }

    @Override
    public void lostEvents(WatchedRoot root, Exception why) {
      LOG.warn("Events of {} may be missing; it is read again: {}", root.id, why.toString());
      LOG.debug("What the watcher threw", why);
      roots.watchAnew(root.id, Rescan.Reason.OVERFLOW);
    }

    @Override
    public void probed(String probe) {
      Thread.ofVirtual()
          .name("probe")
          .start(
              () -> {
                try {
                  ProbeFile.answer(workspace, probe);
                } catch (IOException e) {
                  LOG.warn("A probe of the watcher was not answered", e);
                }
              });
    }

    @Override
    public void ended(WatchedRoot root, @Nullable String why) {
      if (why != null) {
        roots.fail(root.id, why);
      } else {
        roots.watchAnew(root.id, Rescan.Reason.OVERFLOW); // the look at the root decides
      }
    }
  }

  /**
   * Has somebody told of everything that the system says, at once and unfiltered: paths relative to
   * the workspace, or an empty one when anything in a root may be another.
   *
   * @param told called on watcher threads; must return at once
   */
  public void listen(Consumer<String> told) {
    listener = told;
  }

  /** Begins to watch every root, and reads each once when it is watched. */
  public void start() {
    started = true;
    intake.takeUp();
    roots.start();
    thread = Thread.ofPlatform().name("watch intake").daemon().start(this::loop);
  }

  private void loop() {
    while (!closed) {
      try {
        long next = step();
        woken.tryAcquire(next - clock.nanos(), TimeUnit.NANOSECONDS);
        woken.drainPermits();
      } catch (InterruptedException e) {
        return; // closed
      } catch (RuntimeException e) {
        LOG.error("A step of the watcher failed; it goes on with the next", e);
      }
    }
  }

  /** Does what is due; gives the monotonic time of the next step. */
  long step() {
    long now = clock.nanos();
    roots.watchAnewIfQuiet(now);
    if (now - probedAt >= PROBE.toNanos()) {
      probedAt = now;
      roots.probe();
    }
    Map<String, Boolean> present = new HashMap<>();
    OptionalLong due = intake.step(id -> present.computeIfAbsent(id, roots::isPresent));
    publish(now);
    long probe = probedAt + PROBE.toNanos();
    return due.isPresent() ? Math.min(due.getAsLong(), probe) : probe;
  }

  private void publish(long now) {
    if (now - publishedAt < PUBLISH.toNanos()) {
      return;
    }
    Map<String, Long> counts = new HashMap<>();
    roots.all().forEach(root -> counts.put(root.id, intake.settling(root.id)));
    settling = counts;
    List<RootStatus> statuses = roots();
    if (!statuses.equals(published)) {
      publishedAt = now;
      published = statuses;
      bus.publish(new WatchEvent.Roots(statuses));
    }
  }

  private void countSuppressed(String id, Settler.Announced own) {
    WatchedRoot root = roots.find(id);
    if (root != null) {
      root.suppressed.incrementAndGet();
    }
  }

  @Override
  public List<RootStatus> roots() {
    return roots.all().stream()
        .map(
            root ->
                root.status(
                    settling.getOrDefault(root.id, 0L),
                    suppression.expectedUntil(root.id).orElse(null)))
        .toList();
  }

  @Override
  public Map<String, Settling> settling() {
    if (!started || closed) {
      return Map.of();
    }
    CompletableFuture<Map<String, Settling>> told = new CompletableFuture<>();
    intake.post(() -> told.complete(intake.settling()));
    return told.completeOnTimeout(Map.of(), 1, TimeUnit.SECONDS).join();
  }

  /**
   * Whether every root is read and all that was seen has reached the queue and come to rest; true
   * before the start. What {@link #roots} counts is told less often and may be old.
   */
  public boolean isQuiet() {
    return !started || (!roots.isBusy() && intake.isQuiet());
  }

  @Override
  public void pause(String root, boolean paused) {
    roots.pause(root, paused);
  }

  @Override
  public void rescan(String root) {
    roots.rescan(root);
  }

  @Override
  public List<String> ignorePatterns() {
    return ignore.patterns();
  }

  /** Stops watching; what had not reached the queue is found by the read at the next start. */
  @Override
  public void close() {
    closed = true;
    subscription.close();
    roots.close();
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
