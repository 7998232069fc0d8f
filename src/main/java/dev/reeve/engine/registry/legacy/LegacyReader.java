package dev.reeve.engine.registry.legacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.legacy.LegacyFile.Form;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the sources of an import; never writes them. Safe on any thread that may block. */
final class LegacyReader {
  private static final List<String> TAKEN_OVER =
      List.of(
          "tags",
          "content_type",
          "role_code",
          "process_id",
          "process_step_id",
          "process_step_role",
          "function_code_1",
          "function_code_2",
          "function_code_3",
          "entrypoint_flag",
          "short_description");
  private static final List<String> WITHOUT_COLUMN =
      List.of(
          "step_refs",
          "contracts_produced",
          "contracts_consumed",
          "process_step_id",
          "deprecated_reason");

  private LegacyReader() {}

  /**
   * Reads one source.
   *
   * @throws EngineException {@code LEGACY_UNREADABLE} when it is none of the known forms
   */
  static LegacyFile read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      String name = String.valueOf(file.getFileName());
      return name.endsWith(".jsonl") ? auditLog(name, bytes) : document(name, bytes);
    } catch (JsonProcessingException e) {
      throw unreadable(file, e.getOriginalMessage()).causedBy(e);
    } catch (IOException e) {
      throw unreadable(file, "it cannot be read").causedBy(e);
    }
  }

  private static EngineException unreadable(Path file, String why) {
    return EngineException.of(
            Kind.INVALID, "LEGACY_UNREADABLE", "Nothing was imported: " + file + ": " + why + ".")
        .with(
            "Nothing was changed.",
            "Name an allocation registry, a file list, a unified registry, or an audit log"
                + " (.jsonl).");
  }

  private static LegacyFile document(String name, byte[] bytes) throws IOException {
    JsonNode root = Json.mapper().readTree(bytes);
    if (root.path("allocations").isArray()) {
      return file(
          name, Form.ALLOCATION_REGISTRY, root, root.path("allocations"), LegacyReader::allocation);
    }
    if (root.path("files").isArray()) {
      return file(name, Form.FILE_LIST, root, root.path("files"), LegacyReader::listed);
    }
    if (root.path("records").isArray() && root.path("meta").isObject()) {
      return file(name, Form.UNIFIED_REGISTRY, root, root.path("records"), LegacyReader::migrated);
    }
    throw unreadable(Path.of(name), "it is none of the forms that are known");
  }

  private interface RowForm {
    LegacyRow of(JsonNode row);
  }

  private static LegacyFile file(
      String name, Form form, JsonNode root, JsonNode rows, RowForm read) {
    JsonNode meta = root.path("meta");
    String version = text(form == Form.UNIFIED_REGISTRY ? meta : root, versionMember(form));
    JsonNode counters = root.path("counters");
    JsonNode streams = form == Form.UNIFIED_REGISTRY ? counters.path("file_doc_id") : counters;
    String scope = text(form == Form.UNIFIED_REGISTRY ? meta : root, scopeMember(form));
    return new LegacyFile(
        name,
        form,
        version == null ? "" : version,
        scope,
        StreamSupport.stream(rows.spliterator(), false).map(read::of).toList(),
        streams instanceof ObjectNode object ? object : Json.mapper().createObjectNode(),
        counters.path("record_id").path("current").asLong(0),
        List.of(),
        Map.of());
  }

  private static String versionMember(Form form) {
    return form == Form.UNIFIED_REGISTRY ? "version" : "schema_version";
  }

  private static String scopeMember(Form form) {
    return form == Form.UNIFIED_REGISTRY ? "legacy_scope" : "scope";
  }

  private static LegacyRow allocation(JsonNode row) {
    return new LegacyRow(
        string(row, "id"),
        string(row, "file_path"),
        string(row, "status"),
        true,
        text(row, "allocated_at"),
        null,
        text(row, "allocated_by"),
        text(row, "superseded_by"),
        null,
        Json.mapper().createObjectNode(),
        remarks(row));
  }

  private static LegacyRow listed(JsonNode row) {
    ObjectNode columns = Json.mapper().createObjectNode();
    String role = text(row, "role");
    if (role != null) {
      columns.put("role_code", role);
    }
    String assigned = text(row, "allocated_at");
    return new LegacyRow(
        string(row, "doc_id"),
        string(row, "relative_path"),
        string(row, "status"),
        true,
        assigned == null ? text(row, "id_assigned_utc") : assigned,
        null,
        text(row, "allocated_by"),
        text(row, "superseded_by"),
        null,
        columns,
        remarks(row));
  }

  private static LegacyRow migrated(JsonNode row) {
    ObjectNode columns = Json.mapper().createObjectNode();
    for (String column : TAKEN_OVER) {
      JsonNode value = row.path(column);
      if (!value.isMissingNode() && !value.isNull() && (value.isValueNode() || !value.isEmpty())) {
        columns.set(column, value);
      }
    }
    String notes = text(row, "notes");
    String id = text(row, "doc_id");
    return new LegacyRow(
        id == null ? string(row, "entity_id") : id,
        string(row, "relative_path"),
        string(row, "status"),
        "entity".equals(text(row, "record_kind")) && "file".equals(text(row, "entity_kind")),
        text(row, "created_utc"),
        text(row, "first_seen_utc"),
        text(row, "created_by"),
        text(row, "superseded_by"),
        text(row, "record_id"),
        columns,
        notes == null || notes.isBlank() ? List.of() : List.of(notes));
  }

  private static List<String> remarks(JsonNode row) {
    List<String> out = new ArrayList<>();
    for (String member : WITHOUT_COLUMN) {
      JsonNode value = row.path(member);
      boolean says = value.isContainerNode() ? !value.isEmpty() : !value.asText("").isBlank();
      if (says) {
        out.add(member + ": " + (value.isTextual() ? value.textValue() : value.toString()));
      }
    }
    return out;
  }

  private static LegacyFile auditLog(String name, byte[] bytes) {
    List<AuditFact> facts = new ArrayList<>();
    Map<Integer, String> problems = new TreeMap<>();
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      try {
        AuditFact fact = fact(Json.parse(lines.get(i)));
        if (fact == null) {
          problems.put(i + 1, "It names no id.");
        } else {
          facts.add(fact);
        }
      } catch (JsonProcessingException e) {
        problems.put(i + 1, e.getOriginalMessage());
      }
    }
    return new LegacyFile(
        name,
        Form.AUDIT_LOG,
        "",
        null,
        List.of(),
        Json.mapper().createObjectNode(),
        0,
        facts,
        problems);
  }

  private static @Nullable AuditFact fact(JsonNode event) {
    String time = string(event, "timestamp");
    JsonNode data = event.path("data");
    JsonNode about = data.path("details").isObject() ? data.path("details") : data;
    String id = text(about, "doc_id");
    if (id == null) {
      return null;
    }
    String to = text(about, "new_path");
    if (to != null) {
      return new AuditFact.Moved(time, id, string(about, "old_path"), to);
    }
    return switch (string(event, "event_type")) {
      case "deprecation" ->
          new AuditFact.Retired(time, id, string(about, "reason"), text(about, "superseded_by"));
      default -> new AuditFact.Issued(time, id, text(about, "file_path"));
    };
  }

  private static String string(JsonNode object, String member) {
    String text = text(object, member);
    return text == null ? "" : text;
  }

  private static @Nullable String text(JsonNode object, String member) {
    JsonNode value = object.path(member);
    return value.isMissingNode() || value.isNull() || value.isContainerNode()
        ? null
        : value.asText();
  }
}
