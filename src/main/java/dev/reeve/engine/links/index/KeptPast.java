package dev.reeve.engine.links.index;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was seen to go, with what it held, and where it went when the same bytes came up elsewhere
 * at that time. Version control knows nothing of that before the next commit. For one thread.
 */
final class KeptPast {
  private static final int MOST = 10_000;

  /** The two halves of a rename may be told one after the other, and in either order. */
  private static final Duration TOGETHER = Duration.ofSeconds(10);

  private final Map<String, Gone> gone = new LinkedHashMap<>();
  private final Map<String, Came> came = new HashMap<>();

  /**
   * A file that went.
   *
   * @param content names its last bytes
   * @param movedTo where it lay right after that; null when nothing else had its bytes
   */
  record Gone(String path, String content, Instant at, @Nullable String movedTo) {}

  private record Came(String path, String content, Instant at) {}

  /** Takes over what an earlier process had seen. */
  void restore(Collection<Gone> before) {
    before.forEach(each -> gone.put(each.path(), each));
  }

  /** A file that went; an empty one says nothing. */
  void went(String path, @Nullable String content, Instant at) {
    came.remove(path);
    gone.remove(path);
    if (content != null) {
      gone.put(path, new Gone(path, content, at, null));
      if (gone.size() > MOST) {
        gone.remove(gone.keySet().iterator().next());
      }
    }
  }

  /** A file that was not there before. */
  void came(String path, @Nullable String content, Instant at) {
    gone.remove(path);
    if (content != null) {
      came.put(path, new Came(path, content, at));
    }
  }

  /** Finds out which of them were one. */
  void pair(Instant now) {
    Instant since = now.minus(TOGETHER);
    came.values().removeIf(each -> each.at().isBefore(since));
    if (came.isEmpty()) {
      return;
    }
    Map<String, List<Came>> byContent = new HashMap<>();
    came.values()
        .forEach(
            each ->
                byContent.computeIfAbsent(each.content(), content -> new ArrayList<>()).add(each));
    Set<String> taken = new HashSet<>();
    for (Gone each : List.copyOf(gone.values())) {
      List<Came> same = byContent.getOrDefault(each.content(), List.of());
      if (each.movedTo() == null && !each.at().isBefore(since) && !same.isEmpty()) {
        String to = likest(each.path(), same, taken);
        if (to != null) {
          taken.add(to);
          gone.put(each.path(), new Gone(each.path(), each.content(), each.at(), to));
        }
      }
    }
    taken.forEach(came::remove);
  }

  /** The one that shares the longest end of the path; null when that is not one alone. */
  private static @Nullable String likest(String path, List<Came> same, Set<String> taken) {
    String best = null;
    int most = -1;
    boolean alone = false;
    for (Came each : same) {
      int shared = sharedEnd(path, each.path());
      if (taken.contains(each.path()) || shared < most) {
        continue;
      }
      alone = shared > most;
      most = shared;
      best = each.path();
    }
    return alone ? best : null;
  }

  /** Segments. */
  private static int sharedEnd(String one, String other) {
    List<String> a = List.of(one.split("/")).reversed();
    List<String> b = List.of(other.split("/")).reversed();
    int shared = 0;
    while (shared < Math.min(a.size(), b.size()) && a.get(shared).equals(b.get(shared))) {
      shared++;
    }
    return shared;
  }

  Collection<Gone> all() {
    return Collections.unmodifiableCollection(gone.values());
  }

  /** What files hold that went, by the name of the content. */
  Set<String> contents() {
    Set<String> out = new HashSet<>();
    gone.values().forEach(each -> out.add(each.content()));
    return out;
  }
}
