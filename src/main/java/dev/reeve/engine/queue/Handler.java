package dev.reeve.engine.queue;

import java.util.List;

/**
 * Does the work of claimed rows. Called on a virtual thread, several at a time; may block. Source:
 * {@code docs/reference/queue.md}.
 */
@FunctionalInterface
public interface Handler {
  /**
   * Ends every claim of the batch; those without an outcome count as failed with {@link
   * FailureCodes#HANDLER_FAILED}. An exception ends all of them by its code. When the thread is
   * interrupted the engine is stopping: return soon, with what is done.
   */
  List<? extends Outcome> handle(List<Claim> batch);
}
