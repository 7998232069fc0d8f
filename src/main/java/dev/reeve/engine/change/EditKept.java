package dev.reeve.engine.change;

import dev.reeve.engine.event.EngineEvent;

/**
 * An alarm, after commit: a person's saved version lies beside its file, and the person must
 * choose. Source: {@code docs/reference/crash-safety.md}.
 */
public record EditKept(KeptEdit edit) implements EngineEvent {}
