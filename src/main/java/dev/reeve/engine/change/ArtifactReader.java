package dev.reeve.engine.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the evidence of executions. An id is looked up in the history first, then the path rules
 * hold with {@code .reeve/executions} as their root; nothing else can be read through here. Source:
 * {@code docs/reference/changes.md}. Calls block; safe on any thread.
 */
public final class ArtifactReader {
  private static final int MOST_EVENTS = 2000;

  private final Store store;
  private final HistoryDao history;
  private final Artifacts artifacts;

  /** The evidence of this workspace. */
  public ArtifactReader(Store store, HistoryDao history, Artifacts artifacts) {
    this.store = store;
    this.history = history;
    this.artifacts = artifacts;
  }

  /**
   * What lies in an execution's folder.
   *
   * @param path relative to {@code .reeve}, empty for a small execution
   * @param complete the four pieces parse and everything is as the manifest says
   * @param fourPieces file name to whether it is there and parses
   * @param stepLogs names, by number
   * @param damaged files that differ from the manifest
   */
  public record Info(
      String path,
      boolean complete,
      Map<String, Boolean> fourPieces,
      List<String> stepLogs,
      boolean hasStdout,
      boolean hasStderr,
      boolean hasBackups,
      ExecutionDetail.Integrity integrity,
      List<String> damaged) {}

  /** The last events, oldest first, and how many there are in all. */
  public record Events(List<JsonNode> events, long total) {}

  /**
   * The history row of an id.
   *
   * @throws EngineException {@code INVALID_ID} or {@code NOT_FOUND}
   */
  public ExecutionRecord record(String id) {
    Ids.require(Ids.EXECUTION, id);
    return store.read(tx -> history.find(tx, id)).orElseThrow(() -> notFound(id));
  }

  static EngineException notFound(String id) {
    return EngineException.of(
            EngineException.Kind.NOT_FOUND, "NOT_FOUND", "There is no execution " + id + ".")
        .with("Nothing was changed.", "");
  }

  /**
   * One file of an execution's folder, if it is there.
   *
   * @param name relative to the folder, such as {@code plan.json}
   * @throws EngineException {@code PATH_VIOLATION} when the name leads elsewhere
   */
  public Optional<Path> file(String id, String name) {
    record(id);
    Path root = artifacts.executions();
    if (!Files.isDirectory(root)) {
      return Optional.empty();
    }
    try {
      Path file = SafePath.of(id + "/" + name).check(root.toRealPath());
      return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(file) : Optional.empty();
    } catch (SafePath.Refused e) {
      throw EngineException.of(
              EngineException.Kind.REFUSED,
              "PATH_VIOLATION",
              "Nothing was read: " + e.violation().code() + ".")
          .causedBy(e);
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  /** The bytes of one file, if it is there. */
  public Optional<byte[]> bytes(String id, String name) {
    return file(id, name)
        .map(
            file -> {
              try {
                return Files.readAllBytes(file);
              } catch (IOException e) {
                throw unreadable(id, e);
              }
            });
  }

  /**
   * The newest events.
   *
   * @param tail 1 to 2000
   * @throws EngineException {@code INVALID_FILTER} or {@code NOT_FOUND}
   */
  public Events events(String id, int tail) {
    if (tail < 1 || tail > MOST_EVENTS) {
      throw EngineException.of(
          EngineException.Kind.INVALID,
          "INVALID_FILTER",
          "No events were read: the number of events is 1 to " + MOST_EVENTS + ".");
    }
    List<JsonNode> all =
        bytes(id, Artifacts.EVENTS)
            .map(bytes -> EventLines.parse(bytes).events())
            .orElse(List.of());
    return new Events(
        List.copyOf(all.subList(Math.max(0, all.size() - tail), all.size())), all.size());
  }

  /** What lies in the folder and whether it is whole. */
  public Info info(String id) {
    ExecutionRecord record = record(id);
    if (record.head().small()) {
      return empty("", ExecutionDetail.Integrity.SMALL);
    }
    if (record.prunedAt() != null) {
      return empty("executions/" + id, ExecutionDetail.Integrity.PRUNED);
    }
    Path folder = artifacts.folder(id);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return empty("executions/" + id, ExecutionDetail.Integrity.MISSING);
    }
    Map<String, Boolean> pieces = new LinkedHashMap<>();
    Artifacts.FOUR_PIECES.forEach(name -> pieces.put(name, json(id, name).isPresent()));
    try {
      List<String> damaged = damaged(record, folder);
      ExecutionDetail.Integrity integrity =
          damaged.isEmpty() ? ExecutionDetail.Integrity.OK : ExecutionDetail.Integrity.DAMAGED;
      return new Info(
          "executions/" + id,
          damaged.isEmpty() && record.manifest() != null && !pieces.containsValue(false),
          pieces,
          stepLogs(folder),
          Files.exists(folder.resolve(Artifacts.STDOUT)),
          Files.exists(folder.resolve(Artifacts.STDERR)),
          Files.exists(folder.resolve("backups/index.json")),
          integrity,
          damaged);
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  private static Info empty(String path, ExecutionDetail.Integrity integrity) {
    return new Info(path, false, Map.of(), List.of(), false, false, false, integrity, List.of());
  }

  /** Files that are not as recorded; evidence that is not closed yet cannot be damaged. */
  private static List<String> damaged(ExecutionRecord record, Path folder) throws IOException {
    ManifestLink link = record.manifest();
    if (link == null) {
      return List.of();
    }
    Path file = folder.resolve(Artifacts.MANIFEST);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || !Sha256.of(file).equals(link.hash())) {
      return List.of(Artifacts.MANIFEST);
    }
    return manifest(file).differences(Manifest.scan(folder));
  }

  private static List<String> stepLogs(Path folder) throws IOException {
    Path steps = folder.resolve("steps");
    if (!Files.isDirectory(steps, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> logs = Files.list(steps)) {
      return new ArrayList<>(logs.map(log -> String.valueOf(log.getFileName())).sorted().toList());
    }
  }

  /** A piece as JSON, if it is there and parses. */
  Optional<JsonNode> json(String id, String name) {
    return bytes(id, name)
        .flatMap(
            bytes -> {
              try {
                return Optional.of(Json.mapper().readTree(bytes));
              } catch (IOException damaged) {
                return Optional.empty(); // shown as a damaged piece by whoever asked
              }
            });
  }

  /** Reads a manifest. */
  static Manifest manifest(Path file) throws IOException {
    try {
      return Manifest.fromJson(Json.mapper().readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The manifest is no JSON", e);
    }
  }

  private static EngineException unreadable(String id, IOException e) {
    return EngineException.of(
            EngineException.Kind.UNAVAILABLE,
            "ARTIFACT_DAMAGED",
            "The evidence of " + id + " cannot be read: " + e.getMessage())
        .causedBy(e);
  }
}
