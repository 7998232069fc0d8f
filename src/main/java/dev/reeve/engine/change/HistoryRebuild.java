package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Utc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the history anew from the folders of evidence, and small executions from the trail. Rows
 * that exist are left alone, so it can be run again. Source: {@code docs/reference/changes.md}.
 * Calls block.
 */
public final class HistoryRebuild {
  private final Store store;
  private final HistoryDao history;
  private final GovernanceDao governance;
  private final Artifacts artifacts;
  private final TrailLines trail;
  private final EngineClock clock;

  /** Rebuilds the history of this workspace. */
  public HistoryRebuild(
      Store store,
      HistoryDao history,
      GovernanceDao governance,
      Artifacts artifacts,
      TrailLines trail,
      EngineClock clock) {
    this.store = store;
    this.history = history;
    this.governance = governance;
    this.artifacts = artifacts;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param added rows made
   * @param ended ids of executions that a crash had left open and recovery has ended now
   * @param problems one sentence for each piece that could not be used
   */
  public record Report(int added, List<String> ended, List<String> problems) {
    Report withEnded(List<String> byRecovery) {
      return new Report(added, byRecovery, problems);
    }
  }

  /**
   * Reads all folders and the trail, and adds the rows that are missing.
   *
   * @throws IOException when the folder of executions cannot be listed
   */
  public Report run() throws IOException {
    List<String> problems = new ArrayList<>();
    List<EvidenceFolder> found = new ArrayList<>();
    for (String id : folders()) {
      found.add(EvidenceFolder.read(artifacts, id, problems));
    }
    found.sort(Comparator.comparing(EvidenceFolder::startedAt).thenComparing(EvidenceFolder::id));
    OnTrail onTrail = onTrail(problems);
    int added = 0;
    for (EvidenceFolder evidence : found) {
      added += store.write(tx -> answered(tx, evidence.id(), add(tx, evidence, problems), onTrail));
    }
    for (ExecutionResult result : onTrail.small()) {
      added += store.write(tx -> answered(tx, result.head().id(), addResult(tx, result), onTrail));
    }
    return new Report(added, List.of(), List.copyOf(problems));
  }

  private List<String> folders() throws IOException {
    if (!Files.isDirectory(artifacts.executions(), LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(artifacts.executions())) {
      return folders
          .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
          .map(folder -> String.valueOf(folder.getFileName()))
          .filter(name -> Ids.is(Ids.EXECUTION, name))
          .sorted()
          .toList();
    }
  }

  private int add(Tx tx, EvidenceFolder evidence, List<String> problems) throws SQLException {
    addGovernance(tx, evidence);
    ExecutionResult result = evidence.result();
    int added;
    if (result != null) {
      added = addResult(tx, result);
    } else {
      added = addUnfinished(tx, evidence, problems);
    }
    if (added == 0) {
      return 0;
    }
    ManifestLink manifest = evidence.manifest();
    if (manifest != null) {
      history.setManifest(tx, evidence.id(), manifest);
    } else if (result != null) {
      history.setFinalizePending(tx, evidence.id(), true);
    }
    if (evidence.pinned()) {
      history.setPinned(tx, evidence.id(), true);
    }
    return added;
  }

  private int addResult(Tx tx, ExecutionResult result) throws SQLException {
    String id = result.head().id();
    if (history.find(tx, id).isPresent()) {
      return 0;
    }
    history.insert(tx, result.head(), null);
    for (StepRecord step : result.steps()) {
      history.putStep(tx, id, step);
    }
    history.setFiles(tx, id, result.files());
    history.finish(tx, id, result.outcome());
    return 1;
  }

  /** An execution that a crash stopped gets its row back, so that recovery finds it. */
  private int addUnfinished(Tx tx, EvidenceFolder evidence, List<String> problems)
      throws SQLException {
    ChangePlan plan = evidence.plan();
    ChangeSet set = evidence.set();
    GovernanceDecision decision = evidence.decision();
    Optional<JsonNode> started =
        evidence.events().stream()
            .filter(event -> event.path("event").asText().equals("execution_started"))
            .findFirst();
    if (plan == null || set == null || decision == null || started.isEmpty()) {
      problems.add("The evidence of " + evidence.id() + " is too incomplete for a row.");
      return 0;
    }
    if (history.find(tx, evidence.id()).isPresent()) {
      return 0;
    }
    history.insert(tx, ExecutionLog.head(evidence.id(), plan, set, decision, started.get()), null);
    return 1;
  }

  private void addGovernance(Tx tx, EvidenceFolder evidence) throws SQLException {
    ChangePlan plan = evidence.plan();
    ChangeSet set = evidence.set();
    GovernanceDecision decision = evidence.decision();
    PolicySnapshot policy = evidence.policy();
    if (plan == null || set == null || decision == null || policy == null) {
      return;
    }
    governance.addPlan(tx, plan, clock.now());
    governance.addChangeSet(tx, set, plan.id(), decision.kind(), clock.now());
    if (policy.hash().equals(decision.policySnapshotHash())
        && governance.decision(tx, decision.id()).isEmpty()) {
      governance.addDecision(tx, decision, policy);
      for (Approval approval : evidence.approvals()) {
        governance.addApproval(tx, approval);
        governance.useApproval(tx, approval.id(), evidence.id(), clock.now());
      }
    }
  }

  /**
   * What only the trail knows.
   *
   * @param small results of small executions
   * @param answers what a person said about an execution that needed attention, by its id
   */
  private record OnTrail(List<ExecutionResult> small, Map<String, JsonNode> answers) {}

  private OnTrail onTrail(List<String> problems) {
    OnTrail out = new OnTrail(new ArrayList<>(), new HashMap<>());
    trail.each(
        line -> {
          JsonNode result = line.path("result");
          if (result.isObject()) {
            try {
              out.small().add(ExecutionResult.fromJson(exact(result, line.path("duration_ms"))));
            } catch (IllegalArgumentException e) {
              problems.add("A line of the trail holds no result: " + e.getMessage());
            }
          }
          if (line.path("type").asText().equals(Resolutions.RESOLVED)) {
            out.answers().put(line.path("execution_id").asText(), line);
          }
        });
    return out;
  }

  /** Gives a new row the answer that a person gave about it. */
  private int answered(Tx tx, String id, int added, OnTrail onTrail) throws SQLException {
    JsonNode answer = onTrail.answers().get(id);
    Optional<ExecutionRecord> row = history.find(tx, id);
    if (added == 0 || answer == null || row.isEmpty()) {
      return added;
    }
    ExecutionOutcome outcome = row.get().outcome();
    if (outcome != null && !answer.path("resolution").asText().equals(Resolutions.ACCEPTED)) {
      history.finish(tx, id, Outcomes.restored(outcome));
    }
    history.setResolved(tx, id, Utc.parse(answer.path("time").asText()));
    return added;
  }

  /** The trail holds whole numbers only, so the exact duration stands beside the result. */
  private static JsonNode exact(JsonNode result, JsonNode durationMs) {
    return durationMs.isIntegralNumber()
        ? ((ObjectNode) result.deepCopy()).put("duration_seconds", durationMs.longValue() / 1000.0)
        : result;
  }
}
