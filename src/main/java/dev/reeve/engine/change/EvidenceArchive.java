package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.HandedOut;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Utc;
import dev.reeve.engine.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * One execution's evidence for somebody elsewhere: all files of its folder, its lines of the trail,
 * what was found when each piece was computed anew, and {@code SHA256SUMS}, which {@code sha256sum
 * -c} reads. The same evidence gives the same bytes.
 */
final class EvidenceArchive {
  private final Workspace workspace;
  private final Artifacts artifacts;
  private final TrailLines trail;
  private final ExecutionRecord record;
  private final ExecutionEvidence evidence;

  EvidenceArchive(
      Workspace workspace,
      Artifacts artifacts,
      TrailLines trail,
      ExecutionRecord record,
      ExecutionEvidence evidence) {
    this.workspace = workspace;
    this.artifacts = artifacts;
    this.trail = trail;
    this.record = record;
    this.evidence = evidence;
  }

  Path write(Path target, boolean replace) {
    return new HandedOut(workspace, target, replace)
        .write(temporary -> workspace.files().writeNew(temporary, zipped(contents())));
  }

  private Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> out = new TreeMap<>();
    Path folder = artifacts.folder(record.head().id());
    if (!record.head().small() && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.toList()) {
          if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            out.put(
                folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
          }
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    List<String> lines = trail.of(record.head().id());
    out.put(
        "trail.jsonl",
        (lines.isEmpty() ? "" : String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    out.put("verification.json", Json.file(verification()));
    StringBuilder sums = new StringBuilder();
    out.forEach((name, bytes) -> sums.append(Sha256.of(bytes) + "  " + name + "\n"));
    out.put("SHA256SUMS", sums.toString().getBytes(StandardCharsets.UTF_8));
    return out;
  }

  private ObjectNode verification() {
    ExecutionHead head = record.head();
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("execution_id", head.id());
    json.put("kind", head.kind().code());
    json.put("intent", head.intent());
    json.put("status", record.status().code());
    json.put("operator", head.operator());
    json.put("approved_by", head.approvedBy());
    json.put("started_at", Utc.format(head.startedAt()));
    ManifestLink link = record.manifest();
    json.put("manifest_position", link == null ? null : link.position());
    json.put("manifest_hash", link == null ? null : link.hash());
    json.put("whole", evidence.whole());
    ArrayNode checks = json.putArray("checks");
    for (ExecutionEvidence.Check check : evidence.checks()) {
      ObjectNode one = checks.addObject();
      one.put("piece", check.piece());
      one.put("state", check.state().name().toLowerCase(Locale.ROOT));
      one.put("expected", check.expected());
      one.put("found", check.found());
    }
    evidence.otherDamage().forEach(json.putArray("other_damage")::add);
    return json;
  }

  private byte[] zipped(Map<String, byte[]> contents) throws IOException {
    LocalDateTime time = LocalDateTime.ofInstant(record.head().startedAt(), ZoneOffset.UTC);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> content : contents.entrySet()) {
        ZipEntry entry = new ZipEntry(record.head().id() + "/" + content.getKey());
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
        zip.write(content.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
