package dev.reeve.engine.lock;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.Config;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One process's view of a workspace: several of them in a test are as good as several processes.
 */
final class LockRoom implements AutoCloseable {
  static final BooleanSupplier NEVER = () -> false;

  final Workspace workspace;
  final Store store;
  final Locks locks;
  final List<LockEvent> events = Collections.synchronizedList(new ArrayList<>());
  final List<String> trail = Collections.synchronizedList(new ArrayList<>());
  final Timer timer = new Timer();

  /** Remembers what beats, and when; what is to happen once happens a hundred times as soon. */
  static final class Timer extends ScheduledThreadPoolExecutor {
    record Beat(Runnable beat, Duration period, Future<?> running) {}

    final List<Beat> beats = Collections.synchronizedList(new ArrayList<>());

    Timer() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      return super.schedule(command, unit.toNanos(delay) / 100, TimeUnit.NANOSECONDS);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
        Runnable beat, long first, long period, TimeUnit unit) {
      ScheduledFuture<?> running = super.scheduleAtFixedRate(beat, first, period, unit);
      beats.add(new Beat(beat, Duration.of(period, unit.toChronoUnit()), running));
      return running;
    }
  }

  LockRoom(Path root, EngineClock clock) {
    this(root, clock, settings());
  }

  LockRoom(Path root, EngineClock clock, LockSettings settings) {
    this(
        root,
        clock,
        settings,
        new ResourceLocks.Timeouts(
            Duration.ofMillis(300), Duration.ofMillis(200), Duration.ofMillis(400)));
  }

  LockRoom(Path root, EngineClock clock, LockSettings settings, ResourceLocks.Timeouts timeouts) {
    this(root, clock, settings, timeouts, new DiskFileLayer());
  }

  LockRoom(
      Path root,
      EngineClock clock,
      LockSettings settings,
      ResourceLocks.Timeouts timeouts,
      FileLayer files) {
    try {
      Files.createDirectories(root.resolve(".reeve/state"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    workspace = Workspace.open(root, files);
    store = Store.open(workspace.own("state", "reeve.db"), clock);
    EventBus bus = new EventBus();
    bus.subscribe(
        event -> {
          if (event instanceof LockEvent lock) {
            events.add(lock);
          }
        });
    locks =
        Locks.open(
            LockParts.of(
                    workspace,
                    store,
                    clock,
                    bus,
                    timer,
                    (operator, reason, old) ->
                        trail.add(operator + "|" + reason + "|" + old.name()))
                .with(settings, timeouts));
  }

  static LockSettings settings() {
    return LockSettings.of(Config.defaults().locks()).withPoll(Duration.ofMillis(50));
  }

  static LockOperation operation(String name) {
    return new LockOperation(name, "a test", null);
  }

  LockHandle acquire(String operation, String phase, Duration timeout, String... names) {
    return locks.subsystem().acquire(operation(operation), phase, List.of(names), timeout, NEVER);
  }

  LockHandle acquire(String... names) {
    return acquire("tidy", "moves", Duration.ZERO, names);
  }

  LockHandle paths(String operation, Duration timeout, String... paths) {
    return locks.paths().acquire(operation(operation), "execute", safe(paths), timeout, NEVER);
  }

  static List<SafePath> safe(String... paths) {
    List<SafePath> out = new ArrayList<>();
    for (String path : paths) {
      out.add(new SafePath(path));
    }
    return out;
  }

  static Duration timed(Runnable act) {
    long before = System.nanoTime();
    act.run();
    return Duration.ofNanos(System.nanoTime() - before);
  }

  /** Names on record, in the order of {@code status()}. */
  List<String> names() {
    return locks.status().stream().map(LockStatus::name).toList();
  }

  Set<String> files() throws IOException {
    try (var walk = Files.walk(workspace.own("state"))) {
      return walk.map(path -> workspace.own().relativize(path).toString())
          .collect(java.util.stream.Collectors.toSet());
    }
  }

  long rows() {
    return store.read(tx -> tx.number("SELECT count(*) FROM leases"));
  }

  /** What a killed process leaves: its leases on record, its session's lock free, no beat. */
  void die() {
    timer.shutdownNow();
    locks.session().close();
  }

  @Override
  public void close() {
    locks.close();
    store.close();
    timer.shutdownNow();
  }
}
