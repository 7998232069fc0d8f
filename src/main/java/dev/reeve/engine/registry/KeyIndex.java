package dev.reeve.engine.registry;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A persistent multi-map from a key to the ordinals of its records: a large base that versions
 * share, and a small overlay that each version copies. Several records under one key are kept, so
 * that duplicates can be seen. Immutable once built.
 */
final class KeyIndex {
  private static final int[] NONE = {};
  private static final int LARGEST_OVERLAY = 512;

  private final Map<String, int[]> base;
  private final Map<String, int[]> overlay;

  private KeyIndex(Map<String, int[]> base, Map<String, int[]> overlay) {
    this.base = base;
    this.overlay = overlay;
  }

  /** The ordinals under a key, ascending; do not change the array. */
  int[] get(String key) {
    int[] changed = overlay.get(key);
    return changed != null ? changed : base.getOrDefault(key, NONE);
  }

  /** Starts the next version. */
  Change change() {
    return new Change(new HashMap<>(overlay));
  }

  /** Collects entries, then builds; for one thread. */
  static final class Builder {
    private final Map<String, int[]> entries = new HashMap<>();

    void add(String key, int ordinal) {
      int[] old = entries.putIfAbsent(key, new int[] {ordinal});
      if (old != null) {
        entries.put(key, with(old, ordinal));
      }
    }

    KeyIndex build() {
      return new KeyIndex(entries, Map.of());
    }
  }

  /** The next version in the making; for one thread. */
  final class Change {
    private final Map<String, int[]> entries;

    private Change(Map<String, int[]> entries) {
      this.entries = entries;
    }

    private int[] current(String key) {
      int[] changed = entries.get(key);
      return changed != null ? changed : base.getOrDefault(key, NONE);
    }

    void add(String key, int ordinal) {
      entries.put(key, with(current(key), ordinal));
    }

    void remove(String key, int ordinal) {
      entries.put(key, Arrays.stream(current(key)).filter(o -> o != ordinal).toArray());
    }

    KeyIndex build() {
      if (entries.size() <= LARGEST_OVERLAY) {
        return new KeyIndex(base, entries);
      }
      Map<String, int[]> merged = new HashMap<>(base);
      merged.putAll(entries);
      return new KeyIndex(merged, Map.of());
    }
  }

  private static int[] with(int[] ordinals, int ordinal) {
    int[] more = Arrays.copyOf(ordinals, ordinals.length + 1);
    more[ordinals.length] = ordinal;
    Arrays.sort(more);
    return more;
  }
}
