package dev.reeve.engine.links.history;

import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A commit in which paths went.
 *
 * @param gone what it deleted, or renamed from
 * @param come paths that it added, or renamed to
 */
record Turnover(ObjectId commit, Instant at, List<Gone> gone, List<String> come) {

  /**
   * One path that went.
   *
   * @param blob its last bytes
   */
  record Gone(String path, ObjectId blob) {}
}
