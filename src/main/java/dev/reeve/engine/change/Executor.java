package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the gate allowed or people approved: all of it or nothing, with full evidence.
 * It writes and never judges. A request that was carried out within the hour and whose files still
 * are as it left them is answered from its record; one that is running is joined. Source: {@code
 * docs/reference/executions.md}. Blocks; safe on any thread but the JavaFX one.
 */
public final class Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Executor.class);
  private static final long POLL_NANOS = Duration.ofMillis(200).toNanos();

  private final ChangeTools tools;
  private final Recovery recovery;
  private final Admission admission;
  private final Map<String, CompletableFuture<ExecutionResult>> inFlight =
      new ConcurrentHashMap<>();
  private final Map<String, Deadline> running = new ConcurrentHashMap<>();
  private volatile Consumer<ExecutionResult> ended = result -> {};

  /** The executor of this workspace. */
  public Executor(ChangeTools tools, Recovery recovery) {
    this.tools = tools;
    this.recovery = recovery;
    this.admission = new Admission(tools);
  }

  /**
   * Lets somebody hear of each execution that ran here, once it ended, however it did; a dry run
   * changed no file. It runs on the thread of the execution, and must not throw.
   */
  public void afterEach(Consumer<ExecutionResult> listener) {
    ended = listener;
  }

  /**
   * Executes a change set under a decision. Whatever goes wrong with the change itself, a refusal
   * included, is on record and in the result.
   *
   * @throws EngineException only when nothing could be put on record ({@code STORE_UNAVAILABLE} and
   *     the like): nothing was touched then, or recovery puts it back
   */
  public ExecutionResult execute(
      Submission submission, GovernanceDecision decision, ExecutionOptions options) {
    return Shielded.call(() -> answer(submission, decision, options));
  }

  private ExecutionResult answer(
      Submission submission, GovernanceDecision decision, ExecutionOptions options) {
    Admission.Answer admitted = admission.ask(submission, decision, options);
    boolean repeatable =
        !options.dryRun()
            && !(admitted instanceof Admission.Answer.Refused)
            && submission.changeSet().checksumHolds();
    if (!repeatable) {
      return run(submission, decision, options, List.of());
    }
    String key = IdempotencyDao.key(submission.plan().id(), submission.changeSet().checksum());
    CompletableFuture<ExecutionResult> mine = new CompletableFuture<>();
    CompletableFuture<ExecutionResult> first = inFlight.putIfAbsent(key, mine);
    if (first != null) {
      return joined(first);
    }
    try {
      ExecutionResult result = runOnce(submission, decision, options, admitted);
      mine.complete(result);
      return result;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      inFlight.remove(key, mine);
    }
  }

  private static ExecutionResult joined(CompletableFuture<ExecutionResult> first) {
    try {
      return first.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  private ExecutionResult runOnce(
      Submission submission,
      GovernanceDecision decision,
      ExecutionOptions options,
      Admission.Answer admitted) {
    awaitOtherProcess(submission);
    Optional<ExecutionResult> stored = stored(submission, admitted);
    if (stored.isPresent()) {
      ExecutionResult result = stored.get();
      tools
          .store()
          .write(
              tx -> {
                tools.history().addCacheHit(tx, result.head().id());
                return true;
              });
      return result.asCached();
    }
    List<Approval> approvals =
        admitted instanceof Admission.Answer.Admitted granted ? granted.approvals() : List.of();
    return run(submission, decision, options, approvals);
  }

  /**
   * The same request in another living process is waited for, and its result taken. One of this
   * process that is still open could not be put on record; the next start ends it.
   */
  private void awaitOtherProcess(Submission submission) {
    long since = tools.clock().nanos();
    while (tools
            .store()
            .read(
                tx ->
                    OpenExecutions.runningWith(
                        tx, submission.plan().id(), submission.changeSet().checksum()))
            .stream()
            .map(ExecutionRecord::ownerSession)
            .filter(Objects::nonNull)
            .filter(owner -> !owner.equals(tools.owners().current()))
            .anyMatch(owner -> tools.owners().lives(owner))
        && tools.clock().nanos() - since < tools.limits().lock().toNanos()) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private Optional<ExecutionResult> stored(Submission submission, Admission.Answer admitted) {
    Optional<String> id =
        tools
            .store()
            .read(
                tx ->
                    tools
                        .idempotency()
                        .lookup(
                            tx,
                            submission.plan().id(),
                            submission.changeSet().checksum(),
                            tools.clock().now()));
    if (admitted instanceof Admission.Answer.UsedBy used
        && !id.equals(Optional.of(used.executionId()))) {
      return Optional.empty();
    }
    return id.flatMap(this::readResult).filter(this::stillStands);
  }

  private Optional<ExecutionResult> readResult(String id) {
    Path file = tools.artifacts().folder(id).resolve(Artifacts.EXECUTION);
    try {
      return Optional.of(ExecutionResult.fromJson(Json.parse(Files.readString(file))));
    } catch (IOException | IllegalArgumentException e) {
      LOG.info("The stored result of {} does not answer again: {}", id, e.toString());
      return Optional.empty();
    }
  }

  private boolean stillStands(ExecutionResult result) {
    try {
      for (FileOutcome file : result.files()) {
        Path root = tools.workspace().root();
        String here = FileState.hashOrNull(root.resolve(file.path()));
        String to = file.to();
        boolean stands =
            to == null
                ? Objects.equals(here, file.afterHash())
                : here == null
                    && Objects.equals(FileState.hashOrNull(root.resolve(to)), file.afterHash());
        if (!stands) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private ExecutionResult run(
      Submission submission,
      GovernanceDecision decision,
      ExecutionOptions options,
      List<Approval> approvals) {
    Deadline deadline = new Deadline(tools.clock(), tools.limits());
    ExecutionHead head = head(submission, decision, options, approvals);
    running.put(head.id(), deadline);
    try {
      ExecutionLog log = new Opening(tools).open(head, submission, decision, approvals, deadline);
      ExecutionResult result =
          new ExecutionRun(tools, recovery, submission, decision, options, deadline, head, log)
              .run();
      ended.accept(result);
      return result;
    } finally {
      running.remove(head.id());
    }
  }

  private ExecutionHead head(
      Submission submission,
      GovernanceDecision decision,
      ExecutionOptions options,
      List<Approval> approvals) {
    String id = Ids.next(Ids.EXECUTION);
    ExecutionHead head =
        ExecutionHead.of(
            id,
            submission,
            decision,
            options.trigger(),
            options.operator(),
            false,
            tools.clock().now());
    if (!approvals.isEmpty()) {
      String accounts = String.join(", ", approvals.stream().map(Approval::approvedBy).toList());
      head = head.approved(options.approvalId(), accounts);
    }
    head = head.follows(options.parentId(), options.correlationId(), options.repairFor());
    return options.dryRun() ? head.asDryRun() : head;
  }

  /**
   * Stops a running execution at its next safe point; its files are put back.
   *
   * @throws EngineException conflict when the change stands already or does not run here
   */
  public void cancel(String executionId) {
    Deadline deadline = running.get(executionId);
    if (deadline == null || !deadline.cancel()) {
      throw EngineException.of(
              EngineException.Kind.CONFLICT,
              "NOT_RUNNING",
              executionId + " was not cancelled: it does not run here, or it is committed.")
          .with("Nothing was changed.", "Undo it instead when it was completed.");
    }
  }
}
