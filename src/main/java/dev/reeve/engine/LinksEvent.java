package dev.reeve.engine;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.links.index.LinkSnapshot;

/** What is told of the links of the documents. Source: {@code docs/reference/links.md}. */
public sealed interface LinksEvent extends EngineEvent {
  /** Something is known that was not, or suggestions came; the newest of all snapshots. */
  record Changed(LinkSnapshot snapshot) implements LinksEvent {}
}
