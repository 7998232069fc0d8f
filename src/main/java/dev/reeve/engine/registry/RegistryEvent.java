package dev.reeve.engine.registry;

import dev.reeve.engine.event.EngineEvent;
import java.util.List;

/** What the registry tells, after commit. Source: {@code docs/reference/registry.md}. */
public sealed interface RegistryEvent extends EngineEvent {
  /** A patch was written; the newest rows of the records it touched. */
  record Written(String hash, String patchId, List<RecordRow> rows, RegistrySummary summary)
      implements RegistryEvent {}

  /**
   * A patch was refused for good; nothing was written. Not told of a patch of the engine's own that
   * was made for an older state, because that is made anew.
   */
  record Refused(String patchId, String code, String message) implements RegistryEvent {}

  /**
   * The file was changed by somebody else, or cannot be read; writes stop until the operator
   * decides. Told once for a cause, and again only when the registry could be written meanwhile.
   */
  record Alarm(String code, String message) implements RegistryEvent {}

  /** It can be written again after an alarm. */
  record Reopened() implements RegistryEvent {}

  /** What somebody else wrote is the registry now: any record may be another. */
  record Accepted(String hash) implements RegistryEvent {}

  /** The keeper's plans that wait for a person are others now: read them again. */
  record PlansHeld() implements RegistryEvent {}

  /** A comparison with the folder ended: what differs may be something else now. */
  record Compared(int differences) implements RegistryEvent {}

  /** A validation ended. */
  record Validated(boolean strict, List<Finding> findings, RegistrySummary summary)
      implements RegistryEvent {}
}
