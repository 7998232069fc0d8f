package dev.reeve.engine.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The highest number of each stream among the ids that files were seen to carry, so that a counter
 * never falls behind them. Filled from the database when first asked; safe on any thread.
 */
final class SeenIds {
  private final FileFactsDao dao;
  private final DocIdFormat format;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Map<IdStream, Integer> highest;

  SeenIds(FileFactsDao dao, DocIdFormat format) {
    this.dao = dao;
    this.format = format;
  }

  int highest(IdStream stream) {
    lock.lock();
    try {
      return loaded().getOrDefault(stream, 0);
    } finally {
      lock.unlock();
    }
  }

  /** A file carries these ids. */
  void note(Carriers carriers) {
    lock.lock();
    try {
      Map<IdStream, Integer> known = loaded();
      Optional.ofNullable(carriers.prefix()).ifPresent(id -> note(known, id));
      Optional.ofNullable(carriers.header()).ifPresent(id -> note(known, id));
    } finally {
      lock.unlock();
    }
  }

  private Map<IdStream, Integer> loaded() {
    if (highest == null) {
      Map<IdStream, Integer> all = new HashMap<>();
      for (DocId id : dao.carriedIds()) {
        note(all, id);
      }
      highest = all;
    }
    return highest;
  }

  private void note(Map<IdStream, Integer> known, DocId id) {
    format.stream(id).ifPresent(s -> known.merge(s, format.sequence(id), Math::max));
  }
}
