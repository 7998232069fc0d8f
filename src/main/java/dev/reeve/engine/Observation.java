package dev.reeve.engine;

import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.lock.LockEvent;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.QueueView;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.RegistrySummary;
import dev.reeve.engine.registry.RegistryView;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an observer what the keeper, another process, did: once a second it looks whether database
 * or registry were written, and if so publishes the newest snapshots as if they came from here.
 */
final class Observation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Observation.class);
  private static final int ROWS = 1000;
  private static final int EXECUTIONS = 20;

  private final List<Path> files;
  private final EventBus bus;
  private final QueueView queue;
  private final RegistryView registry;
  private final ExecutionView executions;
  private final ScheduledExecutorService timer;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile String seen = "";
  private volatile String told = "";
  private @Nullable ScheduledFuture<?> looking;

  Observation(
      Workspace workspace,
      EventBus bus,
      QueueView queue,
      RegistryView registry,
      ExecutionView executions,
      ScheduledExecutorService timer) {
    this.files =
        List.of(
            workspace.own("state", "reeve.db"),
            workspace.own("state", "reeve.db-wal"),
            workspace.registryFile());
    this.bus = bus;
    this.queue = queue;
    this.registry = registry;
    this.executions = executions;
    this.timer = timer;
  }

  void start() {
    looking = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  private void look() {
    String now = stamps();
    if (!now.equals(seen) && reading.compareAndSet(false, true)) {
      seen = now;
      Thread.ofVirtual().name("observation").start(this::tell);
    }
  }

  private String stamps() {
    StringBuilder out = new StringBuilder();
    for (Path file : files) {
      try {
        out.append(Files.size(file))
            .append(' ')
            .append(Files.getLastModifiedTime(file))
            .append(' ');
      } catch (IOException absent) {
        out.append("- ");
      }
    }
    return out.toString();
  }

  private void tell() {
    try {
      bus.publish(new QueueEvent.Changed(queue.list(Set.of(), ROWS)));
      executions
          .list(ExecutionFilter.newest(EXECUTIONS))
          .rows()
          .forEach(row -> bus.publish(new ExecutionEvent.Changed(row)));
      RegistrySummary summary = registry.summary();
      String hash = summary.hash();
      if (hash != null && !hash.equals(told)) { // all its rows: only when one may be another
        told = hash;
        bus.publish(new RegistryEvent.Written(hash, "", registry.rows(), summary));
      }
      bus.publish(new LockEvent.Changed(""));
    } catch (EngineException e) {
      LOG.warn("What the keeper did was not read: {}", e.getMessage());
    } finally {
      reading.set(false);
    }
  }

  @Override
  public void close() {
    if (looking != null) {
      looking.cancel(false);
    }
  }
}
