package dev.reeve.console.registry;

import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.DriftItem;

/** What becomes of a difference. Source: {@code docs/reference/reconcile.md}. */
final class DriftWords {
  private DriftWords() {}

  /** What Reconcile would do to it; where it leaves it, what a person does. */
  static String next(DriftItem item) {
    return Texts.get(
        switch (item.kind()) {
          case UNREGISTERED -> "registry.drift.unregistered";
          case MISSING_ON_DISK -> "registry.drift.missing";
          case MOVED -> "registry.drift.moved";
          case PATH_MISMATCH -> "registry.drift.path";
          case STALE_HASH -> "registry.drift.hash";
          case DERIVATION_DRIFT -> "registry.drift.derivation";
          case STALE_DESCRIPTOR -> "registry.drift.descriptor";
          case ORPHAN_DESCRIPTOR ->
              item.repairable() ? "registry.drift.orphan" : "registry.drift.orphan-person";
          case DUPLICATE_ID_ON_DISK -> "registry.drift.duplicate-id";
          case ID_CONFLICT -> "registry.drift.conflict";
          case DUPLICATE_PATH -> "registry.drift.duplicate-path";
          case CASE_COLLISION -> "registry.drift.case";
          case ALLOCATED_NO_FILE -> "registry.drift.gap";
          case STALE_GENERATOR ->
              item.repairable() ? "registry.drift.generator" : "registry.drift.generator-person";
        });
  }
}
