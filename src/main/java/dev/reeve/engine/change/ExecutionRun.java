package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.change.Journal.State;
import dev.reeve.engine.change.Steps.Step;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One execution from its first record to its last. Used once, on one thread. */
final class ExecutionRun {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutionRun.class);

  private final ChangeTools tools;
  private final Admission admission;
  private final Recovery recovery;
  private final Submission submission;
  private final GovernanceDecision decision;
  private final ExecutionOptions options;
  private final Deadline deadline;
  private final ExecutionHead head;
  private final String id;
  private final ExecutionLog log;
  private final Steps steps;
  private final TreeMap<Integer, EngineException> refused = new TreeMap<>();
  private WriteLocks.@Nullable Held held;
  private @Nullable BackupIndex index;
  private boolean committed;
  private boolean clean = true;
  private long lockWaitMs;

  /**
   * @param log of the execution, which is on record by now
   */
  ExecutionRun(
      ChangeTools tools,
      Recovery recovery,
      Submission submission,
      GovernanceDecision decision,
      ExecutionOptions options,
      Deadline deadline,
      ExecutionHead head,
      ExecutionLog log) {
    this.tools = tools;
    this.admission = new Admission(tools);
    this.recovery = recovery;
    this.submission = submission;
    this.decision = decision;
    this.options = options;
    this.deadline = deadline;
    this.head = head;
    this.id = head.id();
    this.log = log;
    this.steps = new Steps(tools, id, log);
  }

  /** Runs it to its end; failures of the change are part of the result. */
  ExecutionResult run() {
    try {
      forward();
      return completed(!clean);
    } catch (EngineException e) {
      if (committed) {
        LOG.error("{} stands; its record is completed at the next start", id, e);
        return completed(true);
      }
      return options.itemised() && anyDone() ? partly(e) : failed(e);
    } finally {
      if (held != null) {
        held.close();
      }
    }
  }

  private void forward() {
    if (options.dryRun()) {
      rehearse();
      return;
    }
    steps.run(Step.LOCK, null, this::lock);
    deadline.stepStarts();
    steps.run(Step.VALIDATE, ExecutionStatus.VALIDATING, this::validate);
    steps.run(Step.CHECKSUM, null, this::checksum);
    deadline.stepStarts();
    steps.run(Step.BACKUP, ExecutionStatus.BACKING_UP, this::prepare);
    deadline.stepStarts();
    steps.run(Step.APPLY, ExecutionStatus.APPLYING, this::apply);
    deadline.stepStarts();
    steps.skip(Step.VERIFY, ExecutionStatus.VERIFYING, this::beforeVerify);
    steps.skip(Step.HEALTH, ExecutionStatus.HEALTH_CHECKING, this::nothing);
    deadline.stepStarts();
    steps.run(Step.FINALIZE, null, this::commit);
  }

  /** The same steps, each saying what it would do. */
  private void rehearse() {
    Rehearsal rehearsal = new Rehearsal(tools, submission.changeSet(), options, steps);
    steps.skip(Step.LOCK, null, rehearsal::lock);
    steps.run(Step.VALIDATE, ExecutionStatus.VALIDATING, this::validate);
    steps.run(Step.CHECKSUM, null, this::checksum);
    deadline.stepStarts();
    steps.run(Step.BACKUP, ExecutionStatus.BACKING_UP, rehearsal::backUp);
    steps.skip(Step.APPLY, null, rehearsal::apply);
    steps.skip(Step.VERIFY, null, this::nothing);
    steps.skip(Step.HEALTH, null, this::nothing);
    committed = true;
    steps.run(Step.FINALIZE, null, rehearsal::finish);
  }

  private boolean nothing() {
    return true;
  }

  private boolean lock() throws IOException {
    long since = tools.clock().nanos();
    boolean everything = options.exclusive() || decision.riskEffective().compareTo(Risk.HIGH) >= 0;
    Set<SafePath> paths = new HashSet<>(Admission.paths(submission.changeSet()));
    held =
        tools.locks().acquire(paths, everything, id, tools.limits().lock(), deadline::isCancelled);
    lockWaitMs = (tools.clock().nanos() - since) / 1_000_000;
    ObjectNode wait = Json.mapper().createObjectNode();
    wait.put("waited_ms", lockWaitMs);
    log.event("lock_wait", wait);
    recovery.closeDead(); // a dead holder's files are put back before we look at ours
    tools.checkpoints().onPoint("after_lock", id, 0);
    return true;
  }

  private boolean validate() throws IOException {
    switch (admission.ask(submission, decision, options)) {
      case Admission.Answer.Admitted admitted ->
          steps.say("decision " + decision.id() + ": " + decision.verdict().code());
      case Admission.Answer.UsedBy used ->
          throw Failures.of(
              "APPROVAL_INVALID", "The approval was used by " + used.executionId() + " already");
      case Admission.Answer.Refused no -> {
        if (!options.dryRun() || !no.why().code().equals("APPROVAL_REQUIRED")) {
          throw no.why();
        }
        steps.say("not approved yet: " + no.why().getMessage());
      }
    }
    admission.requireGround(submission);
    deadline.check();
    return true;
  }

  private boolean checksum() throws IOException {
    if (!submission.changeSet().checksumHolds()) {
      throw Failures.of("CHECKSUM_MISMATCH", "The content is not what the checksum says");
    }
    steps.say("checksum " + submission.changeSet().checksum());
    return true;
  }

  private boolean prepare() throws IOException {
    Preflight preflight = new Preflight(tools.workspace(), tools.vault());
    Preflight.Found found = preflight.examine(submission.changeSet(), options.itemised());
    refused.putAll(found.refused());
    BackupIndex planned = found.index();
    Staging staging = new Staging(tools, id);
    staging.backUp(planned, deadline);
    index = planned;
    tools.checkpoints().onPoint("after_backup", id, 0);
    staging.stage(submission.changeSet(), planned, preflight, deadline);
    tools.checkpoints().onPoint("after_stage", id, 0);
    return true;
  }

  private boolean apply() throws IOException {
    tools.store().write(this::putIntent);
    tools.trail().append("execution_intent", Closing.actor(head), Closing.members(head));
    new Applying(tools, id, steps).run(submission.changeSet(), index(), refused, deadline);
    if (options.itemised() && refused.size() == submission.changeSet().changes().size()) {
      throw refused.firstEntry().getValue();
    }
    return true;
  }

  /** Fences, and the approval that is used up now, in one unit with the intent. */
  private boolean putIntent(Tx tx) throws SQLException {
    if (held != null) {
      held.require(tx);
    }
    if (decision.verdict() == Verdict.NEED_APPROVAL) {
      ApprovalCheck check =
          tools.approvals().check(tx, decision, options.approvalId(), decision.subjectHash());
      if (!(check instanceof ApprovalCheck.Granted granted)) {
        throw Failures.of("APPROVAL_INVALID", "The approval was used or withdrawn meanwhile");
      }
      tools.approvals().use(tx, granted, id);
    }
    return true;
  }

  private boolean beforeVerify() throws IOException {
    tools.checkpoints().onPoint("before_verify", id, 0);
    deadline.check();
    return true;
  }

  /** The commit mark; before it everything is undone, after it nothing is. */
  private boolean commit() throws IOException {
    tools.checkpoints().onPoint("before_commit", id, 0);
    deadline.commit();
    Journal journal = tools.journal(id);
    journal.append(State.VERIFIED, 0);
    journal.append(State.COMMITTED, 0);
    committed = true;
    tools.checkpoints().onPoint("after_commit", id, 0);
    tools.checkpoints().onPoint("before_finalize", id, 0);
    new Closing(tools).trail(head, outcome(), files());
    tools.vault().held().dropFiles(id);
    clean = new Staging(tools, id).clean(index());
    return true;
  }

  private ExecutionOutcome outcome() {
    double seconds = deadline.elapsedSeconds();
    if (options.dryRun()) {
      return Outcomes.dryRun(seconds, tools.clock().now());
    }
    int done = files().size();
    if (refused.isEmpty()) {
      return Outcomes.completed(done, seconds, tools.clock().now(), lockWaitMs);
    }
    EngineException first = refused.firstEntry().getValue();
    EngineException why =
        Failures.of(
            first.code(),
            done + " operations done, " + refused.size() + " not: " + first.getMessage());
    return Outcomes.failed(
        ExecutionStatus.FAILED,
        why,
        Step.APPLY.code(),
        done,
        seconds,
        tools.clock().now(),
        lockWaitMs);
  }

  private ExecutionResult completed(boolean pending) {
    List<FileOutcome> files = options.dryRun() ? List.of() : files();
    ExecutionOutcome outcome = outcome();
    try {
      return new Closing(tools).close(head, outcome, files, log, pending);
    } catch (EngineException e) {
      if (options.dryRun()) {
        throw e;
      }
      LOG.error("The files of {} stand; even its row is completed at the next start", id, e);
      return new ExecutionResult(head, outcome, false, List.of(), files, List.of(), List.of());
    }
  }

  private ExecutionResult failed(EngineException failure) {
    return new Unwinding(tools, head, steps)
        .run(index, failure, steps.failedStep(), deadline.elapsedSeconds(), lockWaitMs);
  }

  /** Operations of an itemised execution that were done stay done when the rest cannot go on. */
  private ExecutionResult partly(EngineException failure) {
    LOG.warn("{} stops early", id, failure);
    BackupIndex all = index();
    for (BackupIndex.Entry entry : all.entries()) {
      if (!isDone(entry)) {
        refused.putIfAbsent(entry.index(), failure);
      }
    }
    boolean pending = !new Staging(tools, id).clean(all);
    try {
      tools.journal(id).append(State.COMMITTED, 0);
      new Closing(tools).trail(head, outcome(), files());
    } catch (IOException | EngineException e) {
      LOG.error("The record of {} is completed at the next start", id, e);
      pending = true;
    }
    return completed(pending);
  }

  private boolean anyDone() {
    return index != null && index.entries().stream().anyMatch(this::isDone);
  }

  private boolean isDone(BackupIndex.Entry entry) {
    try {
      return !refused.containsKey(entry.index())
          && Journal.toUndo(tools.journal(id).read()).contains(entry.index())
          && FileState.of(entry, tools.workspace().root()) == FileState.AFTER;
    } catch (IOException e) {
      return false;
    }
  }

  private List<FileOutcome> files() {
    List<FileOutcome> out = new ArrayList<>();
    for (BackupIndex.Entry entry : index().entries()) {
      if (!refused.containsKey(entry.index())) {
        FileChange change = submission.changeSet().changes().get(entry.index() - 1);
        out.add(Applying.outcome(entry, change));
      }
    }
    return List.copyOf(out);
  }

  private BackupIndex index() {
    if (index == null) {
      throw new IllegalStateException("Nothing was prepared");
    }
    return index;
  }
}
