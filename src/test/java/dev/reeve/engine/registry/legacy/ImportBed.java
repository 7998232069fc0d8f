package dev.reeve.engine.registry.legacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.Allocator;
import dev.reeve.engine.registry.DocId;
import dev.reeve.engine.registry.DocIdFormat;
import dev.reeve.engine.registry.IdLedger;
import dev.reeve.engine.registry.NamespaceRules;
import dev.reeve.engine.registry.NewFile;
import dev.reeve.engine.registry.RegistryBed;
import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A registry on disk with the import, the ledger and the allocator that go with it. */
final class ImportBed implements AutoCloseable {
  final RegistryBed bed;
  final IdLedger ledger;
  final Allocator allocator;
  final LegacyImport legacy;
  private final Path folder;

  ImportBed(Path folder) {
    this.folder = folder;
    this.bed = new RegistryBed(folder);
    NamespaceRules rules = NamespaceRules.standard();
    this.ledger =
        new IdLedger(bed.workspace, new RegistryBed.ThreadLock(), new DocIdFormat(rules, "260118"));
    this.allocator =
        new Allocator(bed.workspace, bed.store, bed.writer(), ledger, rules, bed.clock);
    this.legacy = new LegacyImport(bed.workspace, bed.writer(), ledger, rules, bed.clock);
  }

  /** A source beside the workspace's own files. */
  Path source(String name, String text) {
    return file(".reeve/sources/" + name, text.replace('\'', '"'));
  }

  Path file(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An allocation registry of these rows, each {@code id|path} or {@code id|path|status|by}. */
  Path allocations(String name, String... rows) {
    StringBuilder out = new StringBuilder("{'schema_version':'1.1','scope':'260118','counters':{}");
    out.append(",'allocations':[");
    for (int i = 0; i < rows.length; i++) {
      String[] row = rows[i].split("\\|", -1);
      out.append(i == 0 ? "" : ",")
          .append("{'id':'" + row[0] + "','file_path':'" + row[1].replace("\\", "\\\\") + "'")
          .append(",'allocated_at':'2026-01-19T03:54:44.308307','allocated_by':'scan'")
          .append(",'status':'" + (row.length > 2 ? row[2] : "active") + "'")
          .append(row.length > 3 ? ",'superseded_by':'" + row[3] + "'}" : "}");
    }
    return source(name, out.append("]}").toString());
  }

  ImportReport run(Path... sources) {
    return legacy.run(List.of(sources), true);
  }

  ImportReport runUnchecked(Path... sources) {
    return legacy.run(List.of(sources), false);
  }

  ObjectNode record(String key) {
    return bed.record(key);
  }

  DocId allocate(String path) {
    try {
      file(path, "new");
      NewFile file = new NewFile(SafePath.of(path), 3, "0".repeat(64), Instant.EPOCH);
      return allocator.allocate(List.of(file)).plan().ids().get(file.path());
    } catch (SafePath.Refused e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() {
    bed.close();
  }
}
