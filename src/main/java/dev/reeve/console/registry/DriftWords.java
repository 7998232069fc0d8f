package dev.reeve.console.registry;

import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.DriftItem;

/** What becomes of a difference. Source: {@code docs/reference/reconcile.md}. */
final class DriftWords {
  private DriftWords() {}

  /** Key of the words for several of its kind that meet the same end. */
  static String group(DriftItem item) {
    return switch (item.kind()) {
      case UNREGISTERED -> "registry.group.unregistered";
      case MISSING_ON_DISK -> "registry.group.missing";
      case MOVED -> "registry.group.moved";
      case PATH_MISMATCH -> "registry.group.path";
      case STALE_HASH -> "registry.group.hash";
      case DERIVATION_DRIFT -> "registry.group.derivation";
      case STALE_DESCRIPTOR -> "registry.group.descriptor";
      case ORPHAN_DESCRIPTOR ->
          item.repairable() ? "registry.group.orphan" : "registry.group.orphan-person";
      case DUPLICATE_ID_ON_DISK -> "registry.group.duplicate-id";
      case ID_CONFLICT -> "registry.group.conflict";
      case DUPLICATE_PATH -> "registry.group.duplicate-path";
      case CASE_COLLISION -> "registry.group.case";
      case ALLOCATED_NO_FILE -> "registry.group.gap";
      case STALE_GENERATOR ->
          item.repairable() ? "registry.group.generator" : "registry.group.generator-person";
    };
  }

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
