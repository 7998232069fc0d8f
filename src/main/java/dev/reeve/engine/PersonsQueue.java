package dev.reeve.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.change.Trail;
import dev.reeve.engine.queue.Attempt;
import dev.reeve.engine.queue.Canary;
import dev.reeve.engine.queue.Foresight;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueSummary;
import dev.reeve.engine.queue.QueueView;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.workspace.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The queue as a person works with it. What is asked of it goes into the trail first, with who asks
 * and for which paths; a trail that cannot be written stops it. Blocks; safe on any thread.
 */
record PersonsQueue(WorkQueue queue, Foresight foresight, Trail trail, String account)
    implements QueueView {
  /** A line of the trail names so many paths; it has their number in any case. */
  private static final int NAMED = 100;

  @Override
  public List<WorkItem> list(Set<ItemState> states, int limit) {
    return queue.list(states, limit);
  }

  @Override
  public QueueSummary summary() {
    return queue.summary();
  }

  @Override
  public List<Attempt> history(String itemId) {
    return queue.history(itemId);
  }

  @Override
  public List<Foresight.Failing> foresee(List<String> ids) {
    return foresight.failing(queue.find(ids));
  }

  @Override
  public int retryNow(List<String> ids) {
    tell("jobs_retried", ids);
    return queue.retryNow(ids);
  }

  @Override
  public int requeue(List<String> ids) {
    tell("jobs_requeued", ids);
    return queue.requeue(ids);
  }

  @Override
  public Optional<Canary> requeueOneFirst(List<String> ids) {
    tell("jobs_requeued_one_first", ids);
    return queue.requeueOneFirst(ids);
  }

  @Override
  public List<Canary> canaries() {
    return queue.canaries();
  }

  @Override
  public int drop(List<String> ids) {
    tell("jobs_dropped", ids);
    return queue.drop(ids);
  }

  @Override
  public void pause(boolean paused) {
    trail.append(
        paused ? "queue_paused" : "queue_resumed", account, Json.mapper().createObjectNode());
    queue.pause(paused);
  }

  private void tell(String type, List<String> ids) {
    List<WorkItem> items = queue.find(ids);
    ObjectNode members = Json.mapper().createObjectNode();
    members.put("jobs", items.size());
    if (items.size() == 1) {
      members.put("path", items.getFirst().path());
    } else {
      members.set(
          "paths",
          Json.mapper().valueToTree(items.stream().limit(NAMED).map(WorkItem::path).toList()));
    }
    if (!items.isEmpty()) {
      trail.append(type, account, members);
    }
  }
}
