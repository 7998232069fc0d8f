package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Applies a patch to a draft: the grammar of paths and operations. Whether the result may be stored
 * is the contracts' question. Stateless; safe on any thread.
 */
final class PatchApplier {
  private final ColumnTable columns;
  private final WritePolicy policy;

  PatchApplier(RegistryPolicies policies) {
    this.columns = policies.columns();
    this.policy = policies.write();
  }

  /**
   * Applies all of it or throws.
   *
   * @throws PatchRefused the draft is then of no use any more
   */
  void apply(Patch patch, Draft draft) throws PatchRefused {
    switch (patch.body()) {
      case Patch.Simple simple -> {
        for (Map.Entry<String, JsonNode> change : simple.changes().entrySet()) {
          simple(patch.source(), simple.recordId(), change.getKey(), change.getValue(), draft);
        }
      }
      case Patch.Complex complex -> {
        for (Operation operation : complex.operations()) {
          operation(patch.source(), operation, draft);
        }
      }
    }
  }

  private void simple(
      PatchSource source, @Nullable String recordId, String path, JsonNode value, Draft draft)
      throws PatchRefused {
    List<String> segments = Place.segments(path);
    if (recordId == null) {
      member(source, segments, draft).set(value);
      return;
    }
    int[] found = draft.ordinals(Key.RECORD_ID, recordId);
    found = found.length > 0 ? found : draft.ordinals(Key.DOC_ID, recordId);
    inRecord(draft, only(draft, found, recordId), segments, path).set(value);
  }

  private void operation(PatchSource source, Operation operation, Draft draft) throws PatchRefused {
    List<String> segments = Place.segments(operation.path());
    boolean needsValue = operation.op() != Operation.Op.DELETE;
    if (needsValue && operation.value() == null) {
      throw new PatchRefused(
          "PATCH_MALFORMED", "The operation on " + operation.path() + " has no value");
    }
    if (!segments.getFirst().equals("records")) {
      onPlace(operation, member(source, segments, draft));
    } else if (segments.size() == 1) {
      onRecords(operation, draft);
    } else if (segments.size() == 2) {
      onRecord(operation, segments.get(1), draft);
    } else {
      int ordinal = target(draft, segments.get(1));
      onPlace(
          operation,
          inRecord(draft, ordinal, segments.subList(2, segments.size()), operation.path()));
    }
  }

  /** An operation on the path {@code records}: only whole records are added. */
  private void onRecords(Operation operation, Draft draft) throws PatchRefused {
    boolean adds = operation.op() == Operation.Op.ADD || operation.op() == Operation.Op.UPSERT;
    if (!adds) {
      throw new PatchRefused(
          "UNKNOWN_PATH", "The whole of records is never the target of " + operation.op().code());
    }
    ObjectNode record = object(operation.value(), operation.path());
    Set<Integer> same = sameIds(draft, record);
    if (same.size() > 1) {
      throw new PatchRefused("AMBIGUOUS_TARGET", "The ids of the value name several records");
    }
    if (same.isEmpty()) {
      add(draft, record);
    } else if (operation.op() == Operation.Op.ADD) {
      RecordHead head = draft.head(same.iterator().next());
      throw new PatchRefused("ALREADY_EXISTS", "Record " + head.key() + " exists already");
    } else {
      checkOld(operation, draft.record(same.iterator().next()));
      merge(draft, same.iterator().next(), record);
    }
  }

  private void onRecord(Operation operation, String key, Draft draft) throws PatchRefused {
    if (find(draft, key).length == 0) {
      notPositional(key);
      boolean adds = operation.op() == Operation.Op.ADD || operation.op() == Operation.Op.UPSERT;
      if (!adds) {
        throw new PatchRefused("TARGET_NOT_FOUND", "There is no record " + key);
      }
      ObjectNode record = object(operation.value(), operation.path());
      boolean own =
          IntStream.range(0, Key.IDS.length)
              .anyMatch(i -> key.equals(RegistryJson.text(record, Key.IDS[i].column())));
      if (!own) {
        throw new PatchRefused(
            "TARGET_NOT_FOUND",
            "There is no record " + key + ", and the value does not have this id");
      }
      onRecords(operation, draft);
      return;
    }
    int ordinal = target(draft, key);
    checkOld(operation, draft.record(ordinal));
    switch (operation.op()) {
      case ADD -> throw new PatchRefused("ALREADY_EXISTS", "Record " + key + " exists already");
      case UPDATE, UPSERT -> merge(draft, ordinal, object(operation.value(), operation.path()));
      case DELETE -> {
        Draft.Touched touched = draft.touch(ordinal);
        touched.after().put("status", "deleted");
        touched.written().add("status");
        draft.refresh(touched);
      }
      case TEST -> test(operation, draft.record(ordinal));
    }
  }

  private static void onPlace(Operation operation, Place place) throws PatchRefused {
    JsonNode now = place.get();
    checkOld(operation, now);
    JsonNode value = operation.value() == null ? NullNode.getInstance() : operation.value();
    switch (operation.op()) {
      case ADD -> {
        if (now != null && !now.isNull()) {
          throw new PatchRefused("ALREADY_EXISTS", operation.path() + " has a value already");
        }
        place.set(value);
      }
      case UPDATE -> {
        place.require(operation.path());
        place.set(value);
      }
      case UPSERT -> place.set(value);
      case DELETE -> {
        place.require(operation.path());
        place.set(NullNode.getInstance());
      }
      case TEST -> test(operation, now);
    }
  }

  private static void test(Operation operation, @Nullable JsonNode now) throws PatchRefused {
    if (!RegistryJson.same(now, operation.value())) {
      throw new PatchRefused("OLD_VALUE_MISMATCH", operation.path() + " is " + Subject.show(now));
    }
  }

  private static void checkOld(Operation operation, @Nullable JsonNode now) throws PatchRefused {
    if (operation.oldValue() != null && !RegistryJson.same(now, operation.oldValue())) {
      throw new PatchRefused(
          "OLD_VALUE_MISMATCH",
          operation.path()
              + " is "
              + Subject.show(now)
              + ", not "
              + Subject.show(operation.oldValue()));
    }
  }

  private static void add(Draft draft, ObjectNode record) {
    Draft.Touched added = draft.add(record.deepCopy());
    record.fieldNames().forEachRemaining(added.written()::add);
  }

  private static void merge(Draft draft, int ordinal, ObjectNode members) {
    Draft.Touched touched = draft.touch(ordinal);
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      touched.after().set(member.getKey(), member.getValue().deepCopy());
      touched.written().add(member.getKey());
    }
    draft.refresh(touched);
  }

  private static Set<Integer> sameIds(Draft draft, ObjectNode record) {
    Set<Integer> same = new LinkedHashSet<>();
    for (Key key : Key.IDS) {
      String id = RegistryJson.text(record, key.column());
      if (id != null) {
        IntStream.of(draft.ordinals(key, id)).forEach(same::add);
      }
    }
    return same;
  }

  private static ObjectNode object(@Nullable JsonNode value, String path) throws PatchRefused {
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw new PatchRefused("TYPE_MISMATCH", "What is put at " + path + " must be an object");
  }

  private static int[] find(Draft draft, String key) {
    for (Key id : Key.IDS) {
      int[] found = draft.ordinals(id, key);
      if (found.length > 0) {
        return found;
      }
    }
    return new int[0];
  }

  private static int target(Draft draft, String key) throws PatchRefused {
    int[] found = find(draft, key);
    if (found.length == 0) {
      notPositional(key);
    }
    return only(draft, found, key);
  }

  /** The one record meant: the only one, or the only active one. */
  private static int only(Draft draft, int[] found, String key) throws PatchRefused {
    int[] active = IntStream.of(found).filter(o -> draft.head(o).active()).toArray();
    if (found.length == 1 || active.length == 1) {
      return found.length == 1 ? found[0] : active[0];
    }
    throw found.length == 0
        ? new PatchRefused("TARGET_NOT_FOUND", "There is no record " + key)
        : new PatchRefused("AMBIGUOUS_TARGET", found.length + " records have the id " + key);
  }

  private static void notPositional(String key) throws PatchRefused {
    if (key.matches("\\d{1,15}|-")) {
      throw Place.positional(key);
    }
  }

  private Place inRecord(Draft draft, int ordinal, List<String> segments, String path)
      throws PatchRefused {
    Draft.Touched touched = draft.touch(ordinal);
    String column = segments.getFirst();
    Runnable written =
        () -> {
          touched.written().add(column);
          draft.refresh(touched);
        };
    boolean known = segments.size() == 1 && columns.of(draft.head(ordinal).kind(), column) != null;
    boolean open = policy.openColumns().contains(column);
    return Place.in(touched.after(), segments, path, open, known, written);
  }

  private Place member(PatchSource source, List<String> segments, Draft draft) throws PatchRefused {
    String path = String.join("/", segments);
    List<String> inside = segments.subList(1, segments.size());
    boolean meta =
        segments.getFirst().equals("meta")
            && inside.size() == 1
            && policy.metaMember(inside.getFirst(), source);
    if (meta) {
      return Place.in(draft.changeMeta(), inside, path, false, true, () -> {});
    }
    if (segments.getFirst().equals("counters") && !inside.isEmpty() && policy.counters(source)) {
      return Place.in(draft.changeCounters(), inside, path, true, false, () -> {});
    }
    throw new PatchRefused("UNKNOWN_PATH", path + " cannot be written by " + source.code());
  }
}
