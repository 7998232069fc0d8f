package dev.reeve.engine.change;

import java.io.IOException;

/**
 * The test seam of every execution: production passes {@link #NONE}; a test may block, throw or
 * halt the process. Names: {@code after_lock, after_backup, after_stage, before_swap, after_swap,
 * before_verify, before_commit, after_commit, before_finalize, before_restore}. Source: {@code
 * docs/reference/crash-safety.md}.
 */
@FunctionalInterface
public interface Checkpoints {
  Checkpoints NONE = (name, executionId, index) -> {};

  /**
   * @param index counts from 1; 0 where a point has no file
   */
  void onPoint(String name, String executionId, int index) throws IOException;
}
