package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** One state of the registry as the rules see it: a document, or a document with drafts on top. */
interface Records {
  /** How many records there are. */
  int size();

  /** What the indexes know of the record. */
  RecordHead head(int ordinal);

  /** The record itself; the caller must not change it. */
  ObjectNode record(int ordinal);

  /** Ordinals under a key; paths are folded by the callee. */
  int[] ordinals(Key key, String value);

  /** The counts. */
  Tally tally();

  /** Member {@code meta}; the caller must not change it. */
  ObjectNode meta();

  /** Member {@code counters}; the caller must not change it. */
  ObjectNode counters();

  /**
   * The record one of whose ids is the key, tried in the order of {@link Key#IDS}; of several under
   * one id the active one, or else the first.
   */
  default OptionalInt find(String key) {
    for (Key id : Key.IDS) {
      int[] found = ordinals(id, key);
      if (found.length > 0) {
        IntStream active = IntStream.of(found).filter(o -> head(o).active());
        return OptionalInt.of(active.findFirst().orElse(found[0]));
      }
    }
    return OptionalInt.empty();
  }
}
