package dev.reeve.engine.registry.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.RecordHead;
import dev.reeve.engine.registry.RegistryDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The records of one state of the registry, as rows: each is parsed once, however many generators
 * ask. What builds write themselves, and what lies at a generator's output, is nobody's input. Used
 * by one thread.
 */
final class RowSource {
  private final RegistryDocument document;
  private final DeclaredOutputs outputs;
  private @Nullable List<ObjectNode> records;

  RowSource(RegistryDocument document, DeclaredOutputs outputs) {
    this.document = document;
    this.outputs = outputs;
  }

  RegistryDocument document() {
    return document;
  }

  List<Row> rows(GeneratorDefinition definition) {
    List<Row> out = new ArrayList<>();
    for (ObjectNode record : all()) {
      if (definition.filter().takes(record)) {
        out.add(row(record, definition.columns()));
      }
    }
    return out;
  }

  private static Row row(ObjectNode record, List<String> columns) {
    List<JsonNode> values = new ArrayList<>();
    for (String column : columns) {
      values.add(Objects.requireNonNullElse(record.get(column), NullNode.getInstance()));
    }
    return new Row(GeneratorDefinition.text(record, "record_id"), columns, List.copyOf(values));
  }

  private List<ObjectNode> all() {
    List<ObjectNode> read = records;
    if (read == null) {
      read =
          document
              .heads()
              .filter(head -> !isOutput(head))
              .map(document::record)
              .filter(record -> !BuildReport.is(record))
              .toList();
      records = read;
    }
    return read;
  }

  private boolean isOutput(RecordHead head) {
    return head.path() != null && outputs.covers(head.path());
  }
}
