package dev.reeve.engine.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of one path, as intake hands it to the queue. Source: {@code docs/reference/queue.md}.
 *
 * @param root id of the watch root, {@code .} for the whole workspace
 * @param path relative to the workspace root, canonical
 * @param oldPath where it came from, for a move
 * @param kind what happened
 * @param seen when it was noticed
 * @param reconcileKind which difference, for {@link FileEventKind#RECONCILE}, such as {@code
 *     STALE_HASH}
 * @param fingerprint what the file looked like then, if known
 */
public record FileEvent(
    String root,
    String path,
    @Nullable String oldPath,
    FileEventKind kind,
    Instant seen,
    @Nullable String reconcileKind,
    @Nullable String fingerprint) {

  /** An event of a path that did not move. */
  public static FileEvent of(String path, FileEventKind kind, Instant seen) {
    return new FileEvent(".", path, null, kind, seen, null, null);
  }

  /** A move. */
  public static FileEvent moved(String from, String to, Instant seen) {
    return new FileEvent(".", to, from, FileEventKind.MOVED, seen, null, null);
  }
}
