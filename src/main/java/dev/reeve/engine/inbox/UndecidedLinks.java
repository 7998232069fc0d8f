package dev.reeve.engine.inbox;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.links.triage.TriageEvent;
import dev.reeve.engine.links.triage.TriageSnapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Links that lead nowhere and that nobody has decided about, as one row. Source: {@code
 * docs/reference/inbox.md}.
 */
public final class UndecidedLinks implements InboxSource {
  private volatile @Nullable TriageSnapshot newest;

  @Override
  public InboxKind kind() {
    return InboxKind.LINKS_UNDECIDED;
  }

  /** What is told is kept: asking would wait for a scan under way. */
  @Override
  public boolean changedBy(EngineEvent event) {
    if (event instanceof TriageEvent.Changed changed) {
      newest = changed.now();
      return true;
    }
    return false;
  }

  @Override
  public List<Concern> read() {
    TriageSnapshot now = newest;
    if (now == null || now.progress().left() == now.progress().later()) {
      return List.of();
    }
    return List.of(concern(now));
  }

  private Concern concern(TriageSnapshot now) {
    int open = now.progress().left() - now.progress().later();
    long enforced =
        now.rows().stream().filter(row -> row.left() && row.finding().enforced()).count();
    return new Concern(
        Concern.id(kind(), "documents"),
        kind(),
        open == 1 ? "1 broken link to decide" : open + " broken links to decide",
        "No repair is sure enough to be made unasked: the documents lead to what is not there."
            + (enforced == 0 ? "" : " The check fails on " + enforced + " of them."),
        open,
        null, // a scan anew finds the same ones: they wait since they first stood here
        null,
        null,
        InboxPlace.of(Pane.LINKS),
        List.of("put off: " + now.progress().later(), "enforced: " + enforced));
  }

  /** Nobody but people decides, and files that come back are somebody's work too. */
  @Override
  public boolean endedByPerson(Concern gone, Instant shownAt) {
    return true;
  }
}
