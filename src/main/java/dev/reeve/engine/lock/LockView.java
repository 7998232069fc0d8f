package dev.reeve.engine.lock;

import java.util.List;
import java.util.Optional;

/** What the console and the command line read of locks and ask of them. Calls block. */
public interface LockView {
  /** Every lease on record, by canonical order, then name. */
  List<LockStatus> status();

  /** Who keeps the workspace, if anybody does. */
  Optional<LockStatus> keeper();

  /**
   * Breaks a lock whose holder is dead, or, with force, one whose holder cannot be examined.
   *
   * @param reason non-blank, goes into the trail
   * @return the record that was removed, empty when there was none
   * @throws dev.reeve.engine.workspace.EngineException when it may not be broken
   */
  Optional<LockStatus> breakLock(String name, boolean force, String reason, String operator);
}
