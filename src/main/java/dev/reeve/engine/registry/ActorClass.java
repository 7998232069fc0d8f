package dev.reeve.engine.registry;

/**
 * Who a patch speaks for; decides which columns it may write. Source: {@code
 * docs/reference/registry-policies.md}.
 */
public enum ActorClass {
  /** A person, or whatever a person handed in. */
  USER,
  /** A part of the engine. */
  TOOL
}
