package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest written patches as files under {@code .reeve/registry/patches}: evidence beside trail
 * and backups, which no write needs. Blocks; safe on any thread.
 */
final class StoredPatches {
  private static final Logger LOG = LoggerFactory.getLogger(StoredPatches.class);
  private static final int MOST = 1000;

  private final Workspace workspace;
  private final Path folder;

  StoredPatches(Workspace workspace) {
    this.workspace = workspace;
    this.folder = workspace.own("registry", "patches");
  }

  /** Keeps a patch that is about to be written; it is written even when this fails. */
  void keep(Patch patch) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("patch_id", patch.patchId());
    content.put("registry_hash", patch.registryHash());
    content.put("source", patch.source().code());
    content.put("reason", patch.reason());
    content.put("work_item_id", patch.workItemId());
    content.put("timestamp_utc", patch.timestampUtc());
    content.putAll(body(patch));
    try {
      workspace.ownFiles().replace(file(patch), Json.file(content));
    } catch (IOException e) {
      LOG.error("No copy of the patch {} was kept", patch.patchId(), e);
    }
  }

  private static Map<String, @Nullable Object> body(Patch patch) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    switch (patch.body()) {
      case Patch.Simple simple -> {
        out.put("record_id", simple.recordId());
        out.put("changes", simple.changes());
      }
      case Patch.Complex complex -> out.put("operations", complex.operations());
    }
    return out;
  }

  /** What is kept of a patch's id. */
  enum Kept {
    NOTHING,
    THE_SAME,
    /** A patch that asks for something else. */
    ANOTHER
  }

  /** Whether a patch is kept: it was written, or was about to be when the process died. */
  Kept kept(Patch patch) {
    try {
      JsonNode found = Json.parse(Files.readString(file(patch)));
      boolean same = found.path("source").asText().equals(patch.source().code());
      for (Map.Entry<String, @Nullable Object> part : body(patch).entrySet()) {
        JsonNode asked = Json.mapper().valueToTree(part.getValue());
        same &= Json.parse(Json.line(asked)).equals(found.path(part.getKey()));
      }
      return same ? Kept.THE_SAME : Kept.ANOTHER;
    } catch (NoSuchFileException never) {
      return Kept.NOTHING;
    } catch (IOException e) {
      LOG.warn("The copy of the patch {} cannot be read", patch.patchId(), e);
      return Kept.NOTHING;
    }
  }

  private Path file(Patch patch) {
    return folder.resolve("patch-" + patch.patchId() + ".json");
  }

  /** The same write with what the patch's copy says of it, when that is still kept. */
  RecordWrite told(RecordWrite write) {
    try {
      JsonNode patch =
          Json.parse(Files.readString(folder.resolve("patch-" + write.patchId() + ".json")));
      return new RecordWrite(
          write.at(),
          write.patchId(),
          write.before(),
          write.after(),
          patch.path("source").asText(),
          patch.path("reason").asText(),
          write.backup(),
          write.executionId());
    } catch (IOException gone) {
      return write; // the newest are kept only
    }
  }

  /** Takes back the copy of a patch that was not written after all. */
  void drop(Patch patch) {
    try {
      workspace.ownFiles().delete(file(patch));
    } catch (IOException e) {
      LOG.warn("The copy of the patch {} stays, though it was not written", patch.patchId(), e);
    }
  }

  private record Stored(Path file, FileTime time) {}

  /** Removes all but the newest {@value #MOST}. */
  void prune() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Stored> all;
    try (Stream<Path> files = Files.list(folder)) {
      all =
          files
              .filter(file -> String.valueOf(file.getFileName()).matches("patch-.*\\.json"))
              .map(StoredPatches::stored)
              .sorted(Comparator.comparing(Stored::time).thenComparing(Stored::file).reversed())
              .toList();
    }
    for (Stored old : all.subList(Math.min(MOST, all.size()), all.size())) {
      workspace.ownFiles().delete(old.file());
    }
  }

  private static Stored stored(Path file) {
    try {
      return new Stored(file, Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
