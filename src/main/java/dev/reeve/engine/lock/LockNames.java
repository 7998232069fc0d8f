package dev.reeve.engine.lock;

import dev.reeve.engine.workspace.SafePath;
import java.util.Comparator;

/** Names of locks as people write them: which exist, and in which order they are shown. */
final class LockNames {
  /** Canonical order: subsystems, then path, doc, registry and what follows it. */
  static final Comparator<String> ORDER =
      Comparator.comparingInt(LockNames::place).thenComparing(Comparator.naturalOrder());

  private LockNames() {}

  /**
   * Refuses a name before anything is looked up with it.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code UNKNOWN_LOCK}
   */
  static void check(String name) {
    int colon = name.indexOf(':');
    String kind = colon < 0 ? name : name.substring(0, colon);
    boolean known =
        colon < 0
            ? Subsystem.isKnown(name) || isResource(kind, true)
            : isResource(kind, false) && isKey(kind, name.substring(colon + 1));
    if (!known) {
      throw Subsystem.unknown(name);
    }
  }

  private static boolean isResource(String kind, boolean acrossProcesses) {
    for (Resource known : Resource.values()) {
      if (known.text().equals(kind) && known.acrossProcesses() == acrossProcesses) {
        return true;
      }
    }
    return false;
  }

  private static boolean isKey(String kind, String key) {
    if (!kind.equals(Lease.PATH) || key.equals(PathSet.ROOT) || key.equals(Lease.UNREADABLE)) {
      return true;
    }
    try {
      SafePath.of(key);
      return true;
    } catch (SafePath.Refused e) {
      return false;
    }
  }

  private static int place(String name) {
    String kind = name.split(":", 2)[0];
    for (Subsystem known : Subsystem.values()) {
      if (known.text().equals(kind)) {
        return known.index();
      }
    }
    for (Resource known : Resource.values()) {
      if (known.text().equals(kind)) {
        return LockOperation.PATH_RANK + known.rank();
      }
    }
    return Integer.MAX_VALUE;
  }
}
