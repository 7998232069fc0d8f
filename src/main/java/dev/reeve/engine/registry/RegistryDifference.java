package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Two states of the registry, record by record. Source: {@code docs/reference/registry.md}.
 *
 * @param added keys of records only the second has
 * @param removed keys of records only the first has
 * @param changed columns that differ, by key
 * @param otherMembers whether {@code meta} or {@code counters} differ
 */
public record RegistryDifference(
    List<String> added,
    List<String> removed,
    Map<String, List<String>> changed,
    boolean otherMembers) {

  /** From one state to another. */
  public static RegistryDifference between(RegistryDocument from, RegistryDocument to) {
    Map<String, RecordHead> old = new HashMap<>();
    from.heads().forEach(head -> old.put(head.key(), head));
    List<String> added = new ArrayList<>();
    Map<String, List<String>> changed = new LinkedHashMap<>();
    to.heads()
        .forEach(
            head -> {
              RecordHead before = old.remove(head.key());
              if (before == null) {
                added.add(head.key());
              } else if (!from.sameBytes(before.ordinal(), to, head.ordinal())) {
                List<String> columns = columns(from.record(before), to.record(head));
                if (!columns.isEmpty()) {
                  changed.put(head.key(), columns);
                }
              }
            });
    List<String> removed = from.heads().map(RecordHead::key).filter(old::containsKey).toList();
    boolean others =
        !RegistryJson.same(from.meta(), to.meta())
            || !RegistryJson.same(from.counters(), to.counters());
    return new RegistryDifference(List.copyOf(added), removed, changed, others);
  }

  private static List<String> columns(ObjectNode a, ObjectNode b) {
    TreeSet<String> names = new TreeSet<>();
    a.fieldNames().forEachRemaining(names::add);
    b.fieldNames().forEachRemaining(names::add);
    return names.stream().filter(n -> !RegistryJson.same(a.get(n), b.get(n))).toList();
  }

  /** Records that would change. */
  public int records() {
    return added.size() + removed.size() + changed.size();
  }
}
