package dev.reeve.console.fx;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived and was not taken yet: the newest snapshot per key, or that it is gone. What
 * arrives while everything is read is newer than the answer. Any thread.
 *
 * @param <S> snapshot
 */
final class Mailbox<S> {
  private final Function<S, String> key;
  private Map<String, Optional<S>> arrived = new LinkedHashMap<>();
  private @Nullable Set<String> sinceLoading;

  Mailbox(Function<S, String> key) {
    this.key = key;
  }

  synchronized void put(Collection<? extends S> snapshots) {
    for (S snapshot : snapshots) {
      leave(key.apply(snapshot), Optional.of(snapshot));
    }
  }

  synchronized void remove(Collection<String> keys) {
    for (String gone : keys) {
      leave(gone, Optional.empty());
    }
  }

  synchronized void loading() {
    sinceLoading = new HashSet<>();
  }

  private void leave(String id, Optional<S> newest) {
    arrived.put(id, newest);
    if (sinceLoading != null) {
      sinceLoading.add(id);
    }
  }

  /**
   * Leaves the answer of a full read.
   *
   * @param known keys of all rows there are; those that the answer does not name are gone
   */
  synchronized void loaded(Collection<? extends S> snapshots, Collection<String> known) {
    Map<String, S> named = new LinkedHashMap<>();
    snapshots.forEach(snapshot -> named.put(key.apply(snapshot), snapshot));
    Set<String> newer = sinceLoading == null ? Set.of() : sinceLoading;
    sinceLoading = null;
    for (String id : known) {
      if (!named.containsKey(id) && !newer.contains(id)) {
        arrived.put(id, Optional.empty());
      }
    }
    named.forEach(
        (id, snapshot) -> {
          if (!newer.contains(id)) {
            arrived.put(id, Optional.of(snapshot));
          }
        });
  }

  /** Gives what has gathered, and keeps none of it. */
  synchronized Map<String, Optional<S>> take() {
    Map<String, Optional<S>> taken = arrived;
    arrived = new LinkedHashMap<>();
    return taken;
  }
}
