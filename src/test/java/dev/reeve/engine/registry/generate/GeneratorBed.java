package dev.reeve.engine.registry.generate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.PatchSource;
import dev.reeve.engine.registry.RegistryBed;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.registry.generate.BuildResult.Outcome;
import dev.reeve.engine.registry.generate.GeneratorRow.State;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A registry with generators whose outputs are written straight to the disk. */
final class GeneratorBed implements AutoCloseable {
  final RegistryBed bed;
  final Generators generators;
  final List<String> writes = new ArrayList<>();
  int failAtWrite = Integer.MAX_VALUE;

  GeneratorBed(Path folder) {
    bed = new RegistryBed(folder);
    generators =
        new Generators(
            bed.workspace,
            bed.registry,
            (path, before, after, intent, operator) -> {
              if (writes.size() >= failAtWrite) {
                throw EngineException.of(Kind.UNAVAILABLE, "TEMP_IO_ERROR", path + " broke");
              }
              write(path.text(), after);
              writes.add(path.text());
              return "exec_" + writes.size();
            },
            bed.clock);
  }

  /** Files under {@code src}, one a name, of growing size. */
  GeneratorBed files(String... names) {
    for (int i = 0; i < names.length; i++) {
      ObjectNode file = RegistryBed.fileRecord("src/" + names[i], i + 1);
      file.put("size_bytes", 9 + i);
      assertTrue(bed.add(file).success());
    }
    return this;
  }

  /** Adds a generator and gives its id. */
  String generator(String json) {
    ObjectNode record =
        (ObjectNode)
            RegistryBed.json(
                """
                {"record_kind": "generator", "generator_name": "Files", "generator_version": "1.0.0",
                 "output_kind": "index"}
                """);
    record.setAll((ObjectNode) RegistryBed.json(json));
    WriteResult result = bed.add(PatchSource.CLI, record);
    assertTrue(result.success(), result.message());
    return String.format("GEN-%06d", generators.generators().size());
  }

  void set(String recordId, String column, String json) {
    PatchSource source = column.equals("notes") ? PatchSource.CLI : PatchSource.SCANNER;
    WriteResult result = bed.set(source, recordId, column, json);
    assertTrue(result.success(), result.message());
  }

  GeneratorRow row(String id) {
    return generators.generators().stream()
        .filter(r -> r.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  State state(String id) {
    return row(id).state();
  }

  /** Builds one and expects that it was built. */
  BuildResult build(String id) {
    BuildResult result = generators.run(List.of(id), true, "tester").getFirst();
    assertTrue(result.outcome() == Outcome.BUILT, result.toString());
    return result;
  }

  String read(String path) {
    try {
      return Files.readString(bed.root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String path, String text) {
    write(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  void write(String path, byte[] bytes) {
    try {
      Path file = bed.root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    bed.close();
  }
}
