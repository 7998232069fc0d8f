package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two lines of an undo on the trail: {@code undo_intent} before it is tried, and after it
 * {@code undo} when it was done or {@code undo_failed} when it was not. Source: {@code
 * docs/reference/trail.md}. Calls block; safe on any thread but the JavaFX one.
 */
public final class UndoLines {
  private static final Logger LOG = LoggerFactory.getLogger(UndoLines.class);

  private final Trail trail;

  /** The lines on this trail. */
  public UndoLines(Trail trail) {
    this.trail = trail;
  }

  /**
   * How an undo ended.
   *
   * @param executionId the execution that did it, or tried to
   * @param errorCode null when it was done
   */
  public record Ending(String executionId, @Nullable String errorCode) {}

  /**
   * Undoes between its two lines. An outcome that the trail cannot take is logged; what was done
   * stays done, and the lines of the execution itself tell of it.
   *
   * @param members of both lines: what is undone
   * @param act throws when it is refused or fails
   * @throws EngineException {@code TRAIL_UNAVAILABLE} when the intent cannot be written: nothing is
   *     tried then; and whatever the act throws
   */
  public <T> T around(
      String account, ObjectNode members, Supplier<T> act, Function<T, Ending> ending) {
    trail.append("undo_intent", account, members);
    T result;
    try {
      result = act.get();
    } catch (RuntimeException e) {
      say("undo_failed", account, members.deepCopy().put("error_code", Failures.of(e).code()));
      throw e;
    }
    Ending end = ending.apply(result);
    ObjectNode last = members.deepCopy().put("execution_id", end.executionId());
    if (end.errorCode() == null) {
      say("undo", account, last);
    } else {
      say("undo_failed", account, last.put("error_code", end.errorCode()));
    }
    return result;
  }

  private void say(String type, String account, ObjectNode members) {
    try {
      trail.append(type, account, members);
    } catch (EngineException e) {
      LOG.error("The trail does not say how an undo ended: {} {}", type, members, e);
    }
  }
}
