package dev.reeve.engine.change;

import dev.reeve.engine.workspace.SafePath;
import java.time.Instant;

/**
 * A version of a file that a person saved at the moment of a change, and that lies beside the file
 * because there is another one in its place. Source: {@code docs/reference/crash-safety.md}.
 *
 * @param keptAs where it lies
 * @param path the file it is a version of
 * @param executionId the change at whose moment it was saved
 * @param sha256 of its content
 * @param keptAt when it was put there
 */
public record KeptEdit(
    SafePath keptAs, SafePath path, String executionId, String sha256, Instant keptAt) {

  /** For people: what it is, where it lies and what to do. */
  public String message() {
    return "A version of "
        + path
        + " that was saved at the moment of a change is not in its place: "
        + path
        + " was saved again, or deleted, since. It is whole and lies in '"
        + keptAs
        + "'. Compare the two, take over what is missing, and delete the one that is not needed.";
  }
}
