package dev.reeve.engine.registry;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What records are indexed by. */
enum Key {
  RECORD_ID,
  DOC_ID,
  ENTITY_ID,
  EDGE_ID,
  GENERATOR_ID,
  /** Relative path of an entity, folded where the volume ignores case. */
  PATH,
  /** Either end of an edge. */
  ENDPOINT;

  /** Those that name one record, in the order in which a key of a path is tried. */
  static final Key[] IDS = {RECORD_ID, DOC_ID, ENTITY_ID, EDGE_ID, GENERATOR_ID};

  /** The column behind an id. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The id's value in a record. */
  @Nullable String of(RecordHead head) {
    return switch (this) {
      case RECORD_ID -> head.recordId();
      case DOC_ID -> head.docId();
      case ENTITY_ID -> head.entityId();
      case EDGE_ID -> head.edgeId();
      case GENERATOR_ID -> head.generatorId();
      case PATH -> head.kind().equals("entity") ? head.path() : null;
      case ENDPOINT -> null;
    };
  }

  /** Calls back with every index entry a record has. */
  static void each(RecordHead head, boolean foldCase, Entry entry) {
    for (Key key : IDS) {
      String value = key.of(head);
      if (value != null) {
        entry.at(key, value);
      }
    }
    String path = PATH.of(head);
    if (path != null) {
      entry.at(PATH, fold(path, foldCase));
    }
    if (head.kind().equals("edge")) {
      if (head.source() != null) {
        entry.at(ENDPOINT, head.source());
      }
      if (head.target() != null && !head.target().equals(head.source())) {
        entry.at(ENDPOINT, head.target());
      }
    }
  }

  /** A path as the index knows it. */
  static String fold(String path, boolean foldCase) {
    return foldCase ? path.toLowerCase(Locale.ROOT) : path;
  }

  /** Takes one index entry. */
  @FunctionalInterface
  interface Entry {
    void at(Key key, String value);
  }
}
