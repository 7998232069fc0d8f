package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The model half of the room on a real folder and database, with a trail and vault in memory. */
final class ChangeRoom implements AutoCloseable, TrailLines, Blobs {
  final SettableClock clock = new SettableClock("2026-03-01T00:00:00Z");
  final List<EngineEvent> events = Collections.synchronizedList(new ArrayList<>());
  final Map<String, byte[]> vault = new HashMap<>();
  final List<JsonNode> trail = new ArrayList<>();
  final EventBus bus = new EventBus();
  final HistoryDao history = new HistoryDao(bus);
  final GovernanceDao governanceDao = new GovernanceDao();
  final Workspace workspace;
  final ChangeSetIntake intake;
  final BuiltInGate gate;
  final Artifacts artifacts;
  final Trail realTrail;
  Store store;

  ChangeRoom(Path root) {
    this(root, "");
  }

  ChangeRoom(Path root, String config) {
    try {
      Files.createDirectories(root.resolve(".reeve/state"));
      Files.writeString(root.resolve(".reeve/config.toml"), config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    workspace = Workspace.open(root, new DiskFileLayer());
    intake = new ChangeSetIntake(clock, IntakeLimits.DEFAULT);
    gate = new BuiltInGate(workspace, clock, intake);
    artifacts = new Artifacts(workspace);
    store = Store.open(database(), clock);
    realTrail = Trail.open(workspace, clock);
    bus.subscribe(events::add);
  }

  Path database() {
    return workspace.own("state", "reeve.db");
  }

  Governance governance() {
    return new Governance(workspace, store, governanceDao, intake, gate, realTrail, clock);
  }

  Approvals approvals() {
    return new Approvals(store, governanceDao, realTrail, clock, Duration.ofHours(24));
  }

  ArtifactReader reader() {
    return new ArtifactReader(store, history, artifacts);
  }

  ManifestChain chain() {
    return new ManifestChain(workspace, store, history, artifacts);
  }

  ExecutionHistory executions() {
    return new ExecutionHistory(workspace, store, history, governanceDao, artifacts, this, this);
  }

  HistoryRebuild rebuild() {
    return new HistoryRebuild(store, history, governanceDao, artifacts, this, clock);
  }

  Replay replay() {
    return new Replay(workspace, reader(), gate);
  }

  ChangePlan plan(Risk risk) {
    return TestPlans.plan("Add note", List.of("**"), "t", risk, "restore backup", clock.now());
  }

  Submission submission(Risk risk, FileChange... changes) {
    ChangePlan plan = plan(risk);
    ChangeSet set = ChangeSet.of(plan.id(), List.of(changes), "t", clock.now());
    return new Submission(plan, set, ChangeKind.CHANGES);
  }

  /** An ended execution with its whole evidence, sealed, as the executor leaves it. */
  ExecutionResult execute(ExecutionStatus status, String path, String content) {
    Submission submission = submission(Risk.LOW, FileChange.create(path, content));
    return execute(submission, status, null);
  }

  ExecutionResult execute(
      Submission submission, ExecutionStatus status, @Nullable ExecutionHead parent) {
    Governance.Judged judged = governance().submit(submission, "ann");
    String id = Ids.next(Ids.EXECUTION);
    ExecutionHead head =
        ExecutionHead.of(
            id,
            judged.submission(),
            judged.decision(),
            TriggerKind.MANUAL,
            "ann",
            false,
            clock.now());
    if (parent != null) {
      head = head.follows(parent.id(), parent.correlationId(), null);
    }
    ExecutionHead started = head;
    try {
      PolicySnapshot policy = PolicySnapshot.read(workspace);
      artifacts.begin(
          id,
          judged.submission().plan(),
          judged.submission().changeSet(),
          judged.decision(),
          List.of(),
          policy);
      ExecutionLog log = ExecutionLog.open(artifacts, id, clock);
      log.started(started);
      write(tx -> history.insert(tx, started, "session"));
      log.stepStart(1, "validate");
      write(tx -> history.startStep(tx, id, 1, "validate", clock.now()));
      clock.advance(Duration.ofSeconds(2));
      log.stepEnd(1, "validate", StepRecord.Status.COMPLETED, 2, null, null);
      write(
          tx ->
              history.endStep(tx, id, 1, StepRecord.Status.COMPLETED, clock.now(), 2, null, null));
      List<FileOutcome> files = files(submission, status);
      ExecutionOutcome outcome = outcome(status, files.size());
      List<StepRecord> steps = store.read(tx -> history.steps(tx, id));
      ExecutionResult result =
          new ExecutionResult(started, outcome, false, steps, files, List.of(), List.of());
      log.finished(outcome);
      artifacts.result(result);
      write(
          tx -> {
            history.setFiles(tx, id, files);
            history.finish(tx, id, outcome);
          });
      chain().seal(id);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<FileOutcome> files(Submission submission, ExecutionStatus status)
      throws IOException {
    List<FileOutcome> files = new ArrayList<>();
    for (FileChange change : submission.changeSet().changes()) {
      String before = change.expectedHash();
      String after = change.intendedHash();
      files.add(
          new FileOutcome(change.path(), change.operation(), before, after, null, change.to()));
      byte[] bytes = change.newBytes();
      if (status == ExecutionStatus.COMPLETED && bytes != null) {
        Path file = workspace.root().resolve(change.path());
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
      }
    }
    return files;
  }

  ExecutionOutcome outcome(ExecutionStatus status, int files) {
    boolean ok = status == ExecutionStatus.COMPLETED;
    return new ExecutionOutcome(
        status,
        ok ? "ChangeSet applied successfully" : "Execution failed: no",
        ok ? files : 0,
        ok ? true : null,
        null,
        2,
        clock.now(),
        status == ExecutionStatus.ROLLED_BACK,
        ok ? null : "VERIFY_FAILED",
        ok ? null : "the check failed",
        ok ? null : "verify",
        0);
  }

  /** A unit without an answer. */
  interface Work {
    void run(dev.reeve.engine.store.Tx tx) throws java.sql.SQLException;
  }

  void write(Work work) {
    store.write(
        tx -> {
          work.run(tx);
          return true;
        });
  }

  String keep(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    vault.put(Sha256.of(bytes), bytes);
    return Sha256.of(bytes);
  }

  @Override
  public byte @Nullable [] read(String sha256) {
    return vault.get(sha256);
  }

  @Override
  public List<String> of(String executionId) {
    return trail.stream()
        .filter(line -> line.path("execution_id").asText().equals(executionId))
        .map(JsonNode::toString)
        .toList();
  }

  @Override
  public void each(Consumer<JsonNode> line) {
    trail.forEach(line);
  }

  @Override
  public void close() {
    store.close();
  }
}
