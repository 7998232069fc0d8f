package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineException;
import org.jspecify.annotations.Nullable;

/** Which alarm a person was told of and has not been cleared since. Any thread. */
final class Alarms {
  private @Nullable String told;

  /** Whether this one has still to be told; it is taken as told from now on. */
  synchronized boolean raise(EngineException e) {
    String cause = e.code() + " " + e.getMessage();
    boolean fresh = !cause.equals(told);
    told = cause;
    return fresh;
  }

  /** The registry can be written: whatever comes next is news. */
  synchronized void clear() {
    told = null;
  }
}
