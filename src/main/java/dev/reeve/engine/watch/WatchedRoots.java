package dev.reeve.engine.watch;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.watch.RootStatus.State;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lives of the roots: opened and read, watched anew and read again when events may be missing,
 * lost and come back, paused. Nothing below a root that is not there counts as deleted. Safe on any
 * thread.
 */
final class WatchedRoots {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedRoots.class);

  private static final String GONE =
      "The folder is gone, renamed or unmounted. Nothing is taken as deleted.";

  /** An overflow comes in company; the root is watched anew once for all of it. */
  private static final Duration LULL = Duration.ofMillis(500);

  private final Map<String, Watched> roots = new LinkedHashMap<>();
  private final Intake intake;
  private final Rescan rescan;
  private final EventBus bus;
  private final EngineClock clock;
  private final Runnable wake;
  private volatile boolean closed;

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
   * @param wake lets {@link #watchAnewIfQuiet} be called soon
   */
  WatchedRoots(Intake intake, Rescan rescan, EventBus bus, EngineClock clock, Runnable wake) {
    this.intake = intake;
    this.rescan = rescan;
    this.bus = bus;
    this.clock = clock;
    this.wake = wake;
  }

  /** Only before the first of them is opened. */
  void add(WatchedRoot root) {
    roots.put(root.id, new Watched(root));
  }

  /** All of them, in the order of the configuration. */
  Collection<WatchedRoot> all() {
    return roots.values().stream().map(each -> each.root).toList();
  }

  /** The root with this id; null when there is none. */
  @Nullable WatchedRoot find(String id) {
    Watched each = roots.get(id);
    return each == null ? null : each.root;
  }

  /** Whether one is being opened or read, or soon will be. */
  boolean isBusy() {
    return roots.values().stream().anyMatch(Watched::busy);
  }

  /** Opens every root, and reads each once when it is watched. */
  void start() {
    roots.values().forEach(each -> open(each, Rescan.Reason.STARTED));
  }

  /** Looks whether the roots are there. */
  void probe() {
    roots.values().forEach(this::probe);
  }

  /** Whether the root is there and its events come; one that is not known counts as there. */
  boolean isPresent(String id) {
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

  /** Events of the root may be missing, or mean something else now. */
  void watchAnew(String id, Rescan.Reason reason) {
    Watched each = named(id);
    if (each.anew == null) {
      each.anewAt = clock.nanos();
      each.anew = reason;
      wake.run();
    }
  }

  /** Opens anew those for which it is wanted, once no more is said of them for a while. */
  void watchAnewIfQuiet(long now) {
    roots.values().forEach(each -> watchAnewIfQuiet(each, now));
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
              wake.run();
            });
  }

  /** The root cannot be watched. */
  void fail(String id, String why) {
    fail(named(id), why);
  }

  private void fail(Watched each, String why) {
    boolean there = each.root.present();
    each.root.state(there ? State.FAILED : State.LOST, there ? why : GONE);
    LOG.warn("The root {} is not watched: {}", each.root.id, why);
    wake.run();
  }

  /** What happens below it is not seen until it is watched again. */
  void pause(String id, boolean paused) {
    Watched each = named(id);
    if (paused) {
      each.root.state(State.PAUSED, null);
      each.root.close();
      intake.forget(id);
    } else if (!each.active()) {
      open(each, Rescan.Reason.RESUMED);
    }
  }

  /** Reads it because a person asks for it. */
  void rescan(String id) {
    Watched each = named(id);
    if (each.active()) {
      read(each, Rescan.Reason.ASKED);
    } else if (each.root.state() != State.PAUSED) {
      open(each, Rescan.Reason.ASKED);
    }
  }

  /**
   * @throws EngineException {@code ROOT_UNKNOWN}
   */
  private Watched named(String id) {
    Watched each = roots.get(id);
    if (each == null) {
      throw EngineException.of(
              EngineException.Kind.NOT_FOUND, "ROOT_UNKNOWN", "No root is called " + id + ".")
          .with("Nothing was changed.", "Name one of " + roots.keySet() + ".");
    }
    return each;
  }

  /** One that is just being opened is closed as soon as it is open. */
  void close() {
    closed = true;
    roots.values().forEach(each -> each.root.close());
  }
}
