package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one execution as its folder holds it, as far as it can be read.
 *
 * @param result null when a crash stopped it
 * @param manifest its sealed place in the chain, null when it has none
 */
record EvidenceFolder(
    String id,
    @Nullable ChangePlan plan,
    @Nullable ChangeSet set,
    @Nullable GovernanceDecision decision,
    List<Approval> approvals,
    @Nullable PolicySnapshot policy,
    @Nullable ExecutionResult result,
    List<JsonNode> events,
    @Nullable ManifestLink manifest,
    boolean pinned) {

  /** What has no result comes last. */
  Instant startedAt() {
    ExecutionResult end = result;
    return end == null ? Instant.MAX : end.head().startedAt();
  }

  /** Makes a value of a piece's JSON. */
  private interface Type<T> {
    T of(JsonNode json);
  }

  /**
   * Reads a folder.
   *
   * @param problems gets a sentence for each piece that cannot be used
   */
  static EvidenceFolder read(Artifacts artifacts, String id, List<String> problems) {
    Path folder = artifacts.folder(id);
    byte[] manifest = bytes(folder, Artifacts.MANIFEST, problems);
    byte[] events = bytes(folder, Artifacts.EVENTS, problems);
    byte[] policy = bytes(folder, Artifacts.POLICY, problems);
    List<Approval> approvals =
        piece(
            folder,
            Artifacts.APPROVAL,
            list -> {
              List<Approval> out = new ArrayList<>();
              list.forEach(approval -> out.add(Approval.fromJson(approval)));
              return out;
            },
            problems);
    Manifest sealed = piece(folder, Artifacts.MANIFEST, Manifest::fromJson, problems);
    return new EvidenceFolder(
        id,
        piece(folder, Artifacts.PLAN, ChangePlan::fromJson, problems),
        piece(folder, Artifacts.CHANGE_SET, ChangeSet::fromJson, problems),
        piece(folder, Artifacts.DECISION, GovernanceDecision::fromJson, problems),
        approvals == null ? List.of() : approvals,
        policy == null ? null : new PolicySnapshot(policy),
        piece(folder, Artifacts.EXECUTION, ExecutionResult::fromJson, problems),
        events == null ? List.of() : EventLines.parse(events).events(),
        sealed == null || manifest == null
            ? null
            : new ManifestLink(sealed.position(), sealed.previousHash(), Sha256.of(manifest)),
        Files.exists(folder.resolve(Artifacts.PINNED), LinkOption.NOFOLLOW_LINKS));
  }

  private static byte @Nullable [] bytes(Path folder, String name, List<String> problems) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      problems.add(file + " cannot be read: " + e.getMessage());
      return null;
    }
  }

  private static <T> @Nullable T piece(
      Path folder, String name, Type<T> type, List<String> problems) {
    byte[] bytes = bytes(folder, name, problems);
    if (bytes == null) {
      return null;
    }
    try {
      return type.of(Json.mapper().readTree(bytes));
    } catch (IOException | IllegalArgumentException e) {
      problems.add(folder.resolve(name) + " is damaged: " + e.getMessage());
      return null;
    }
  }
}
