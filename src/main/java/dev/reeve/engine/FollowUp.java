package dev.reeve.engine;

import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.workspace.EngineException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues files whose headers or names an execution changed for a person, so that their records
 * follow, as after an edit of a person. The execution is over by then: what cannot be queued is
 * logged with what helps, and the execution stands. Blocks.
 */
record FollowUp(WorkQueue queue) {
  private static final int NAMED = 5;
  private static final Logger LOG = LoggerFactory.getLogger(FollowUp.class);

  /** Never throws for what the store refuses. */
  void requeue(String executionId, List<FileEvent> events) {
    try {
      queue.upsert(events);
    } catch (EngineException e) {
      LOG.error(
          "{} is done, but its {} files could not be queued, so their records do not follow yet:"
              + " {} and so on. Requeue their jobs, or reconcile the registry.",
          executionId,
          events.size(),
          events.stream().map(FileEvent::path).limit(NAMED).toList(),
          e);
    }
  }
}
