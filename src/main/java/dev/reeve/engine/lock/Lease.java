package dev.reeve.engine.lock;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the lease table: somebody who holds, or who waits in line. Texts of a damaged record
 * are as good as they could be read.
 *
 * @param seq place in the line of arrival
 * @param paths the places of a path set; null for a subsystem
 * @param fence 0 while it waits
 * @param expires when the lease, or a waiter's place in the line, runs out; null when unknown
 * @param damaged whether a field could not be read
 */
record Lease(
    long seq,
    String name,
    boolean granted,
    @Nullable PathSet paths,
    String owner,
    String token,
    long fence,
    String sessionId,
    long pid,
    @Nullable Instant processStartedAt,
    String host,
    @Nullable Instant since,
    @Nullable Instant lastRenewed,
    @Nullable Instant expires,
    String purpose,
    @Nullable String executionId,
    boolean damaged) {

  /** The name under which path sets are leased. */
  static final String PATH = "path";

  /** Stands for the paths of a record whose paths cannot be read. */
  static final String UNREADABLE = "?";

  String holder() {
    return "pid " + pid + " on " + host;
  }

  /** Whether the other set is in this one's way; a record that cannot be read is, always. */
  boolean isInTheWayOf(@Nullable PathSet wanted) {
    return wanted == null || paths == null || wanted.conflict(paths).isPresent();
  }

  /** What a person calls it: the name, or the path in the way of the wanted ones. */
  String label(@Nullable PathSet wanted) {
    if (wanted == null) {
      return name;
    }
    return pathLabel(paths == null ? UNREADABLE : wanted.conflict(paths).orElse(UNREADABLE));
  }

  /** All names under which a person sees it. */
  List<String> labels() {
    if (!name.equals(PATH)) {
      return List.of(name);
    }
    return paths == null
        ? List.of(pathLabel(UNREADABLE))
        : paths.texts().stream().map(Lease::pathLabel).toList();
  }

  static String pathLabel(String path) {
    return PATH + ":" + path;
  }
}
