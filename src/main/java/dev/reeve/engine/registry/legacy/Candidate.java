package dev.reeve.engine.registry.legacy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.DocId;
import dev.reeve.engine.registry.RegistryTime;
import dev.reeve.engine.workspace.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A record in the making: what the sources say of one id, and what was decided. One thread. */
final class Candidate {
  private static final Pattern ZONED =
      Pattern.compile("(?s).*\\d:\\d.*([zZ]|[+-]\\d{2}(:?\\d{2})?)");

  final DocId id;
  final LegacyRow row;
  String path;
  String status;
  @Nullable String supersededBy;
  private final Set<String> tags = new TreeSet<>();
  private final List<String> remarks = new ArrayList<>();
  private final ObjectNode columns = Json.mapper().createObjectNode();
  private Tree.@Nullable Present file;

  Candidate(DocId id, LegacyRow row, String path) {
    this.id = id;
    this.row = row;
    this.path = path;
    this.status = row.status();
    this.supersededBy = row.supersededBy();
    merge(row);
  }

  /** Takes over what a further row says beyond what is known. */
  void merge(LegacyRow more) {
    more.columns()
        .properties()
        .forEach(
            column -> {
              if (!columns.has(column.getKey())) {
                columns.set(column.getKey(), column.getValue());
              }
            });
    more.remarks().stream().filter(text -> !remarks.contains(text)).forEach(remarks::add);
    columns.path("tags").forEach(tag -> tags.add(tag.asText()));
  }

  void tag(String tag) {
    tags.add(tag);
  }

  void remark(String text) {
    remarks.add(text);
  }

  void on(Tree.Present found) {
    file = found;
  }

  boolean active() {
    return status.equals("active");
  }

  /** Whether the row's time lacks a zone. */
  static boolean zoneless(String time) {
    return RegistryTime.normalise(time) != null && !ZONED.matcher(time).matches();
  }

  private static @Nullable String time(@Nullable String text) {
    return text == null ? null : RegistryTime.normalise(text);
  }

  /**
   * The record; the writer fills what follows from the path.
   *
   * @param supersedes the id it took the place of
   * @param keepRecordId whether the record id of the source is free
   */
  ObjectNode record(@Nullable DocId supersedes, boolean keepRecordId) {
    ObjectNode out = Json.mapper().createObjectNode();
    out.put("record_kind", "entity");
    if (keepRecordId) {
      out.put("record_id", row.recordId());
    }
    out.put("status", status);
    if (!remarks.isEmpty()) {
      out.put("notes", String.join("\n", remarks));
    }
    out.put("entity_id", id.text());
    out.put("entity_kind", "file");
    out.put("doc_id", id.text());
    out.put("relative_path", path);
    @Nullable String created = time(row.created());
    @Nullable String seen = time(row.firstSeen());
    put(out, "created_utc", created);
    put(out, "first_seen_utc", seen == null ? created : seen);
    put(out, "created_by", row.by());
    if (file != null) {
      out.put("size_bytes", file.size());
      out.put("sha256", file.sha256());
    }
    out.setAll(columns);
    if (!tags.isEmpty()) {
      ArrayNode all = out.putArray("tags");
      tags.forEach(all::add);
    }
    put(out, "supersedes_entity_id", supersedes == null ? null : supersedes.text());
    return out;
  }

  private static void put(ObjectNode out, String column, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      out.put(column, value);
    }
  }
}
