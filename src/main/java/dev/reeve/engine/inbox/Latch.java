package dev.reeve.engine.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * From what was on the list and what waits now to what is on the list: a thing that ended without a
 * person's doing stays, as resolved by itself, until somebody acknowledges it.
 */
final class Latch {
  private Latch() {}

  /** Those that stood on the list, unheeded, and no longer wait. */
  static List<Entry> ended(Map<String, Entry> known, Map<InboxKind, List<Concern>> read) {
    Set<String> waiting = ids(read);
    List<Entry> out = new ArrayList<>();
    for (Entry entry : known.values()) {
      Concern concern = entry.concern();
      boolean judged = read.containsKey(concern.kind());
      if (judged && entry.healedAt() == null && !waiting.contains(concern.id())) {
        out.add(entry);
      }
    }
    return out;
  }

  private static Set<String> ids(Map<InboxKind, List<Concern>> read) {
    return read.values().stream()
        .flatMap(List::stream)
        .map(Concern::id)
        .collect(java.util.stream.Collectors.toSet());
  }

  /**
   * @param known by id
   * @param read what waits, of every kind that could be read; other kinds stay as they are
   * @param heeded whether nobody has to be told that this one ended
   */
  static Map<String, Entry> next(
      Map<String, Entry> known,
      Map<InboxKind, List<Concern>> read,
      Instant now,
      Predicate<Entry> heeded) {
    Map<String, Entry> next = new TreeMap<>(known);
    for (Entry entry : ended(known, read)) {
      String id = entry.concern().id();
      if (entry.acknowledged() != null || heeded.test(entry)) {
        next.remove(id);
      } else {
        next.put(id, entry.healed(now));
      }
    }
    for (List<Concern> concerns : read.values()) {
      for (Concern concern : concerns) {
        Entry entry = known.get(concern.id());
        next.put(
            concern.id(),
            entry == null || entry.healedAt() != null
                ? Entry.fresh(concern, now)
                : entry.seenAgain(concern));
      }
    }
    next.values().removeIf(entry -> entry.forgotten(now));
    next.replaceAll((id, entry) -> entry.at(now));
    return next;
  }
}
