package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /** One folder, as far as it can be read. */
  private record Evidence(
      String id,
      @Nullable ChangePlan plan,
      @Nullable ChangeSet set,
      @Nullable GovernanceDecision decision,
      List<Approval> approvals,
      @Nullable PolicySnapshot policy,
      @Nullable ExecutionResult result,
      List<JsonNode> events,
      @Nullable ManifestLink manifest,
      boolean pinned,
      @Nullable Instant resolved) {

    Instant startedAt() {
      ExecutionResult end = result;
      return end == null ? Instant.MAX : end.head().startedAt();
    }
  }

  /**
   * Reads all folders and the trail, and adds the rows that are missing.
   *
   * @throws IOException when the folder of executions cannot be listed
   */
  public Report run() throws IOException {
    List<String> problems = new ArrayList<>();
    List<Evidence> found = new ArrayList<>();
    for (String id : folders()) {
      found.add(read(id, problems));
    }
    found.sort(Comparator.comparing(Evidence::startedAt).thenComparing(Evidence::id));
    int added = 0;
    for (Evidence evidence : found) {
      added += store.write(tx -> add(tx, evidence, problems));
    }
    List<ExecutionResult> small = small(problems);
    for (ExecutionResult result : small) {
      added += store.write(tx -> addResult(tx, result));
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

  /** Makes a value of a piece's JSON. */
  private interface Type<T> {
    T of(JsonNode json);
  }

  private Evidence read(String id, List<String> problems) {
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
    return new Evidence(
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
        Files.exists(folder.resolve(Artifacts.PINNED), LinkOption.NOFOLLOW_LINKS),
        resolved(folder.resolve("resolution.log"), problems));
  }

  private static @Nullable Instant resolved(Path log, List<String> problems) {
    try {
      return Files.exists(log) ? Files.getLastModifiedTime(log).toInstant() : null;
    } catch (IOException e) {
      problems.add(log + " cannot be read: " + e.getMessage());
      return null;
    }
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

  private int add(Tx tx, Evidence evidence, List<String> problems) throws SQLException {
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
    Instant resolved = evidence.resolved();
    if (resolved != null) {
      history.setResolved(tx, evidence.id(), resolved);
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
  private int addUnfinished(Tx tx, Evidence evidence, List<String> problems) throws SQLException {
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

  private void addGovernance(Tx tx, Evidence evidence) throws SQLException {
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

  private List<ExecutionResult> small(List<String> problems) {
    List<ExecutionResult> out = new ArrayList<>();
    trail.each(
        line -> {
          JsonNode result = line.path("result");
          if (result.isObject()) {
            try {
              out.add(ExecutionResult.fromJson(exact(result, line.path("duration_ms"))));
            } catch (IllegalArgumentException e) {
              problems.add("A line of the trail holds no result: " + e.getMessage());
            }
          }
        });
    return out;
  }

  /** The trail holds whole numbers only, so the exact duration stands beside the result. */
  private static JsonNode exact(JsonNode result, JsonNode durationMs) {
    return durationMs.isIntegralNumber()
        ? ((ObjectNode) result.deepCopy()).put("duration_seconds", durationMs.longValue() / 1000.0)
        : result;
  }
}
