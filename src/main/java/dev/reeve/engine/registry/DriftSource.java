package dev.reeve.engine.registry;

import java.util.List;

/**
 * Finds differences that are no file's, for the reconciler; {@code Engine} wires it. Blocks.
 * Source: {@code docs/reference/reconcile.md}.
 */
@FunctionalInterface
public interface DriftSource {
  /** No source at all. */
  DriftSource NONE = document -> List.of();

  /** The differences from this state of the registry. */
  List<DriftItem> find(RegistryDocument document);
}
