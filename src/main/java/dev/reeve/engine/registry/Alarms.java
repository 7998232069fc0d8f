package dev.reeve.engine.registry;

import dev.reeve.engine.registry.RegistryDao.State;
import dev.reeve.engine.workspace.EngineException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which alarm a person was told of and has not been cleared since. What no look at the file shows
 * is kept in the store, for other processes. Any thread.
 */
final class Alarms {
  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
  private static final Set<String> SEEN_IN_THE_FILE =
      Set.of("REGISTRY_UNREADABLE", "FOREIGN_WRITE", "SA_VERSION_TOO_NEW");

  private final RegistryDao dao;
  private @Nullable String told;
  private boolean mayBeKept = true; // by a process before this one

  Alarms(RegistryDao dao) {
    this.dao = dao;
  }

  /** Whether this one has still to be told; it is taken as told from now on. */
  synchronized boolean raise(EngineException e) {
    String cause = e.code() + ": " + e.getMessage();
    if (cause.equals(told)) {
      return false;
    }
    told = cause;
    if (!SEEN_IN_THE_FILE.contains(e.code())) {
      keep(cause);
    }
    return true;
  }

  private void keep(String cause) {
    try {
      dao.state(Map.of(State.ALARM, cause));
      mayBeKept = true;
    } catch (EngineException e) {
      LOG.warn("Other processes do not see the alarm: {}", e.getMessage());
    }
  }

  /** The registry can be written: whatever comes next is news. */
  synchronized void clear() {
    told = null;
    if (mayBeKept) {
      dao.forget(State.ALARM);
      mayBeKept = false;
    }
  }
}
