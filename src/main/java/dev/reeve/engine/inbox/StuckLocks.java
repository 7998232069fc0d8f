package dev.reeve.engine.inbox;

import dev.reeve.engine.change.Trail;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.lock.LockEvent;
import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.lock.LockView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Locks whose holder is gone, cannot be examined, or whose record cannot be read. Source: {@code
 * docs/reference/inbox.md}.
 */
public final class StuckLocks implements InboxSource {
  private static final long WORSE_THAN_WAITERS = 1_000_000;

  private final LockView locks;
  private final Deeds deeds;

  public StuckLocks(LockView locks, Trail trail) {
    this.locks = locks;
    this.deeds = new Deeds(trail);
  }

  @Override
  public InboxKind kind() {
    return InboxKind.LOCK_STUCK;
  }

  @Override
  public boolean changedBy(EngineEvent event) {
    return event instanceof LockEvent;
  }

  @Override
  public List<Concern> read() {
    List<Concern> out = new ArrayList<>();
    for (LockStatus lock : locks.status()) {
      switch (lock.state()) {
        case HELD, OVERDUE -> {}
        case STALE ->
            out.add(
                concern(
                    lock,
                    1,
                    " was left behind",
                    "Its holder is gone: "
                        + lock.holder()
                        + ". The next who asks gets it at once; if nobody does, release it once"
                        + " its lease and grace are over."));
        case UNKNOWN ->
            out.add(
                concern(
                    lock,
                    2,
                    " may have been left behind",
                    "Whether its holder, "
                        + lock.holder()
                        + ", lives cannot be told from here. Look there, and release it only when"
                        + " it is gone."));
        case DAMAGED ->
            out.add(
                concern(
                    lock,
                    3,
                    " has a damaged record",
                    "Its record cannot be read. Release it when nobody works under it."));
      }
    }
    return out;
  }

  private Concern concern(LockStatus lock, int rank, String what, String why) {
    return new Concern(
        Concern.id(kind(), lock.name()),
        kind(),
        "Lock '" + lock.name() + "'" + what,
        why + (lock.waiters() == 0 ? "" : " Somebody waits for it."),
        rank * WORSE_THAN_WAITERS + lock.waiters(),
        lock.since(),
        null,
        lock.owner(),
        InboxPlace.of(Pane.LOCKS, lock.name()),
        List.of(
            "holder: " + lock.holder(),
            "purpose: " + lock.purpose(),
            InboxItem.LOCK_STATE + lock.state().name().toLowerCase(Locale.ROOT)));
  }

  @Override
  public boolean endedByPerson(Concern gone, Instant shownAt) {
    String name = gone.place().items().getFirst();
    return deeds.since(
        shownAt, line -> line.type().equals("lock_broken") && line.text("lock").equals(name));
  }
}
