package dev.reeve.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How long one write of the registry takes through the whole engine (lock, compare and swap, rules,
 * backup, trail, replacement, database), against the bare minimum on the same bytes in the same
 * run: read, hash, copy, serialise the tree that is held in memory, temporary file, rename, with
 * the same number of forced points. Prints medians and their ratio, and the ratio to the same
 * without the serialising. Arguments: numbers of records (1000 10000 100000), and {@code
 * --forced=N} for the forced points of one write (default {@value #FORCED}, counted with strace).
 */
public final class RegistryWriteBench {
  private static final int FORCED = 14;
  private static final int WARM_UP = 8;

  private RegistryWriteBench() {}

  public static void main(String[] args) throws IOException {
    int forced = FORCED;
    List<Integer> sizes = new ArrayList<>();
    for (String arg : args) {
      if (arg.startsWith("--forced=")) {
        forced = Integer.parseInt(arg.substring(9));
      } else {
        sizes.add(Integer.valueOf(arg));
      }
    }
    if (sizes.isEmpty()) {
      sizes = List.of(1_000, 10_000, 100_000);
    }
    System.out.printf(
        "%9s %9s %12s %12s %7s %22s%n",
        "records", "MB", "reeve ms", "minimum ms", "ratio", "without serialising");
    for (int records : sizes) {
      Path folder = Files.createTempDirectory("reeve-bench-");
      try {
        measure(folder, records, forced);
      } finally {
        remove(folder);
      }
    }
  }

  private static void measure(Path folder, int records, int forced) throws IOException {
    Path root = Files.createDirectories(folder.resolve("workspace"));
    Files.createDirectories(root.resolve(".reeve/state"));
    byte[] first = registry(records);
    Path file = root.resolve("UNIFIED_SSOT_REGISTRY.json");
    Files.write(file, first);
    int rounds = records >= 100_000 ? 9 : 25;
    List<Double> ours = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    Minimum minimum = new Minimum(Files.createDirectories(folder.resolve("bare")), first, forced);
    Workspace workspace = Workspace.open(root, new DiskFileLayer());
    try (Engine engine = Engine.open(workspace, Engine.Role.VISITOR)) {
      String hash = Sha256.of(first);
      for (int round = -WARM_UP; round < rounds; round++) {
        byte[] patch = patch(hash, round, records);
        long start = System.nanoTime();
        WriteResult result = engine.registryActions().apply(patch);
        long middle = System.nanoTime();
        if (!result.changed()) {
          throw new IllegalStateException(result.toString());
        }
        hash = String.valueOf(result.newRegistryHash());
        long again = System.nanoTime();
        minimum.write(round);
        long end = System.nanoTime();
        if (round >= 0) {
          ours.add((middle - start) / 1e6);
          bare.add((end - again) / 1e6);
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%9d %9.1f %12.2f %12.2f %7.2f %22.2f%n",
        records,
        first.length / 1e6,
        median(ours),
        median(bare),
        median(ours) / median(bare),
        median(ours) / (median(bare) - median(minimum.serialising())));
  }

  private static byte[] patch(String hash, int round, int records) {
    int record = 1 + Math.floorMod(round * 7919, records);
    return """
    {"registry_hash": "%s", "record_id": "REC-%06d", "changes": {"notes": "round %d"}}
    """
        .formatted(hash, record, round)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] registry(int records) {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        {
          "meta": {
            "document_id": "REG-UNIFIED-SSOT-720066-001",
            "registry_name": "UNIFIED_SSOT_REGISTRY",
            "version": "2.2.0",
            "status": "active",
            "last_updated_utc": "2026-01-01T00:00:00.000Z"
          },
          "counters": {
            "record_id": {
              "current": %d
            }
          },
          "records": [
        """
            .formatted(records));
    for (int i = 1; i <= records; i++) {
      String id = "%016d".formatted(2_099_900_000_260_118L + i * 1_000_000L);
      out.append(
          """
              {
                "record_kind": "entity",
                "record_id": "REC-%06d",
                "status": "active",
                "created_utc": "2026-01-01T00:00:00.000Z",
                "updated_utc": "2026-01-01T00:00:00.000Z",
                "created_by": "scanner",
                "updated_by": "scanner",
                "entity_id": "%s",
                "entity_kind": "file",
                "doc_id": "%s",
                "filename": "file_%d.py",
                "extension": "py",
                "relative_path": "src/package_%d/file_%d.py",
                "directory_path": "src/package_%d",
                "size_bytes": %d,
                "sha256": "%064x",
                "content_type": "text/x-python",
                "module_id_source": "unassigned",
                "type_code": "20",
                "first_seen_utc": "2026-01-01T00:00:00.000Z"
              }%s
          """
              .formatted(i, id, id, i, i % 500, i, i % 500, 1000 + i, i, i == records ? "" : ","));
    }
    return out.append("  ]\n}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What any safe write has to do with the bytes, and nothing else. */
  private static final class Minimum {
    private final Path folder;
    private final Path file;
    private final int forced;
    private final JsonNode tree;
    private final List<Double> serialising = new ArrayList<>();

    Minimum(Path folder, byte[] first, int forced) throws IOException {
      this.folder = folder;
      this.file = folder.resolve("registry.json");
      this.forced = forced;
      Files.write(file, first);
      this.tree = Json.mapper().readTree(first);
    }

    List<Double> serialising() {
      return serialising;
    }

    void write(int round) throws IOException {
      byte[] now = Files.readAllBytes(file);
      String hash = Sha256.of(now);
      Path copy = folder.resolve("copy-" + round + "-" + hash.substring(0, 8));
      write(copy, now);
      long start = System.nanoTime();
      ((ObjectNode) tree.path("meta")).put("description", "round " + round);
      byte[] next = Json.file(tree);
      serialising.add((System.nanoTime() - start) / 1e6);
      Path temporary = folder.resolve("temporary");
      write(temporary, next);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      for (int i = 2; i < forced; i++) {
        try (FileChannel log =
            FileChannel.open(
                folder.resolve("log"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
          log.write(ByteBuffer.wrap(hash.getBytes(StandardCharsets.UTF_8)));
          log.force(false);
        }
      }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
      try (FileChannel out =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        out.write(ByteBuffer.wrap(bytes));
        out.force(true);
      }
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
