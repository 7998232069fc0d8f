package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineClock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Turns plans into the steps of a patch against one state of the registry. */
final class RecordSteps {
  private static final Set<String> VOLATILE = Set.of("last_seen_utc", "mtime_utc", "absolute_path");
  private static final Duration SEEN_IS_FRESH = Duration.ofHours(24);
  private static final String DANGLING = "dangling";
  private static final String NO_FILE = "no_file";

  private final RegistryDocument document;
  private final RecordColumns columns;
  private final EngineClock clock;

  RecordSteps(RegistryDocument document, RecordColumns columns, EngineClock clock) {
    this.document = document;
    this.columns = columns;
    this.clock = clock;
  }

  /** A new record. */
  Operation register(DocId id, NewFile file) {
    return Operation.add("records", columns.fresh(id, file));
  }

  /** Columns in which the record differs from its file; empty when nothing is worth a write. */
  ObjectNode differences(RecordHead head, NewFile file) {
    ObjectNode record = document.record(head);
    ObjectNode wanted = columns.found(file);
    for (String column : List.of("first_seen_utc", "last_seen_utc")) { // a clock may be set back
      String known = KnownFile.text(record, column);
      wanted.put("last_seen_utc", RegistryTime.later(known, wanted.path("last_seen_utc").asText()));
    }
    if ("deleted".equals(head.status())) {
      wanted.put("status", "active");
    }
    if ("quarantined".equals(head.status()) && tags(record).contains(NO_FILE)) {
      wanted.put("status", "active"); // it was set aside only because its file was not there
      tags(record).stream()
          .filter(tag -> !tag.equals(NO_FILE))
          .forEach(wanted.putArray("tags")::add);
    }
    ObjectNode changed = RecordColumns.changed(record, wanted);
    boolean onlySeen =
        changed.properties().stream().allMatch(column -> VOLATILE.contains(column.getKey()));
    boolean idle = !columns.showsVolatile() || seenLately(record);
    return onlySeen && idle ? JsonNodeFactory.instance.objectNode() : changed;
  }

  private static List<String> tags(ObjectNode record) {
    List<String> out = new ArrayList<>();
    record.path("tags").forEach(tag -> out.add(tag.asText()));
    return out;
  }

  private boolean seenLately(ObjectNode record) {
    String seen = KnownFile.text(record, "last_seen_utc");
    try {
      return seen != null && Instant.parse(seen).plus(SEEN_IS_FRESH).isAfter(clock.now());
    } catch (DateTimeException notATime) {
      return false;
    }
  }

  /** Brings a record up to its file. */
  List<Operation> keep(FilePlan.Keep plan) {
    List<Operation> out = new ArrayList<>();
    if (plan.replaced() != null) {
      out.addAll(retire(plan.replaced(), "deleted"));
    }
    ObjectNode changed = differences(plan.record(), plan.file().newFile());
    if (!changed.isEmpty()) {
      out.add(Operation.update("records/" + plan.record().key(), changed));
      if (changed.has("status")) {
        out.addAll(dangling(plan.record(), false));
      }
    }
    return out;
  }

  /** Ends a record; edges to a deleted one are marked. */
  List<Operation> retire(RecordHead record, String status) {
    List<Operation> out = new ArrayList<>();
    out.add(Operation.update("records/" + record.key() + "/status", RecordColumns.text(status)));
    if (status.equals("deleted")) {
      out.addAll(dangling(record, true));
    }
    return out;
  }

  private List<Operation> dangling(RecordHead record, boolean mark) {
    List<Operation> out = new ArrayList<>();
    if (record.entityId() == null) {
      return out;
    }
    for (RecordHead edge : document.edgesOf(record.entityId())) {
      if (record.entityId().equals(edge.target())) {
        JsonNode flags = document.record(edge).path("edge_flags");
        ArrayNode next = JsonNodeFactory.instance.arrayNode();
        flags.forEach(
            flag -> {
              if (!flag.asText().equals(DANGLING)) {
                next.add(flag);
              }
            });
        if (mark) {
          next.add(DANGLING);
        }
        if (next.size() != flags.size()) {
          out.add(Operation.upsert("records/" + edge.key() + "/edge_flags", next));
        }
      }
    }
    return out;
  }
}
