package dev.reeve.engine.inbox;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.watch.RootStatus;
import dev.reeve.engine.watch.WatchEvent;
import dev.reeve.engine.watch.WatchView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Folders that are not watched. Only the keeper watches. Source: {@code docs/reference/inbox.md}.
 */
public final class StoppedWatchers implements InboxSource {
  private static final long PAUSED = 1;
  private static final long BROKEN = 2;

  private final WatchView watch;

  public StoppedWatchers(WatchView watch) {
    this.watch = watch;
  }

  @Override
  public InboxKind kind() {
    return InboxKind.WATCHER_STOPPED;
  }

  @Override
  public boolean changedBy(EngineEvent event) {
    return event instanceof WatchEvent;
  }

  @Override
  public List<Concern> read() {
    return watch.roots().stream().filter(StoppedWatchers::stopped).map(this::concern).toList();
  }

  private static boolean stopped(RootStatus root) {
    return switch (root.state()) {
      case PAUSED, LOST, FAILED -> true;
      case STARTING, WATCHING, RESCANNING -> false;
    };
  }

  private Concern concern(RootStatus root) {
    String folder = root.root().equals(".") ? "The workspace" : root.root();
    String cause = root.error() == null ? "" : " (" + root.error() + ")";
    boolean paused = root.state() == RootStatus.State.PAUSED;
    String why =
        switch (root.state()) {
          case PAUSED ->
              "Somebody paused it: what happens there is not seen. Resume it; it is read again"
                  + " then.";
          case LOST ->
              "The folder is not there"
                  + cause
                  + ". Nothing in it counts as deleted. Bring it back; watching goes on by itself.";
          default ->
              "Its changes cannot be heard" + cause + ". Mend that, then have it read again.";
        };
    return new Concern(
        Concern.id(kind(), root.root()),
        kind(),
        folder + " is not watched",
        why,
        paused ? PAUSED : BROKEN,
        null,
        null,
        null,
        InboxPlace.of(Pane.WATCHER, root.root()),
        List.of(
            "state: " + root.state().name().toLowerCase(java.util.Locale.ROOT),
            "error: " + Objects.toString(root.error(), "none")));
  }

  @Override
  public boolean endedByPerson(Concern gone, Instant shownAt) {
    return gone.weight() == PAUSED;
  }
}
