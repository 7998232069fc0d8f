package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the evidence of one execution back and checks it; runs nothing. Missing and damaged pieces
 * are listed, never a failure. Source: {@code docs/reference/changes.md}. Calls block.
 */
public final class Replay {
  private final Workspace workspace;
  private final ArtifactReader reader;
  private final Gate gate;

  /** Replays the evidence of this workspace. */
  public Replay(Workspace workspace, ArtifactReader reader, Gate gate) {
    this.workspace = workspace;
    this.reader = reader;
    this.gate = gate;
  }

  /**
   * A log, or the end of a long one.
   *
   * @param totalBytes of the whole log
   */
  public record LogText(String text, long totalBytes) {}

  /**
   * What was found.
   *
   * @param stepLogs such as {@code 01_validate} to its text
   * @param missing pieces that are not there: plan, changeset, decision, execution
   * @param damaged pieces that do not parse, and files that differ from the manifest
   * @param checksumOk null when the change set cannot be read
   * @param subjectOk null when plan, change set, policy or decision cannot be read
   * @param verdictAgain what the gate says now under the kept policy, null when it cannot be asked
   * @param verdictSame whether that is the recorded verdict, null likewise
   * @param files each file against the live workspace
   */
  public record View(
      String executionId,
      ExecutionDetail.Integrity integrity,
      @Nullable JsonNode plan,
      @Nullable JsonNode changeSet,
      @Nullable JsonNode decision,
      @Nullable JsonNode execution,
      Map<String, LogText> stepLogs,
      @Nullable LogText stdout,
      @Nullable LogText stderr,
      List<String> missing,
      List<String> damaged,
      @Nullable Boolean checksumOk,
      @Nullable Boolean subjectOk,
      @Nullable Verdict verdictAgain,
      @Nullable Boolean verdictSame,
      List<LiveFile> files) {}

  /** The pieces of one execution as they are read, and what is wrong with them. */
  private final class Pieces {
    private final String id;
    private final List<String> missing = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();
    private final Map<String, JsonNode> json = new LinkedHashMap<>();

    Pieces(String id) {
      this.id = id;
    }

    <T> @Nullable T read(String file, Function<JsonNode, T> type) {
      String name = file.substring(0, file.length() - ".json".length());
      Optional<byte[]> bytes = reader.bytes(id, file);
      if (bytes.isEmpty()) {
        missing.add(name);
        return null;
      }
      try {
        JsonNode tree = Json.mapper().readTree(bytes.get());
        json.put(file, tree);
        return type.apply(tree);
      } catch (IOException | IllegalArgumentException unreadable) {
        damaged.add(name);
        return null;
      }
    }
  }

  /**
   * Reads one execution back.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code INVALID_ID} or {@code NOT_FOUND}
   */
  public View replay(String id) {
    ArtifactReader.Info info = reader.info(id);
    Pieces pieces = new Pieces(id);
    ChangePlan plan = pieces.read(Artifacts.PLAN, ChangePlan::fromJson);
    ChangeSet set = pieces.read(Artifacts.CHANGE_SET, ChangeSet::fromJson);
    GovernanceDecision decision = pieces.read(Artifacts.DECISION, GovernanceDecision::fromJson);
    ExecutionResult result = pieces.read(Artifacts.EXECUTION, ExecutionResult::fromJson);
    PolicySnapshot policy =
        reader.bytes(id, Artifacts.POLICY).map(PolicySnapshot::new).orElse(null);
    Boolean subjectOk = null;
    Verdict again = null;
    Boolean same = null;
    if (plan != null && set != null && decision != null && policy != null) {
      Submission submission = new Submission(plan, set, decision.kind());
      subjectOk = submission.subjectHash(policy).equals(decision.subjectHash());
      again = gate.verdictOnPaper(submission, policy);
      same = again == decision.verdict();
    }
    for (String file : info.damaged()) {
      String name = file.endsWith(".json") ? file.substring(0, file.length() - 5) : file;
      if (!pieces.missing.contains(name) && !pieces.damaged.contains(name)) {
        pieces.damaged.add(name);
      }
    }
    return new View(
        id,
        info.integrity(),
        pieces.json.get(Artifacts.PLAN),
        pieces.json.get(Artifacts.CHANGE_SET),
        pieces.json.get(Artifacts.DECISION),
        pieces.json.get(Artifacts.EXECUTION),
        StepLogs.of(reader, id, info),
        StepLogs.one(reader, id, Artifacts.STDOUT),
        StepLogs.one(reader, id, Artifacts.STDERR),
        List.copyOf(pieces.missing),
        List.copyOf(pieces.damaged),
        set == null ? null : set.checksumHolds(),
        subjectOk,
        again,
        same,
        result == null ? List.of() : live(result));
  }

  private List<LiveFile> live(ExecutionResult result) {
    boolean applied = result.outcome().success() && !result.head().dryRun();
    List<LiveFile> out = new ArrayList<>();
    for (FileOutcome file : result.files()) {
      String to = file.to();
      if (applied && to != null) {
        out.add(LiveFile.look(workspace, to, file.afterHash()));
      } else {
        String expected = applied ? file.afterHash() : file.beforeHash();
        out.add(LiveFile.look(workspace, file.path(), expected));
      }
    }
    return out;
  }
}
