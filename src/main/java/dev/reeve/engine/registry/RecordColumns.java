package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Utc;
import dev.reeve.engine.workspace.Workspace;

/** What the registry says of a file, column by column, from its path and content. */
final class RecordColumns {
  private final Workspace workspace;
  private final NamespaceRules rules;
  private final EngineClock clock;

  RecordColumns(Workspace workspace, NamespaceRules rules, EngineClock clock) {
    this.workspace = workspace;
    this.rules = rules;
    this.clock = clock;
  }

  static JsonNode text(String value) {
    return JsonNodeFactory.instance.textNode(value);
  }

  /** A record for a file that has none; the writer adds its number, author and times. */
  ObjectNode fresh(DocId id, NewFile file) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("record_kind", "entity");
    out.put("status", "active");
    out.put("entity_id", id.text());
    out.put("entity_kind", "file");
    out.put("doc_id", id.text());
    out.setAll(found(file));
    out.set("first_seen_utc", out.get("last_seen_utc"));
    return out;
  }

  /** The columns that follow from where the file is and what is in it. */
  ObjectNode found(NewFile file) {
    SafePath path = file.path();
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("filename", path.name());
    out.put("extension", NamespaceRules.extension(path.name()));
    out.put("relative_path", path.text());
    out.put("directory_path", path.parent());
    out.put("size_bytes", file.size());
    out.put("sha256", file.sha256());
    out.put("type_code", rules.type(path.name()));
    // the writer keeps these three out of the file unless the settings want them there
    out.put("absolute_path", path.under(workspace.root()).toString());
    out.put("mtime_utc", Utc.format(file.modified()));
    out.put("last_seen_utc", Utc.format(clock.now()));
    return out;
  }

  /** Those of the wanted columns in which the record differs. */
  static ObjectNode changed(ObjectNode record, ObjectNode wanted) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    wanted
        .properties()
        .forEach(
            column -> {
              JsonNode present = record.get(column.getKey());
              boolean same = present != null && sameValue(present, column.getValue());
              if (!same) {
                out.set(column.getKey(), column.getValue());
              }
            });
    return out;
  }

  private static boolean sameValue(JsonNode present, JsonNode wanted) {
    return (present.isNumber() && wanted.isNumber())
        ? present.decimalValue().compareTo(wanted.decimalValue()) == 0
        : present.equals(wanted);
  }

  /** Whether the registry file itself tells when a file was last seen. */
  boolean showsVolatile() {
    return workspace.config().registry().volatileColumns();
  }
}
