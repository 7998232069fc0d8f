package dev.reeve.engine.registry;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** All indexes of one state; versions share what did not change. Immutable. */
final class KeyIndexes {
  private final Map<Key, KeyIndex> byKey;
  private final boolean foldCase;

  private KeyIndexes(Map<Key, KeyIndex> byKey, boolean foldCase) {
    this.byKey = byKey;
    this.foldCase = foldCase;
  }

  /** The ordinals under a key; do not change the array. */
  int[] get(Key key, String value) {
    String folded = key == Key.PATH ? Key.fold(value, foldCase) : value;
    return Objects.requireNonNull(byKey.get(key)).get(folded);
  }

  /** Starts the next version. */
  Change change() {
    Map<Key, KeyIndex.Change> changes = new EnumMap<>(Key.class);
    byKey.forEach((key, index) -> changes.put(key, index.change()));
    return new Change(changes, foldCase);
  }

  /** Fills the first version; for one thread. */
  static final class Builder {
    private final Map<Key, KeyIndex.Builder> byKey = new EnumMap<>(Key.class);
    private final boolean foldCase;

    Builder(boolean foldCase) {
      this.foldCase = foldCase;
      for (Key key : Key.values()) {
        byKey.put(key, new KeyIndex.Builder());
      }
    }

    void add(RecordHead head) {
      Key.each(
          head,
          foldCase,
          (key, value) -> Objects.requireNonNull(byKey.get(key)).add(value, head.ordinal()));
    }

    KeyIndexes build() {
      Map<Key, KeyIndex> built = new EnumMap<>(Key.class);
      byKey.forEach((key, builder) -> built.put(key, builder.build()));
      return new KeyIndexes(built, foldCase);
    }
  }

  /** The next version in the making; for one thread. */
  static final class Change {
    private final Map<Key, KeyIndex.Change> byKey;
    private final boolean foldCase;

    private Change(Map<Key, KeyIndex.Change> byKey, boolean foldCase) {
      this.byKey = byKey;
      this.foldCase = foldCase;
    }

    void add(RecordHead head) {
      Key.each(
          head,
          foldCase,
          (key, value) -> Objects.requireNonNull(byKey.get(key)).add(value, head.ordinal()));
    }

    void remove(RecordHead head) {
      Key.each(
          head,
          foldCase,
          (key, value) -> Objects.requireNonNull(byKey.get(key)).remove(value, head.ordinal()));
    }

    KeyIndexes build() {
      Map<Key, KeyIndex> built = new EnumMap<>(Key.class);
      byKey.forEach((key, change) -> built.put(key, change.build()));
      return new KeyIndexes(built, foldCase);
    }
  }
}
