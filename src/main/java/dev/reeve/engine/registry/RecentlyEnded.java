package dev.reeve.engine.registry;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Contents whose records were ended a short while ago: of a move the deletion may be worked on
 * before the addition, when many files move at once. What an earlier process ended is not known
 * here. Safe on any thread.
 */
final class RecentlyEnded {
  private static final int MOST = 10_000;

  private record Ended(DocId id, String sha256, Instant at) {}

  private final Deque<Ended> ended = new ArrayDeque<>();

  synchronized void add(DocId id, String sha256, Instant at) {
    ended.addLast(new Ended(id, sha256, at));
    if (ended.size() > MOST) {
      ended.removeFirst();
    }
  }

  /** Ids that lost a file of this content at that time or later. */
  synchronized List<DocId> withHash(String sha256, Instant since) {
    return ended.stream()
        .filter(each -> each.sha256().equals(sha256) && !each.at().isBefore(since))
        .map(Ended::id)
        .distinct()
        .toList();
  }
}
