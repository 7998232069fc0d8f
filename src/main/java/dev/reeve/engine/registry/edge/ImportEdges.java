package dev.reeve.engine.registry.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.ActorClass;
import dev.reeve.engine.registry.DescriptorPlaces;
import dev.reeve.engine.registry.DocId;
import dev.reeve.engine.registry.Operation;
import dev.reeve.engine.registry.PatchSource;
import dev.reeve.engine.registry.RecordHead;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The edges that follow from what files import: where an import can mean exactly one registered
 * file, and the descriptor is that of the content on record. Source: {@code
 * docs/reference/edges.md}. Blocks; safe on any thread.
 */
final class ImportEdges {
  static final String IMPORTS = "IMPORTS";
  private static final String METHOD = "static_parse";

  private final DescriptorPlaces descriptors;
  private final EngineClock clock;

  ImportEdges(DescriptorPlaces descriptors, EngineClock clock) {
    this.descriptors = descriptors;
    this.clock = clock;
  }

  /** Two entities, of which one imports the other. */
  private record Pair(String source, String target) {}

  /**
   * What there is to do, at most so many steps.
   *
   * @throws EngineException {@code DESCRIPTOR_NOT_READ}
   */
  List<ImportChange> plan(RegistryDocument document, int most) {
    Map<Pair, ImportChange> wanted = new LinkedHashMap<>();
    Set<String> known = new HashSet<>();
    document
        .heads()
        .filter(head -> head.file() && head.active() && head.path() != null)
        .filter(head -> head.entityId() != null)
        .forEach(head -> imports(document, head, wanted, known));
    List<ImportChange> out = new ArrayList<>();
    long mostEnded = Math.max(1, document.heads().filter(RecordHead::active).count() / 10);
    for (RecordHead head : document.heads().filter(h -> h.kind().equals("edge")).toList()) {
      ObjectNode edge = document.record(head);
      if (!IMPORTS.equals(edge.path("rel_type").asText())) {
        continue;
      }
      Pair pair = new Pair(String.valueOf(head.source()), String.valueOf(head.target()));
      boolean deleted = "deleted".equals(head.status());
      if (!deleted || byPerson(edge, "updated_by")) {
        boolean gone = wanted.remove(pair) == null && known.contains(pair.source());
        if (gone && !deleted && ours(edge) && out.size() < Math.min(most, mostEnded)) {
          out.add(ImportChange.ended(head.key(), pair.source(), pair.target()));
        }
      }
    }
    wanted.values().stream().limit(most - out.size()).forEach(out::add);
    return List.copyOf(out);
  }

  /** What a person asserted, or took in hand, is not the parser's to end. */
  private static boolean ours(JsonNode edge) {
    return METHOD.equals(edge.path("evidence_method").asText())
        && !byPerson(edge, "created_by")
        && !byPerson(edge, "updated_by");
  }

  private static boolean byPerson(JsonNode edge, String column) {
    return PatchSource.of(edge.path(column).asText())
        .filter(source -> source.actorClass() == ActorClass.USER)
        .isPresent();
  }

  private void imports(
      RegistryDocument document,
      RecordHead head,
      Map<Pair, ImportChange> wanted,
      Set<String> known) {
    ObjectNode record = document.record(head);
    @Nullable JsonNode descriptor = descriptor(head, record);
    if (descriptor == null) {
      return;
    }
    String source = String.valueOf(head.entityId());
    known.add(source);
    JsonNode provenance = descriptor.path("provenance");
    String tool =
        provenance.path("parser_id").asText() + " " + provenance.path("parser_version").asText();
    for (JsonNode each : descriptor.path("structure").path("imports")) {
      Set<String> targets = new LinkedHashSet<>();
      for (JsonNode place : each.path("places")) {
        document.atPath(place.asText()).stream()
            .filter(file -> file.file() && !file.ended())
            .forEach(file -> targets.add(String.valueOf(file.entityId())));
      }
      String target = targets.isEmpty() ? source : targets.iterator().next();
      if (targets.size() == 1 && !target.equals(source)) {
        String locator = head.path() + ":" + each.path("line").asInt();
        wanted.putIfAbsent(
            new Pair(source, target),
            ImportChange.found(source, target, locator, each.path("name").asText(), tool));
      }
    }
  }

  /** Null when there is none, or it is that of another content than the record's. */
  private @Nullable JsonNode descriptor(RecordHead head, JsonNode record) {
    @Nullable String docId = head.docId();
    if (docId == null || !record.hasNonNull("src_language")) {
      return null;
    }
    if (!"ok".equals(record.path("src_parse_status").asText())) {
      return null;
    }
    try {
      byte[] bytes =
          DocId.parse(docId).isEmpty()
              ? null
              : descriptors.read(record.path("src_language").asText(), new DocId(docId));
      JsonNode descriptor = bytes == null ? null : Json.mapper().readTree(bytes);
      boolean same =
          descriptor != null
              && descriptor
                  .path("provenance")
                  .path("source_sha256")
                  .asText()
                  .equals(record.path("sha256").asText());
      return same ? descriptor : null;
    } catch (IOException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              "DESCRIPTOR_NOT_READ",
              "Imports were not made edges: the descriptor of "
                  + head.path()
                  + " cannot be read: "
                  + e.getMessage())
          .with("The registry is as before.", "reeve registry reconcile makes it anew.")
          .causedBy(e);
    }
  }

  /** The step of a patch that does it. */
  Operation operation(ImportChange change) {
    if (change.edge() != null) {
      return Operation.delete("records/" + change.edge());
    }
    ObjectNode edge = JsonNodeFactory.instance.objectNode();
    edge.put("record_kind", "edge");
    edge.put("source_entity_id", change.source());
    edge.put("target_entity_id", change.target());
    edge.put("rel_type", IMPORTS);
    edge.put("directionality", "directed");
    edge.put("evidence_method", METHOD);
    edge.put("confidence", 1.0);
    edge.put("evidence_locator", change.locator());
    edge.put("evidence_snippet", change.name());
    edge.put("observed_utc", Utc.format(clock.now()));
    edge.put("tool_version", change.tool());
    return Operation.add("records", edge);
  }
}
