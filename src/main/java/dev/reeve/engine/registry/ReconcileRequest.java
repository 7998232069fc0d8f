package dev.reeve.engine.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to reconcile. Source: {@code docs/reference/reconcile.md}.
 *
 * @param roots folders relative to the workspace, {@code .} for all of it
 * @param deep hash every file, also those that look untouched
 * @param confirmedPlan id of a held plan that a person allows; a plan that differs by now is held
 *     again
 */
public record ReconcileRequest(List<String> roots, boolean deep, @Nullable String confirmedPlan) {
  public ReconcileRequest {
    roots = List.copyOf(roots);
  }

  /** An ordinary run over these roots. */
  public static ReconcileRequest of(List<String> roots) {
    return new ReconcileRequest(roots, false, null);
  }

  /** The same, hashing every file. */
  public ReconcileRequest deeply() {
    return new ReconcileRequest(roots, true, confirmedPlan);
  }

  /** The same, allowing a plan that was held. */
  public ReconcileRequest confirming(String planId) {
    return new ReconcileRequest(roots, deep, planId);
  }
}
