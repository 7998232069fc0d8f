package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Utc;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Gives a new record the ids and origin members that its patch left to the writer. The id of a file
 * is not among them: that is the allocator's. Safe on any thread.
 */
final class Identities {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.BASIC_ISO_DATE.withZone(ZoneOffset.UTC);

  void complete(Draft draft, Draft.Touched touched, PatchSource source, Instant at) {
    ObjectNode record = touched.after();
    if (missing(record, "record_id")) {
      record.put("record_id", Counters.next(draft, Key.RECORD_ID, "REC-", 6, "record_id"));
    }
    if (missing(record, "status")) {
      record.put("status", "active");
    }
    String day = DAY.format(at).substring(0, 8);
    switch (String.valueOf(RegistryJson.text(record, "record_kind"))) {
      case "entity" -> entity(draft, record, day);
      case "edge" -> {
        if (missing(record, "edge_id")) {
          String prefix = "EDGE-" + day + "-";
          record.put("edge_id", Counters.next(draft, Key.EDGE_ID, prefix, 6, "edge_id", day));
        }
      }
      case "generator" -> {
        if (missing(record, "generator_id")) {
          record.put(
              "generator_id", Counters.next(draft, Key.GENERATOR_ID, "GEN-", 6, "generator_id"));
        }
      }
      default -> {}
    }
    String now = Utc.format(at);
    if (missing(record, "created_utc")) {
      record.put("created_utc", now);
    }
    if (missing(record, "created_by")) {
      record.put("created_by", source.code());
    }
    draft.refresh(touched);
  }

  private static void entity(Draft draft, ObjectNode record, String day) {
    if (!missing(record, "entity_id")) {
      return;
    }
    switch (String.valueOf(RegistryJson.text(record, "entity_kind"))) {
      case "file" -> {
        if (!missing(record, "doc_id")) {
          record.set("entity_id", record.get("doc_id"));
        }
      }
      case "asset" -> {
        String family = RegistryJson.text(record, "asset_family");
        if (family != null && !family.isEmpty()) {
          String stem = family.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
          String id = Counters.next(draft, Key.ENTITY_ID, stem + "-", 6, "asset_id", stem);
          record.put("entity_id", id).put("asset_id", id);
        }
      }
      case "transient" -> {
        String prefix = "RUN-" + day + "-";
        String id = Counters.next(draft, Key.ENTITY_ID, prefix, 4, "transient_id", day);
        record.put("entity_id", id).put("transient_id", id);
      }
      case "external" -> {
        if (!missing(record, "external_system") && !missing(record, "external_ref")) {
          record.put(
              "entity_id",
              record.get("external_system").asText() + "-" + record.get("external_ref").asText());
        }
      }
      default -> {}
    }
  }

  private static boolean missing(ObjectNode record, String column) {
    return RegistryJson.empty(record, column);
  }
}
