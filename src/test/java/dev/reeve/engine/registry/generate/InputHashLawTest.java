package dev.reeve.engine.registry.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.RegistryBed;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.registry.RegistryPolicies;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What an output depends on, for any records. */
class InputHashLawTest {
  private static final List<String> DECLARED = List.of("filename", "size_bytes", "tags");
  private static final List<String> UNDECLARED =
      List.of("notes", "short_description", "sha256", "updated_utc", "relative_path", "x_future");

  private static GeneratorDefinition definition(String kind) {
    ObjectNode record =
        (ObjectNode)
            RegistryBed.json(
                """
                {"record_kind": "generator", "generator_id": "GEN-000001", "generator_name": "G",
                 "generator_version": "1", "output_kind": "%s", "output_path": "out/x",
                 "sort_keys": ["size_bytes"]}
                """
                    .formatted(kind));
    DECLARED.forEach(record.withArray("declared_dependencies")::add);
    return GeneratorDefinition.of(record, RegistryPolicies.load().columns());
  }

  private static Generation generation(String kind, List<ObjectNode> records) {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    file.putObject("meta").put("version", "2.2.0");
    file.putObject("counters");
    records.forEach(file.putArray("records")::add);
    RegistryDocument document = RegistryDocument.parse(Json.file(file), false);
    RowSource source = new RowSource(document, DeclaredOutputs.of(document, false));
    GeneratorDefinition definition = definition(kind);
    return new Generation(definition, source.rows(definition), null);
  }

  @Provide
  Arbitrary<List<ObjectNode>> records() {
    Arbitrary<ObjectNode> one =
        Combinators.combine(
                Arbitraries.strings().all().ofMaxLength(8),
                Arbitraries.longs().between(0, 2_000).injectNull(0.2),
                Arbitraries.strings().alpha().ofMaxLength(3).list().ofMaxSize(3))
            .as(
                (name, size, tags) -> {
                  ObjectNode record = JsonNodeFactory.instance.objectNode();
                  record.put("record_kind", "entity");
                  record.put("entity_kind", "file");
                  record.put("status", "active");
                  record.put("filename", name.replaceAll("[\\ud800-\\udfff]", "?"));
                  record.put("size_bytes", size);
                  tags.forEach(record.withArray("tags")::add);
                  return record;
                });
    return one.list()
        .ofMaxSize(12)
        .map(
            all -> {
              for (int i = 0; i < all.size(); i++) {
                all.get(i).put("record_id", String.format("REC-%06d", i + 999_995));
              }
              return all;
            });
  }

  private static byte[] bytes(Generation generation) {
    SortedMap<SafePath, byte[]> outputs = generation.outputs(Path.of("."));
    return outputs.get(outputs.firstKey());
  }

  @Property(tries = 50)
  @Label("REG-A51 law: no change of an undeclared column changes the hash or the bytes")
  void undeclaredColumnsNeverCount(@ForAll("records") List<ObjectNode> records, @ForAll long seed) {
    Random random = new Random(seed);
    List<ObjectNode> changed = new ArrayList<>();
    for (ObjectNode record : records) {
      ObjectNode copy = record.deepCopy();
      for (String column : UNDECLARED) {
        if (random.nextBoolean()) {
          copy.put(column, "v" + random.nextInt());
        }
      }
      changed.add(copy);
    }
    for (OutputKind kind : OutputKind.values()) {
      Generation before = generation(kind.code(), records);
      Generation after = generation(kind.code(), changed);
      assertEquals(before.inputHash(), after.inputHash());
      assertArrayEquals(bytes(before), bytes(after));
    }
  }

  @Property(tries = 50)
  @Label("Any order of the records in the file gives the same hash and the same bytes")
  void theOrderInTheFileNeverCounts(
      @ForAll("records") List<ObjectNode> records, @ForAll long seed) {
    List<ObjectNode> mixed = new ArrayList<>(records);
    Collections.shuffle(mixed, new Random(seed));
    for (OutputKind kind : OutputKind.values()) {
      Generation before = generation(kind.code(), records);
      Generation after = generation(kind.code(), mixed);
      assertEquals(before.inputHash(), after.inputHash());
      assertArrayEquals(bytes(before), bytes(after));
    }
  }

  @Property(tries = 50)
  @Label("A change of a declared column of any seen record changes the hash")
  void declaredColumnsAlwaysCount(@ForAll("records") List<ObjectNode> records) {
    for (int i = 0; i < records.size(); i++) {
      List<ObjectNode> changed = new ArrayList<>(records);
      changed.set(i, records.get(i).deepCopy().put("size_bytes", 5_000));
      assertNotEquals(
          generation("json", records).inputHash(), generation("json", changed).inputHash());
    }
  }

  @Property(tries = 50)
  @Label("What is written is known as its own, and any change of a byte is seen")
  void theSealHolds(@ForAll("records") List<ObjectNode> records, @ForAll long seed) {
    for (OutputKind kind : OutputKind.values()) {
      byte[] bytes = bytes(generation(kind.code(), records));
      assertEquals(true, Seal.intact(bytes, "GEN-000001"));
      assertEquals(false, Seal.intact(bytes, "GEN-000002"));
      int at = new Random(seed).nextInt(bytes.length);
      byte old = bytes[at];
      bytes[at] = (byte) (old == 'a' ? 'b' : 'a');
      assertEquals(false, Seal.intact(bytes, "GEN-000001"));
    }
  }
}
