package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Size and hash of every file of one execution's evidence, and its place in the chain. Immutable.
 * Source: {@code docs/reference/changes.md}.
 *
 * @param position 1 upwards without a gap
 * @param previousHash hash of the manifest before, empty for the first
 * @param entries by path
 */
public record Manifest(
    String executionId, long position, String previousHash, List<Entry> entries) {

  /** One file, its path relative to the execution's folder. */
  public record Entry(String path, long sizeBytes, String sha256) {}

  /** Written after the manifest, so outside it. */
  private static final Set<String> OUTSIDE =
      Set.of(Artifacts.MANIFEST, "repair.json", "resolution.log", Artifacts.PINNED);

  /** Sizes and hashes of what lies in the folder now; links are not followed. */
  static List<Entry> scan(Path folder) throws IOException {
    List<Entry> out = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted().toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !OUTSIDE.contains(path)) {
          out.add(new Entry(path, Files.size(file), Sha256.of(file)));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause(); // a folder below that could not be listed
    }
    return out;
  }

  /** The files that differ from the entries: changed, gone or added, by path. */
  List<String> differences(List<Entry> found) {
    Map<String, Entry> left = new HashMap<>();
    found.forEach(entry -> left.put(entry.path(), entry));
    List<String> out = new ArrayList<>();
    for (Entry entry : entries) {
      if (!entry.equals(left.remove(entry.path()))) {
        out.add(entry.path());
      }
    }
    left.keySet().stream().sorted().forEach(out::add);
    return out;
  }

  byte[] toBytes() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("execution_id", executionId);
    json.put("position", position);
    json.put("previous_manifest_hash", previousHash);
    ArrayNode files = json.putArray("files");
    for (Entry entry : entries) {
      ObjectNode file = files.addObject();
      file.put("path", entry.path());
      file.put("size_bytes", entry.sizeBytes());
      file.put("sha256", entry.sha256());
    }
    return Json.file(json);
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when it is no manifest
   */
  static Manifest fromJson(JsonNode json) {
    List<IntakeProblem> problems = new ArrayList<>();
    JsonReading in = new JsonReading(json, "", problems);
    List<Entry> entries = new ArrayList<>();
    for (JsonNode node : in.nodes("files")) {
      JsonReading file = new JsonReading(node, "files.", problems);
      entries.add(new Entry(file.text("path"), file.number("size_bytes", -1), file.text("sha256")));
    }
    Manifest manifest =
        new Manifest(
            in.text("execution_id"),
            in.number("position", 0),
            in.text("previous_manifest_hash"),
            List.copyOf(entries));
    JsonReading.requireNone(problems);
    return manifest;
  }

  ManifestLink link() {
    return new ManifestLink(position, previousHash, Sha256.of(toBytes()));
  }
}
