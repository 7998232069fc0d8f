package dev.reeve.engine.inbox;

import dev.reeve.engine.change.Trail;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.RegistryView;
import java.time.Instant;
import java.util.List;

/**
 * A registry file that is not written as it is: changed by somebody else, unreadable, too new.
 * Source: {@code docs/reference/inbox.md}.
 */
public final class ClosedRegistry implements InboxSource {
  private final RegistryView registry;
  private final Deeds deeds;

  public ClosedRegistry(RegistryView registry, Trail trail) {
    this.registry = registry;
    this.deeds = new Deeds(trail);
  }

  @Override
  public InboxKind kind() {
    return InboxKind.REGISTRY_CLOSED;
  }

  @Override
  public boolean changedBy(EngineEvent event) {
    return event instanceof RegistryEvent;
  }

  @Override
  public List<Concern> read() {
    String problem = registry.summary().problem();
    if (problem == null) {
      return List.of();
    }
    return List.of(
        new Concern(
            Concern.id(kind(), "file"),
            kind(),
            "The registry takes no writes",
            problem
                + " Find out who wrote it; then accept it as it is, restore a backup, or finish the"
                + " merge. What was to be written waits.",
            0,
            null,
            null,
            null,
            InboxPlace.of(Pane.RECORDS),
            List.of(
                "accept it: reeve registry accept",
                "restore a backup: reeve registry backups restore NAME --execute")));
  }

  @Override
  public boolean endedByPerson(Concern gone, Instant shownAt) {
    return deeds.since(
        shownAt,
        line ->
            line.type().equals("registry_foreign_accepted") || !line.text("restored").isEmpty());
  }
}
