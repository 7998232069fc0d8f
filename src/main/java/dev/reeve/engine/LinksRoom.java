package dev.reeve.engine;

import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.index.LinkIndex;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** The index of links, joined to the watcher and the bus; costs nothing until it is asked for. */
final class LinksRoom implements AutoCloseable {
  private final LinkIndex index;
  private final EventBus.Subscription subscription;
  private volatile boolean started;

  LinksRoom(
      Workspace workspace,
      EngineClock clock,
      EventBus bus,
      ExecutorService scanPool,
      ScheduledExecutorService timer,
      boolean keeps) {
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
              }
            });
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
