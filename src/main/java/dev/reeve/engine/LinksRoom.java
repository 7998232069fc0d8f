package dev.reeve.engine;

import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.index.LinkIndex;
import dev.reeve.engine.links.triage.TriageEvent;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The index of links, joined to the watcher and the bus. Costs nothing until it is asked for, or,
 * in a process that watches, until somebody has read the documents, in this process or one before.
 */
final class LinksRoom implements AutoCloseable {
  private static final Duration BREATH = Duration.ofSeconds(3);

  private final Workspace workspace;
  private final ScheduledExecutorService timer;
  private final LinkIndex index;
  private final EventBus.Subscription subscription;
  private volatile boolean stays;
  private volatile boolean started;

  LinksRoom(
      Workspace workspace,
      EngineClock clock,
      EventBus bus,
      ExecutorService scanPool,
      ScheduledExecutorService timer,
      boolean keeps) {
    this.workspace = workspace;
    this.timer = timer;
    this.index =
        new LinkIndex(
            workspace,
            clock,
            scanPool,
            timer,
            keeps,
            snapshot -> bus.publish(new LinksEvent.Changed(snapshot)));
    this.subscription =
        bus.subscribe(
            event -> {
              if (event instanceof ExecutionEvent.Changed) {
                changed(LinkSettings.FILE); // nobody watches what lies under .reeve
              } else if (event instanceof TriageEvent.Changed && stays) {
                started();
              }
            });
  }

  /**
   * This process stays, so a scan begins the index; a command would read everything twice for it.
   * Goes on where an earlier process ended; not before the window has had its first seconds.
   */
  void goOn() {
    stays = true;
    if (LinkIndex.isKept(workspace)) {
      timer.schedule(this::started, BREATH.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  LinkIndex started() {
    started = true;
    index.start();
    return index;
  }

  /** Before the start nothing is remembered: the first reading sees it all. */
  void changed(String path) {
    if (started) {
      index.changed(path);
    }
  }

  @Override
  public void close() {
    subscription.close();
    index.close();
  }
}
