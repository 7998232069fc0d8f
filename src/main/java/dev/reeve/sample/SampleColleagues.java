package dev.reeve.sample;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.lock.LockOperation;
import dev.reeve.engine.lock.LockParts;
import dev.reeve.engine.lock.LockSettings;
import dev.reeve.engine.lock.Locks;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.LongStream;

/**
 * Two others at work in the sample workspace: one holds the lock on run output, the other ended
 * without giving back the lock on the archive, as a program does that is killed. Blocks.
 */
public final class SampleColleagues implements AutoCloseable {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sample-colleagues").daemon().factory());
  private final Store store;
  private final Locks locks;

  private SampleColleagues(Workspace workspace, long pid, EngineClock clock) {
    store = Store.open(workspace.own("state", "reeve.db"), clock);
    locks =
        Locks.open(
            LockParts.of(
                    workspace, store, clock, new EventBus(), timer, (operator, reason, old) -> {})
                .inNameOf(pid));
  }

  /** Lets them begin. */
  public static SampleColleagues start(Path root) {
    Workspace workspace = Workspace.open(root, new DiskFileLayer());
    SampleColleagues killed =
        new SampleColleagues(workspace, processThatIsGone(), earlier(workspace));
    killed.hold("tidy", "plans", "consolidating the plans of 2025", "archive");
    killed.timer.shutdownNow();
    killed.locks.session().close(); // what the system does for a program that is killed
    killed.store.close();
    SampleColleagues working =
        new SampleColleagues(workspace, ProcessHandle.current().pid(), EngineClock.system());
    working.hold("export", "board", "copying run output to the planning board", "runs");
    return working;
  }

  /** So long ago that lease and grace are over, and the lock can be released by hand. */
  private static EngineClock earlier(Workspace workspace) {
    LockSettings settings = LockSettings.of(workspace.config().locks());
    Duration ago = settings.ttl().plus(settings.grace()).plusMinutes(2);
    EngineClock system = EngineClock.system();
    return new EngineClock() {
      @Override
      public Instant now() {
        return system.now().minus(ago);
      }

      @Override
      public long nanos() {
        return system.nanos();
      }
    };
  }

  /** A number below that of this process, as an earlier one has, which no process has now. */
  private static long processThatIsGone() {
    return LongStream.iterate(ProcessHandle.current().pid() - 1, pid -> pid - 1)
        .limit(1_000)
        .filter(pid -> pid > 1 && ProcessHandle.of(pid).isEmpty())
        .findFirst()
        .orElse(ProcessHandle.current().pid() + 1_000_003);
  }

  private void hold(String operation, String phase, String purpose, String lock) {
    var unused =
        locks
            .subsystem()
            .acquire(
                new LockOperation(operation, purpose, null),
                phase,
                List.of(lock),
                Duration.ofSeconds(1),
                () -> false);
  }

  /** Gives back what is held. */
  @Override
  public void close() {
    locks.close();
    store.close();
    timer.shutdownNow();
  }
}
