package dev.reeve.engine.registry;

/** Who a patch speaks for; decides which columns it may write. */
public enum ActorClass {
  /** A person, or whatever a person handed in. */
  USER,
  /** A part of the engine. */
  TOOL
}
