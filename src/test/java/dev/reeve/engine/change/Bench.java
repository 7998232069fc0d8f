package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.lock.LockHandle;
import dev.reeve.engine.lock.LockOperation;
import dev.reeve.engine.lock.LockParts;
import dev.reeve.engine.lock.Locks;
import dev.reeve.engine.lock.PathLocks;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An opened workspace with the parts of the change room, as {@code Engine} joins them. */
final class Bench implements AutoCloseable {
  final Path root;
  final FaultyFiles files = new FaultyFiles();
  final EngineClock clock;
  final Workspace workspace;
  final Store store;
  final EventBus bus = new EventBus();
  final HistoryDao history = new HistoryDao(bus);
  final Trail trail;
  final Vault vault;
  final Reserve reserve;
  final Owners owners;
  volatile Checkpoints checkpoints = Checkpoints.NONE;
  final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  final Locks locks;
  final Approvals approvals;
  final Governance governance;
  final Artifacts artifacts;
  final ManifestChain manifests;
  final ChangeTools tools;
  final SingleFileCommit single;
  final SmallRecovery smallRecovery;
  final Recovery recovery;
  final Executor executor;
  final Undo undo;
  final Resolutions resolutions;
  final List<String> ownWrites = new CopyOnWriteArrayList<>();

  Bench(Path root) {
    this(root, EngineClock.system(), new ExecutionLimits(sec(300), sec(60), sec(20)));
  }

  Bench(Path root, EngineClock clock, ExecutionLimits limits) {
    try {
      this.root = root.toRealPath();
      Files.createDirectories(root.resolve(".reeve/state"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.clock = clock;
    this.workspace = Workspace.open(root, files);
    this.store = Store.open(workspace.own("state", "reeve.db"), clock);
    this.trail = Trail.open(workspace, clock);
    this.vault = new Vault(workspace, clock);
    this.reserve = new Reserve(workspace);
    reserve.ensure();
    this.locks =
        Locks.open(LockParts.of(workspace, store, clock, bus, timer, (who, why, old) -> {}));
    this.owners =
        new Owners() {
          @Override
          public String current() {
            return locks.session().id();
          }

          @Override
          public boolean lives(String session) {
            return locks.sessionLives(session);
          }
        };
    GovernanceDao governanceDao = new GovernanceDao();
    ChangeSetIntake intake = new ChangeSetIntake(clock, IntakeLimits.DEFAULT);
    this.approvals = new Approvals(store, governanceDao, trail, clock, Duration.ofHours(24));
    this.governance =
        new Governance(
            workspace,
            store,
            governanceDao,
            intake,
            new AllowingGate(new BuiltInGate(workspace, clock, intake)),
            trail,
            clock);
    this.artifacts = new Artifacts(workspace);
    this.manifests = new ManifestChain(workspace, store, history, artifacts);
    this.tools =
        new ChangeTools(
            workspace,
            store,
            clock,
            history,
            governanceDao,
            approvals,
            new IdempotencyDao(Duration.ofHours(1)),
            artifacts,
            manifests,
            trail,
            new KeptEdits(workspace, store, clock, bus),
            vault,
            reserve,
            new Leased(locks.paths()),
            owners,
            (path, hash) -> ownWrites.add(path + " " + hash),
            (name, id, index) -> checkpoints.onPoint(name, id, index),
            limits);
    this.single = new SingleFileCommit(tools);
    this.smallRecovery = new SmallRecovery(tools);
    this.recovery = new Recovery(tools);
    this.executor = new Executor(tools, recovery);
    this.undo =
        new Undo(tools, new OwnWord(tools, governance, executor), new ShownSubmissions(workspace));
    this.resolutions = new Resolutions(tools);
  }

  static Duration sec(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** The lock room's path locks as the executor wants them. */
  private record Leased(PathLocks paths) implements WriteLocks {
    @Override
    public Held acquire(
        Set<SafePath> set,
        boolean wholeWorkspace,
        String executionId,
        Duration timeout,
        BooleanSupplier cancelled) {
      LockOperation operation = new LockOperation("change", "execution", executionId);
      LockHandle handle =
          wholeWorkspace
              ? paths.acquireRoot(operation, "apply", timeout, cancelled)
              : paths.acquire(operation, "apply", set, timeout, cancelled);
      return new Held() {
        @Override
        public void require(Tx tx) throws SQLException {
          handle.verify(tx);
        }

        @Override
        public void close() {
          handle.close();
        }
      };
    }
  }

  /** Allows what was proposed as low at once, so that a test needs no approval it is not about. */
  private record AllowingGate(Gate strict) implements Gate {
    @Override
    public GovernanceDecision judge(
        Submission submission, PolicySnapshot policy, AuditHashes audit) {
      GovernanceDecision d = strict.judge(submission, policy, audit);
      boolean allowed =
          d.verdict() == Verdict.NEED_APPROVAL
              && submission.plan().riskProposed() == Risk.LOW
              && d.kind() != ChangeKind.REVERT;
      return new GovernanceDecision(
          d.id(),
          d.planId(),
          d.changeSetId(),
          d.kind(),
          allowed ? Verdict.ALLOW : d.verdict(),
          d.reasons(),
          d.findings(),
          d.violatedPolicies(),
          d.requiredActions(),
          d.suggestions(),
          d.riskEffective(),
          d.policySnapshotHash(),
          d.audit(),
          d.gateVersion(),
          d.evaluatedAt(),
          d.evaluator(),
          d.subjectHash(),
          d.hintsDigest(),
          d.unknown());
    }

    @Override
    public Verdict verdictOnPaper(Submission submission, PolicySnapshot policy) {
      return strict.verdictOnPaper(submission, policy);
    }
  }

  /** A plan of the given risk for these changes. */
  static Submission submission(Risk risk, FileChange... changes) {
    return submission(risk, ChangeKind.CHANGES, changes);
  }

  static Submission submission(Risk risk, ChangeKind kind, FileChange... changes) {
    ChangePlan plan =
        TestPlans.plan(
            "Change files",
            Arrays.stream(changes).map(FileChange::path).toList(),
            "tester",
            risk,
            "restore",
            Instant.parse("2026-03-01T10:00:00Z"));
    ChangeSet set = ChangeSet.of(plan.id(), List.of(changes), "tester", plan.createdAt());
    return new Submission(plan, set, kind);
  }

  Governance.Judged judged(FileChange... changes) {
    boolean moves = Arrays.stream(changes).anyMatch(change -> change.to() != null);
    ChangeKind kind = moves ? ChangeKind.HEADER : ChangeKind.CHANGES;
    return governance.submit(submission(Risk.LOW, kind, changes), "tester");
  }

  ExecutionResult execute(Governance.Judged judged) {
    return executor.execute(judged.submission(), judged.decision(), ExecutionOptions.of("tester"));
  }

  ExecutionResult execute(FileChange... changes) {
    return execute(judged(changes));
  }

  /** Halts the process at the point, counted from 1; for a victim's main. */
  void haltAt(String point, int at) {
    checkpoints =
        (name, id, index) -> {
          if (name.equals(point) && (index == at || at == 0)) {
            Runtime.getRuntime().halt(9);
          }
        };
  }

  void failAt(String point, int at, IOException failure) {
    checkpoints =
        (name, id, index) -> {
          if (name.equals(point) && (index == at || at == 0)) {
            throw failure;
          }
        };
  }

  Path write(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String path) {
    try {
      return Files.readString(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One file to be created, or replaced where a present content is given. */
  static SingleFileRequest request(
      ChangeKind kind,
      String path,
      @Nullable String present,
      String next,
      SingleFileRequest.Evidence evidence) {
    return new SingleFileRequest(
        Ids.next(Ids.EXECUTION),
        kind,
        "Change " + path,
        "ann",
        path(path),
        present == null
            ? SingleFileRequest.Present.ABSENT
            : new SingleFileRequest.Present(Sha256.of(present), bytes(present)),
        new SingleFileRequest.Next(bytes(next), null),
        evidence,
        WriteLocks.WriteFence.NONE);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static SafePath path(String text) {
    try {
      return SafePath.of(text);
    } catch (SafePath.Refused e) {
      throw new IllegalArgumentException(e);
    }
  }

  ExecutionRecord record(String id) {
    return store.read(tx -> history.find(tx, id)).orElseThrow();
  }

  /** Every user file with hash, mode and time: what must be the same before and after. */
  TreeMap<String, String> picture() {
    TreeMap<String, String> out = new TreeMap<>();
    try (Stream<Path> top = Files.list(root)) {
      for (Path path : (Iterable<Path>) top::iterator) {
        if (!path.endsWith(".reeve")) {
          out.putAll(picture(path));
        }
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TreeMap<String, String> picture(Path folder) {
    TreeMap<String, String> out = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = root.relativize(path).toString();
        out.put(
            name,
            Files.isDirectory(path)
                ? "folder"
                : Sha256.of(path)
                    + " "
                    + Files.getPosixFilePermissions(path)
                    + " "
                    + Files.getLastModifiedTime(path));
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    locks.close();
    timer.shutdownNow();
    store.close();
  }

  /** The same decision, as it is when the gate denies it; on record. */
  GovernanceDecision denied(GovernanceDecision of) {
    ObjectNode json = of.toJson();
    json.put("id", Ids.next(Ids.DECISION));
    json.put("verdict", Verdict.DENY.code());
    GovernanceDecision denied = GovernanceDecision.fromJson(json);
    store.write(
        tx -> {
          tools.governance().addDecision(tx, denied, PolicySnapshot.read(workspace));
          return true;
        });
    return denied;
  }
}
