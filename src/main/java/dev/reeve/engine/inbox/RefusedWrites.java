package dev.reeve.engine.inbox;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.LogEvent;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.workspace.EngineException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Why nothing at all is written: the event file was edited, or a newer program wrote the store.
 * Source: {@code docs/reference/inbox.md}.
 */
public final class RefusedWrites implements InboxSource {
  private final Supplier<Optional<EngineException>> refusal;

  /**
   * @param refusal why nothing is written; empty when all is well
   */
  public RefusedWrites(Supplier<Optional<EngineException>> refusal) {
    this.refusal = refusal;
  }

  @Override
  public InboxKind kind() {
    return InboxKind.WRITES_REFUSED;
  }

  @Override
  public boolean changedBy(EngineEvent event) {
    return event instanceof LogEvent.ChainBroken || event instanceof LogEvent.ChainAcknowledged;
  }

  @Override
  public List<Concern> read() {
    return refusal.get().map(this::concern).stream().toList();
  }

  private Concern concern(EngineException why) {
    return new Concern(
        Concern.id(kind(), why.code()),
        kind(),
        "Nothing is written",
        why.getMessage() + " " + why.remedy(),
        0,
        null,
        null,
        null,
        InboxPlace.of(Pane.INBOX),
        List.of("code: " + why.code(), why.safe()));
  }

  @Override
  public boolean endedByPerson(Concern gone, Instant shownAt) {
    return true; // a broken chain ends by acknowledging, an old program by a newer one
  }
}
