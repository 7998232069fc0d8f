package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which contents of the vault each execution still needs, in {@code refs/<execution>.json}. Who
 * writes here, or decides by what stands here, holds the vault's lock.
 */
final class VaultRefs {
  private static final String SUFFIX = ".json";

  private final FileLayer files;
  private final OwnFiles own;
  private final Path folder;

  VaultRefs(Workspace workspace) {
    this.files = workspace.files();
    this.own = workspace.ownFiles();
    this.folder = workspace.own("vault", "refs");
  }

  /**
   * Notes all that an execution needs, in place of what it needed before.
   *
   * @param owner session of the process that carries it out
   */
  void put(String executionId, String owner, Collection<String> hashes) throws IOException {
    ObjectNode ref = Json.mapper().createObjectNode();
    ref.put("execution_id", executionId);
    ref.put("owner", owner);
    ArrayNode names = ref.putArray("hashes");
    hashes.stream().sorted().distinct().forEach(names::add);
    Path temporary = own.temporary();
    files.createDirectories(folder);
    try {
      files.writeNew(temporary, Json.file(ref));
      files.moveReplace(temporary, of(executionId));
    } catch (IOException e) {
      FileBytes.deleteAfter(e, files, temporary);
      throw e;
    }
    files.forceDirectory(folder);
  }

  /** It needs nothing any more. */
  void remove(String executionId) throws IOException {
    files.delete(of(executionId));
  }

  /** Executions that need something. */
  List<String> executions() throws IOException {
    List<String> out = new ArrayList<>();
    for (Path ref : FileBytes.entries(folder)) {
      String name = ref.getFileName().toString();
      out.add(name.substring(0, name.length() - SUFFIX.length()));
    }
    return out;
  }

  /** Session that noted it; null when an older program did, or nothing is needed any more. */
  @Nullable String owner(String executionId) throws IOException {
    try {
      return read(of(executionId)).path("owner").textValue();
    } catch (NoSuchFileException releasedMeanwhile) {
      return null;
    }
  }

  /** Whether an execution needs this content. */
  boolean needs(String executionId, String hash) throws IOException {
    try {
      return hashesIn(of(executionId)).contains(hash);
    } catch (NoSuchFileException needsNothing) {
      return false;
    }
  }

  /**
   * All contents that executions need.
   *
   * @param except one whose needs do not count, null when all do
   */
  Set<String> hashes(@Nullable String except) throws IOException {
    Set<String> out = new HashSet<>();
    for (Path ref : FileBytes.entries(folder)) {
      if (except == null || !ref.equals(of(except))) {
        out.addAll(hashesIn(ref));
      }
    }
    return out;
  }

  private static List<String> hashesIn(Path ref) throws IOException {
    return read(ref).path("hashes").valueStream().map(JsonNode::asText).toList();
  }

  private static JsonNode read(Path ref) throws IOException {
    return Json.parse(Files.readString(ref));
  }

  private Path of(String executionId) {
    return folder.resolve(executionId + SUFFIX);
  }
}
