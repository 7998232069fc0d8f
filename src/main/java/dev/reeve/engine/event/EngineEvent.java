package dev.reeve.engine.event;

/**
 * Marker of everything the engine tells the outside. Each feature declares its own small sealed
 * family of records; they hold ids, plain values and immutable snapshots only, and are published
 * after the commit of what they tell, in commit order. Source: {@code docs/reference/lifecycle.md}.
 */
public interface EngineEvent {}
