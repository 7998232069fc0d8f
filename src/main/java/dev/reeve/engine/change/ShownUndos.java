package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Undos that somebody has on the screen: what is confirmed is handed in exactly as it was shown, so
 * that its decision is bound to the hash that was read. Kept in memory alone; an undo that nobody
 * looked at before is handed in as it is made. Source: {@code docs/reference/executions.md}. Safe
 * on any thread.
 */
final class ShownUndos {
  private static final int MOST = 64;

  private final Map<Key, Shown> shown = new LinkedHashMap<>();

  /** An intent names the execution. */
  private record Key(String intent, String account) {
    static Key of(Submission undo) {
      return new Key(undo.plan().intent(), undo.plan().createdBy());
    }
  }

  private record Shown(Submission undo, String policyHash) {}

  /** The one to be shown: as it was shown before while it would do the same. */
  synchronized Submission put(Submission undo, String policyHash) {
    Shown before = shown.remove(Key.of(undo));
    Submission same = before != null && doesTheSame(before.undo(), undo) ? before.undo() : undo;
    if (shown.size() == MOST) {
      shown.remove(shown.keySet().iterator().next());
    }
    shown.put(Key.of(undo), new Shown(same, policyHash));
    return same;
  }

  /**
   * The one to be handed in; it is not shown any more then.
   *
   * @throws EngineException {@code REVERT_STALE} when it or the policy is another than was shown
   */
  synchronized Submission take(Submission undo, String policyHash) {
    Shown before = shown.remove(Key.of(undo));
    if (before == null) {
      return undo;
    }
    if (!before.policyHash().equals(policyHash) || !doesTheSame(before.undo(), undo)) {
      throw EngineException.of(
              Kind.CONFLICT,
              "REVERT_STALE",
              "Nothing was undone: the policy or the undo is another than you were shown.")
          .with("Nothing was changed.", "Look at the undo again.");
    }
    return before.undo();
  }

  private static boolean doesTheSame(Submission one, Submission other) {
    return one.changeSet().checksum().equals(other.changeSet().checksum());
  }
}
