package dev.reeve.engine.watch;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.watch.RootStatus.State;
import dev.reeve.engine.workspace.Config;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Globs;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.ProbeFile;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

  private static final String GONE =
      "The folder is gone, renamed or unmounted. Nothing is taken as deleted.";

  /** How often the roots themselves are looked at. */
  private static final Duration PROBE = Duration.ofSeconds(2);

  /** An overflow comes in company; the root is watched anew once for all of it. */
  private static final Duration LULL = Duration.ofMillis(500);

  private static final Duration PUBLISH = Duration.ofMillis(200);

  private final Workspace workspace;
  private final EngineClock clock;
  private final EventBus bus;
  private final IgnoreRules ignore;
  private final Rescan rescan;
  private final Intake intake;
  private final Suppression suppression;
  private final Map<String, Watched> roots = new LinkedHashMap<>();
  private final Semaphore woken = new Semaphore(0);
  private final EventBus.Subscription subscription;
  private volatile Map<String, Long> settling = Map.of();
  private volatile boolean started;
  private volatile boolean closed;
  private @Nullable Thread thread;
  private List<RootStatus> published = List.of();
  private long publishedAt;
  private long probedAt;

  /** A root and what is to be done about it. */
  private static final class Watched {
    final WatchedRoot root;
    final AtomicInteger rescans = new AtomicInteger();
    volatile Rescan.@Nullable Reason anew;
    volatile long anewAt;

    Watched(WatchedRoot root) {
      this.root = root;
    }

    boolean active() {
      return root.state() == State.WATCHING || root.state() == State.RESCANNING;
    }

    boolean busy() {
      return root.state() == State.STARTING
          || root.state() == State.RESCANNING
          || (anew != null && active());
    }
  }

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
    this.rescan = rescan;
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
    TreeVisitor visitor = new TreeVisitor(workspace.root(), ignore);
    Globs include = Globs.of(settings.include(), caseInsensitive);
    for (String id : settings.roots()) {
      roots.put(id, new Watched(new WatchedRoot(id, visitor, include, clock, new Owner())));
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
        watchAnew(watched(event.root()), Rescan.Reason.RULES_CHANGED);
      }
    }

    @Override
    public void lostEvents(WatchedRoot root, Exception why) {
      LOG.warn("Events of {} may be missing; it is read again", root.id, why);
      watchAnew(watched(root.id), Rescan.Reason.OVERFLOW);
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
        fail(watched(root.id), why);
      } else {
        watchAnew(watched(root.id), Rescan.Reason.OVERFLOW); // the look at the root decides
      }
    }
  }

  /** Begins to watch every root, and reads each once when it is watched. */
  public void start() {
    started = true;
    intake.takeUp();
    roots.values().forEach(each -> open(each, Rescan.Reason.STARTED));
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
    roots.values().forEach(each -> watchAnewIfQuiet(each, now));
    if (now - probedAt >= PROBE.toNanos()) {
      probedAt = now;
      roots.values().forEach(this::probe);
    }
    Map<String, Boolean> present = new HashMap<>();
    OptionalLong due = intake.step(id -> present.computeIfAbsent(id, this::present));
    publish(now);
    long probe = probedAt + PROBE.toNanos();
    return due.isPresent() ? Math.min(due.getAsLong(), probe) : probe;
  }

  private boolean present(String id) {
    Watched each = roots.get(id);
    return each == null || (each.active() && probe(each));
  }

  /** Looks whether the root is there; what was lost may have come back. */
  private boolean probe(Watched each) {
    boolean there = each.root.present();
    if (each.active() && !there) {
      each.root.close();
      each.root.state(State.LOST, GONE);
      intake.forget(each.root.id);
      LOG.warn("The root {} is lost; watching it is paused", each.root.id);
    } else if (each.root.state() == State.LOST && there) {
      open(each, Rescan.Reason.RETURNED);
    }
    return there;
  }

  private void watchAnew(Watched each, Rescan.Reason reason) {
    if (each.anew == null) {
      each.anewAt = clock.nanos();
      each.anew = reason;
      woken.release();
    }
  }

  private void watchAnewIfQuiet(Watched each, long now) {
    Rescan.Reason reason = each.anew;
    if (reason == null || !each.active() || now - each.anewAt < LULL.toNanos()) {
      return;
    }
    each.anew = null;
    if (probe(each)) {
      if (reason == Rescan.Reason.OVERFLOW) {
        bus.publish(new WatchEvent.Overflow(each.root.id));
      }
      open(each, reason);
    }
  }

  private void open(Watched each, Rescan.Reason reason) {
    each.root.state(reason == Rescan.Reason.STARTED ? State.STARTING : State.RESCANNING, null);
    Thread.ofVirtual()
        .name("watch " + each.root.id)
        .start(
            () -> {
              try {
                each.root.open();
                intake.takeUp();
                if (closed || each.root.state() == State.PAUSED) {
                  each.root.close();
                } else {
                  read(each, reason);
                }
              } catch (IOException | RuntimeException e) {
                fail(each, String.valueOf(e.getMessage()));
              }
            });
  }

  private void read(Watched each, Rescan.Reason reason) {
    each.rescans.incrementAndGet();
    each.root.state(State.RESCANNING, null);
    CompletionStage<?> reading;
    try {
      reading = rescan.start(each.root.id, reason);
    } catch (RuntimeException e) {
      reading = CompletableFuture.failedStage(e);
    }
    var _ =
        reading.whenComplete(
            (nothing, failure) -> {
              boolean last = each.rescans.decrementAndGet() == 0;
              if (last && each.root.state() == State.RESCANNING) {
                each.root.state(
                    State.WATCHING,
                    failure == null ? null : "It was not read again: " + failure.getMessage());
              }
              woken.release();
            });
  }

  private void fail(Watched each, String why) {
    boolean there = each.root.present();
    each.root.state(there ? State.FAILED : State.LOST, there ? why : GONE);
    LOG.warn("The root {} is not watched: {}", each.root.id, why);
    woken.release();
  }

  private void publish(long now) {
    if (now - publishedAt < PUBLISH.toNanos()) {
      return;
    }
    Map<String, Long> counts = new HashMap<>();
    roots.keySet().forEach(id -> counts.put(id, intake.settling(id)));
    settling = counts;
    List<RootStatus> statuses = roots();
    if (!statuses.equals(published)) {
      publishedAt = now;
      published = statuses;
      bus.publish(new WatchEvent.Roots(statuses));
    }
  }

  private void countSuppressed(String id, Settler.Announced own) {
    Watched each = roots.get(id);
    if (each != null) {
      each.root.suppressed.incrementAndGet();
    }
  }

  @Override
  public List<RootStatus> roots() {
    return roots.values().stream()
        .map(
            each ->
                each.root.status(
                    settling.getOrDefault(each.root.id, 0L),
                    suppression.expectedUntil(each.root.id).orElse(null)))
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
    return !started || (roots.values().stream().noneMatch(Watched::busy) && intake.isQuiet());
  }

  @Override
  public void pause(String root, boolean paused) {
    Watched each = watched(root);
    if (paused) {
      each.root.state(State.PAUSED, null);
      each.root.close();
      intake.forget(root);
    } else if (!each.active()) {
      open(each, Rescan.Reason.RESUMED);
    }
  }

  @Override
  public void rescan(String root) {
    Watched each = watched(root);
    if (each.active()) {
      read(each, Rescan.Reason.ASKED);
    } else if (each.root.state() != State.PAUSED) {
      open(each, Rescan.Reason.ASKED);
    }
  }

  @Override
  public List<String> ignorePatterns() {
    return ignore.patterns();
  }

  private Watched watched(String id) {
    Watched each = roots.get(id);
    if (each == null) {
      throw EngineException.of(
              EngineException.Kind.NOT_FOUND, "ROOT_UNKNOWN", "No root is called " + id + ".")
          .with("Nothing was changed.", "Name one of " + roots.keySet() + ".");
    }
    return each;
  }

  /** Stops watching; what had not reached the queue is found by the read at the next start. */
  @Override
  public void close() {
    closed = true;
    subscription.close();
    roots.values().forEach(each -> each.root.close());
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
