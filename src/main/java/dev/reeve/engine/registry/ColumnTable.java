package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every known column, looked up by record kind and name. Immutable. Source: {@code
 * docs/reference/registry-policies.md}.
 */
public final class ColumnTable {
  private static final List<String> KINDS = List.of("entity", "edge", "generator");

  private final List<Column> columns;
  private final Map<String, Map<String, Column>> byKind = new HashMap<>();

  ColumnTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
    for (String kind : KINDS) {
      Map<String, Column> table = new LinkedHashMap<>();
      for (Column column : columns) {
        boolean mine = column.kind().equals("*") || column.kind().equals(kind);
        if (mine && table.put(column.name(), column) != null) {
          throw new IllegalArgumentException("Column " + column.name() + " is there twice");
        }
      }
      byKind.put(kind, table);
    }
  }

  /** All slots in order. */
  public List<Column> all() {
    return columns;
  }

  /** The columns of a kind in order. */
  public Collection<Column> of(String kind) {
    return byKind.getOrDefault(kind, Map.of()).values();
  }

  /** The column of that kind and name; null when it is not known. */
  public @Nullable Column of(String kind, String name) {
    return byKind.getOrDefault(kind, Map.of()).get(name);
  }

  /** The columns that a file of this version does not have yet, in order. */
  Stream<Column> newerThan(String version) {
    return columns.stream()
        .filter(
            column ->
                column.since() != null && SchemaContract.compare(version, column.since()) < 0);
  }

  /** Whether any kind has a column of that name. */
  public boolean knows(String name) {
    return byKind.values().stream().anyMatch(table -> table.containsKey(name));
  }

  /**
   * The record with the members it had in the order they had, and the new ones where the table
   * wants them: each behind the nearest column before it. A new record holds only what is not null.
   */
  ObjectNode arranged(@Nullable ObjectNode before, ObjectNode after) {
    List<String> names = new ArrayList<>();
    if (before != null) {
      before.fieldNames().forEachRemaining(name -> addIf(after.has(name), names, name));
    }
    String kind = String.valueOf(RegistryJson.text(after, "record_kind"));
    List<String> fresh = new ArrayList<>();
    after.fieldNames().forEachRemaining(name -> addIf(isFresh(before, after, name), fresh, name));
    fresh.sort(Comparator.comparingInt(name -> slot(kind, name)));
    for (String name : fresh) {
      names.add(place(names, kind, slot(kind, name)), name);
    }
    ObjectNode out = after.objectNode();
    names.forEach(name -> out.set(name, after.get(name)));
    return out;
  }

  private static void addIf(boolean wanted, List<String> names, String name) {
    if (wanted) {
      names.add(name);
    }
  }

  private static boolean isFresh(@Nullable ObjectNode before, ObjectNode after, String name) {
    JsonNode value = after.get(name);
    return (before == null || !before.has(name)) && value != null && !value.isNull();
  }

  private int place(List<String> names, String kind, int slot) {
    for (int i = names.size(); i > 0; i--) {
      if (slot(kind, names.get(i - 1)) <= slot) {
        return i;
      }
    }
    return names.size();
  }

  private int slot(String kind, String name) {
    Column column = of(kind, name);
    return column == null ? Integer.MAX_VALUE : column.slot();
  }
}
