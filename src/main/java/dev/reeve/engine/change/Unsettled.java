package dev.reeve.engine.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of an execution that needs attention, as they are now: what a person looks at before
 * settling it. Immutable. Source: {@code docs/reference/executions.md}.
 */
public record Unsettled(String executionId, List<File> files) {

  /** How a file stands. */
  public enum State {
    /** As before the execution: nothing to do. */
    AS_BEFORE,
    /** As the execution left it: putting it back writes it. */
    AS_AFTER,
    /** Somebody else's content: putting back leaves it alone. */
    CHANGED,
    /** It cannot be read. */
    UNREADABLE
  }

  /**
   * One file that is not proved to be as before.
   *
   * @param beforeHash content before, null where there was no file
   * @param nowHash content now, null where there is none or it cannot be read
   */
  public record File(
      String path, State state, @Nullable String beforeHash, @Nullable String nowHash) {}

  /** Files that putting back would write or remove. */
  public List<File> written() {
    return files.stream().filter(file -> file.state() == State.AS_AFTER).toList();
  }

  /** Files that stand in the way of putting everything back. */
  public List<File> inTheWay() {
    return files.stream()
        .filter(file -> file.state() == State.CHANGED || file.state() == State.UNREADABLE)
        .toList();
  }
}
