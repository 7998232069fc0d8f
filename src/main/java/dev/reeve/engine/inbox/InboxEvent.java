package dev.reeve.engine.inbox;

import dev.reeve.engine.event.EngineEvent;

/** What the inbox tells. Source: {@code docs/reference/inbox.md}. */
public sealed interface InboxEvent extends EngineEvent {
  /** The list is another now. */
  record Changed(InboxList list) implements InboxEvent {}
}
