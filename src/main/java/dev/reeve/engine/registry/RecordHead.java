package dev.reeve.engine.registry;

import org.jspecify.annotations.Nullable;

/**
 * What the indexes know of one record; the rest is read when asked for. Null where the record has
 * no text there. Source: {@code docs/reference/registry.md}.
 *
 * @param ordinal position in the file, stable for the life of the file
 * @param kind entity, edge or generator
 * @param path {@code relative_path}
 * @param source {@code source_entity_id}
 * @param target {@code target_entity_id}
 */
public record RecordHead(
    int ordinal,
    String kind,
    @Nullable String recordId,
    @Nullable String status,
    @Nullable String entityId,
    @Nullable String entityKind,
    @Nullable String docId,
    @Nullable String edgeId,
    @Nullable String generatorId,
    @Nullable String path,
    @Nullable String source,
    @Nullable String target) {

  /** Whether the status is {@code active}. */
  public boolean active() {
    return "active".equals(status);
  }

  /** Whether it stands for nothing any more: archived or deleted. */
  public boolean ended() {
    return ended(status);
  }

  static boolean ended(@Nullable String status) {
    return "archived".equals(status) || "deleted".equals(status);
  }

  /** Whether it stands for something that is there: neither archived nor deleted. */
  boolean living() {
    return active() || "deprecated".equals(status) || "quarantined".equals(status);
  }

  /** Whether it is the record of a file. */
  public boolean file() {
    return kind.equals("entity") && "file".equals(entityKind);
  }

  /** The record id, or another id where an old record lacks it. */
  public String key() {
    for (String id : new @Nullable String[] {recordId, entityId, edgeId, generatorId, docId}) {
      if (id != null) {
        return id;
      }
    }
    return "#" + ordinal;
  }
}
