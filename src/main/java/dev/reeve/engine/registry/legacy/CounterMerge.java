package dev.reeve.engine.registry.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.DocId;
import dev.reeve.engine.registry.DocIdFormat;
import dev.reeve.engine.registry.IdStream;
import dev.reeve.engine.registry.Operation;
import dev.reeve.engine.registry.StreamCounter;
import dev.reeve.engine.workspace.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings counters above every number that a source ever issued: what its counters say and what its
 * ids show. Used by one thread.
 */
final class CounterMerge {
  private final DocIdFormat format;
  private final Map<IdStream, Integer> highest = new TreeMap<>();
  private final Map<IdStream, Set<Integer>> reserved = new TreeMap<>();
  private long lastRecord;

  CounterMerge(DocIdFormat format) {
    this.format = format;
  }

  void add(LegacyFile file) {
    lastRecord = Math.max(lastRecord, file.lastRecord());
    for (Map.Entry<String, JsonNode> counter : file.streams().properties()) {
      IdStream.parse(counter.getKey())
          .ifPresent(
              stream -> {
                ObjectNode one = Json.mapper().createObjectNode();
                one.putObject("file_doc_id").set(stream.key(), counter.getValue());
                StreamCounter read = StreamCounter.of(one, stream);
                highest.merge(stream, Math.min(read.current(), IdStream.CAPACITY), Math::max);
                reserved.computeIfAbsent(stream, s -> new TreeSet<>()).addAll(read.reserved());
              });
    }
  }

  void add(DocId id) {
    format.stream(id).ifPresent(stream -> highest.merge(stream, format.sequence(id), Math::max));
  }

  /** The steps that raise counters which are lower. */
  List<Operation> steps(ObjectNode counters) {
    List<Operation> out = new ArrayList<>();
    highest.forEach(
        (stream, last) -> {
          StreamCounter present = StreamCounter.of(counters, stream);
          Set<Integer> all = new TreeSet<>(present.reserved());
          all.addAll(reserved.getOrDefault(stream, Set.of()));
          if (present.current() < last || !all.equals(present.reserved())) {
            StreamCounter merged = new StreamCounter(present.current(), present.allocated(), all);
            out.add(
                Operation.upsert(
                    "counters/file_doc_id/" + stream.key(),
                    merged.json(Math.max(last, present.current()))));
          }
        });
    JsonNode records = counters.path("record_id");
    boolean plain = records.isIntegralNumber();
    long present = plain ? records.longValue() : records.path("current").asLong(0);
    if (present < lastRecord) {
      out.add(
          Operation.upsert(
              plain ? "counters/record_id" : "counters/record_id/current",
              Json.mapper().getNodeFactory().numberNode(lastRecord)));
    }
    return out;
  }
}
