package dev.reeve.engine.links.triage;

import dev.reeve.engine.event.EngineEvent;

/** What triage tells. Source: {@code docs/reference/link-triage.md}. */
public sealed interface TriageEvent extends EngineEvent {
  /** Documents were read, or decisions were made, taken back or carried out. */
  record Changed(TriageSnapshot now) implements TriageEvent {}
}
