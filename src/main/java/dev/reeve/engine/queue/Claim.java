package dev.reeve.engine.queue;

import org.jspecify.annotations.Nullable;

/**
 * One row in the hands of one worker until its lease ends. Immutable. Source: {@code
 * docs/reference/queue.md}.
 *
 * @param item the row as it was claimed
 * @param token proves the claim; a later claim of the same row has another
 * @param number which try of this row it is, 1 upwards
 * @param reconcileKind which difference, for {@link FileEventKind#RECONCILE}
 * @param fingerprint what the file looked like when it had come to rest, if it was watched
 */
public record Claim(
    WorkItem item,
    String token,
    int number,
    @Nullable String reconcileKind,
    @Nullable String fingerprint) {

  /** The row's path, relative to the workspace. */
  public String path() {
    return item.path();
  }
}
