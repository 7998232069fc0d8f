package dev.reeve.engine.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.event.EventContext;
import dev.reeve.engine.event.EventLog;
import dev.reeve.engine.event.NewEvent;
import dev.reeve.engine.event.Severity;
import dev.reeve.engine.workspace.EngineException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records refusals as events {@code transition_refused}. The same refusal again within one second
 * of its first time is counted, not recorded once more; so an event is written when its second has
 * passed, and outside the unit that was refused. Safe on any thread.
 */
final class RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

  /** What makes two refusals the same. */
  private record Key(
      String entityType,
      String entityId,
      @Nullable String toState,
      String trigger,
      @Nullable String operator,
      Refusal code) {}

  private record Counted(String message, int count) {}

  private final EventLog log;
  private final Executor afterOneSecond;
  private final Map<Key, Counted> open = new LinkedHashMap<>();

  /**
   * @param afterOneSecond runs a task a second later, on a thread that may wait
   */
  RefusalLog(EventLog log, Executor afterOneSecond) {
    this.log = log;
    this.afterOneSecond = afterOneSecond;
  }

  void note(TransitionRequest request, TransitionResult.Refused refused) {
    Key key =
        new Key(
            request.entityType(),
            request.entityId(),
            request.toState(),
            request.trigger(),
            request.operator(),
            refused.code());
    boolean first;
    synchronized (open) {
      Counted before = open.get(key);
      first = before == null;
      open.put(key, new Counted(refused.message(), before == null ? 1 : before.count() + 1));
    }
    if (first) {
      afterOneSecond.execute(() -> end(key));
    }
  }

  /** Records what is still being counted. */
  void endAll() {
    List<Key> keys;
    synchronized (open) {
      keys = List.copyOf(open.keySet());
    }
    keys.forEach(this::end);
  }

  private void end(Key key) {
    Counted counted;
    synchronized (open) {
      counted = open.remove(key);
    }
    if (counted == null) {
      return; // the service was closed meanwhile and has recorded it
    }
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("code", key.code().name()).put("to_state", key.toState());
    metadata.put("trigger", key.trigger()).put("entity_type", key.entityType());
    metadata.put("entity_id", key.entityId()).put("count", counted.count());
    try {
      log.record(
          new NewEvent(
              "transition_refused",
              Severity.WARNING,
              "engine",
              "engine",
              null,
              counted.message(),
              metadata,
              key.operator(),
              EventContext.NONE));
    } catch (EngineException e) {
      LOG.warn("Not recorded, {} times: {} ({})", counted.count(), counted.message(), key, e);
    }
  }
}
