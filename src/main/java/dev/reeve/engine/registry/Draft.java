package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One patch in the making on top of a state: the records it touches as trees, and who wrote what.
 * It can lie on another draft, so that the patches of a batch see each other. Used by one thread.
 */
final class Draft implements Records {

  /**
   * A touched record.
   *
   * @param before null for a new one
   * @param after the tree in the making
   * @param written columns the patch itself wrote, not those the writer fills
   */
  record Touched(int ordinal, @Nullable ObjectNode before, ObjectNode after, Set<String> written) {
    boolean created() {
      return before == null;
    }
  }

  private final Records below;
  private final boolean foldCase;
  private final Map<Integer, Touched> touched = new TreeMap<>();
  private final Map<Integer, RecordHead> heads = new HashMap<>();
  private final Map<Key, Map<String, Set<Integer>>> index = new EnumMap<>(Key.class);
  private @Nullable ObjectNode meta;
  private @Nullable ObjectNode counters;
  private Tally tally;
  private int size;

  Draft(Records below, boolean foldCase) {
    this.below = below;
    this.foldCase = foldCase;
    this.size = below.size();
    this.tally = below.tally();
  }

  /** The state under it. */
  Records below() {
    return below;
  }

  @Override
  public int size() {
    return size;
  }

  /** The record as a tree that may be changed. */
  Touched touch(int ordinal) {
    return touched.computeIfAbsent(
        ordinal,
        o -> {
          ObjectNode before = below.record(o);
          return new Touched(o, before, before.deepCopy(), new LinkedHashSet<>());
        });
  }

  /** A new record at the end. */
  Touched add(ObjectNode record) {
    Touched added = new Touched(size++, null, record, new LinkedHashSet<>());
    touched.put(added.ordinal(), added);
    refresh(added);
    return added;
  }

  /** Brings head, indexes and counts up to what the record's tree now says. */
  void refresh(Touched record) {
    int ordinal = record.ordinal();
    RecordHead old = heads.get(ordinal);
    if (old != null) {
      unindex(old);
    } else if (!record.created()) {
      tally = tally.minus(below.head(ordinal));
    }
    RecordHead head = DocumentScanner.HeadReader.of(ordinal, record.after());
    heads.put(ordinal, head);
    tally = tally.plus(head);
    Key.each(
        head,
        foldCase,
        (key, value) ->
            index
                .computeIfAbsent(key, k -> new HashMap<>())
                .computeIfAbsent(value, v -> new TreeSet<>())
                .add(ordinal));
  }

  private void unindex(RecordHead head) {
    tally = tally.minus(head);
    Key.each(
        head,
        foldCase,
        (key, value) -> {
          Set<Integer> same = index.getOrDefault(key, Map.of()).get(value);
          if (same != null) {
            same.remove(head.ordinal());
          }
        });
  }

  /** Leaves a record that existed as it was. */
  void forget(Touched record) {
    touched.remove(record.ordinal());
    RecordHead head = heads.remove(record.ordinal());
    if (head != null) {
      unindex(head);
      tally = tally.plus(below.head(record.ordinal()));
    }
  }

  /** Puts another tree in place of a touched record's, such as one with its members in order. */
  void rearrange(Touched record, ObjectNode after) {
    touched.put(
        record.ordinal(), new Touched(record.ordinal(), record.before(), after, record.written()));
  }

  /** The touched records in file order. */
  List<Touched> touched() {
    return List.copyOf(touched.values());
  }

  /** Member {@code meta} as a tree that may be changed. */
  ObjectNode changeMeta() {
    if (meta == null) {
      meta = below.meta().deepCopy();
    }
    return meta;
  }

  /** Member {@code counters} as a tree that may be changed. */
  ObjectNode changeCounters() {
    if (counters == null) {
      counters = below.counters().deepCopy();
    }
    return counters;
  }

  @Override
  public ObjectNode record(int ordinal) {
    Touched found = touched.get(ordinal);
    return found == null ? below.record(ordinal) : found.after();
  }

  @Override
  public ObjectNode meta() {
    return meta == null ? below.meta() : meta;
  }

  @Override
  public ObjectNode counters() {
    return counters == null ? below.counters() : counters;
  }

  /** Whether the member {@code meta} was asked for to be changed. */
  boolean metaTouched() {
    return meta != null;
  }

  /** Whether meta or counters are other than below. */
  boolean membersChanged() {
    return (meta != null && !RegistryJson.same(meta, below.meta()))
        || (counters != null && !RegistryJson.same(counters, below.counters()));
  }

  @Override
  public RecordHead head(int ordinal) {
    RecordHead head = heads.get(ordinal);
    return head == null ? below.head(ordinal) : head;
  }

  @Override
  public int[] ordinals(Key key, String value) {
    String folded = key == Key.PATH ? Key.fold(value, foldCase) : value;
    Set<Integer> mine = index.getOrDefault(key, Map.of()).getOrDefault(folded, Set.of());
    IntStream others = IntStream.of(below.ordinals(key, value)).filter(o -> !heads.containsKey(o));
    return IntStream.concat(others, mine.stream().mapToInt(Integer::intValue)).sorted().toArray();
  }

  @Override
  public Tally tally() {
    return tally;
  }

  /** Everything touched in this draft and the drafts under it, newest tree last. */
  Map<Integer, ObjectNode> allTouched() {
    Map<Integer, ObjectNode> out =
        below instanceof Draft lower ? lower.allTouched() : new LinkedHashMap<>();
    touched.forEach((ordinal, record) -> out.put(ordinal, record.after()));
    return new TreeMap<>(out);
  }
}
