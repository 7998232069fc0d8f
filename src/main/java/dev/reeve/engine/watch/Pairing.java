package dev.reeve.engine.watch;

import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.watch.Settler.Announced;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.FileFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes one move of a deletion and an addition that belong together. A move is proved when the new
 * file has size, time and file key of the one that went; the key alone is not enough, for file
 * systems use it again at once. Where the volume ignores case, a name that differs only by case is
 * proof. What cannot be proved stays a deletion and an addition. Not safe for several threads.
 */
final class Pairing {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private record Half(String path, long at) {}

  private final EngineClock clock;
  private final KnownFiles known;
  private final boolean caseInsensitive;
  private final Map<String, Half> gone = new LinkedHashMap<>();
  private final Map<String, Half> come = new LinkedHashMap<>();

  Pairing(EngineClock clock, KnownFiles known, boolean caseInsensitive) {
    this.clock = clock;
    this.known = known;
    this.caseInsensitive = caseInsensitive;
  }

  /** The events for the queue, in an order in which each makes sense after those before it. */
  List<FileEvent> pair(List<Announced> announced) {
    long now = clock.nanos();
    forgetOld(gone, now);
    forgetOld(come, now);
    Map<String, FileFacts> facts = facts(announced);
    Map<String, FileEvent> events = new LinkedHashMap<>();
    for (Announced each : announced) {
      if (each.kind() == FileEventKind.DELETED) {
        events.put(each.path(), event(each, null));
        for (String proof : proofs(each.path(), facts.get(each.path()))) {
          gone.put(proof, new Half(each.path(), now));
        }
      }
    }
    for (Announced each : announced) {
      if (each.kind() != FileEventKind.DELETED) {
        events.put(each.path(), added(each, events, now));
      }
    }
    joinLateDeletions(announced, facts, events);
    return new ArrayList<>(events.values());
  }

  private Map<String, FileFacts> facts(List<Announced> announced) {
    Set<String> paths =
        announced.stream()
            .filter(each -> each.kind() == FileEventKind.DELETED)
            .map(Announced::path)
            .collect(Collectors.toSet());
    return paths.isEmpty() ? Map.of() : known.facts(paths);
  }

  private FileEvent added(Announced each, Map<String, FileEvent> events, long now) {
    if (each.kind() == FileEventKind.ADDED) {
      FileFacts facts = each.found() instanceof FileFacts found ? found : null;
      for (String proof : proofs(each.path(), facts)) {
        Half from = gone.remove(proof);
        if (from != null && !from.path().equals(each.path())) {
          events.remove(from.path());
          return event(each, from.path());
        }
        come.put(proof, new Half(each.path(), now));
      }
    }
    return event(each, null);
  }

  /** The addition may have been announced before the deletion. */
  private void joinLateDeletions(
      List<Announced> announced, Map<String, FileFacts> facts, Map<String, FileEvent> events) {
    for (Announced each : announced) {
      if (each.kind() != FileEventKind.DELETED || !events.containsKey(each.path())) {
        continue;
      }
      for (String proof : proofs(each.path(), facts.get(each.path()))) {
        Half to = come.remove(proof);
        if (to != null && !to.path().equals(each.path())) {
          events.remove(each.path());
          events.put(
              to.path(),
              new FileEvent(
                  each.root(),
                  to.path(),
                  each.path(),
                  FileEventKind.MOVED,
                  each.seen(),
                  null,
                  null));
          gone.remove(proof);
        }
      }
    }
  }

  private List<String> proofs(String path, @Nullable FileFacts facts) {
    List<String> out = new ArrayList<>();
    if (facts != null && facts.fileKey() != null) {
      out.add("facts " + Fingerprint.of(facts));
    }
    if (caseInsensitive) {
      out.add("name " + path.toLowerCase(Locale.ROOT));
    }
    return out;
  }

  private static FileEvent event(Announced each, @Nullable String from) {
    String fingerprint = each.found() instanceof FileFacts facts ? Fingerprint.of(facts) : null;
    return new FileEvent(
        each.root(),
        each.path(),
        from,
        from == null ? each.kind() : FileEventKind.MOVED,
        each.seen(),
        null,
        fingerprint);
  }

  private static void forgetOld(Map<String, Half> halves, long now) {
    halves.values().removeIf(half -> now - half.at() > REMEMBERED.toNanos());
  }
}
