package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history row and the two trail lines, {@code intent} and an outcome, of a commit with small
 * evidence. The row and the line of the outcome hold the same result, so either can be made from
 * the other.
 */
final class SmallEvidence {
  private static final Logger LOG = LoggerFactory.getLogger(SmallEvidence.class);

  private final Store store;
  private final HistoryDao history;
  private final Trail trail;
  private final Owners owners;
  private final EngineClock clock;

  SmallEvidence(Store store, HistoryDao history, Trail trail, Owners owners, EngineClock clock) {
    this.store = store;
    this.history = history;
    this.trail = trail;
    this.owners = owners;
    this.clock = clock;
  }

  /** How a commit ended, with the type of its trail line. */
  enum Ending {
    COMMITTED("committed", ExecutionStatus.COMPLETED),
    ABORTED("aborted", ExecutionStatus.FAILED),
    ROLLED_BACK("rolled_back", ExecutionStatus.ROLLED_BACK),
    NEEDS_ATTENTION("needs_attention", ExecutionStatus.NEEDS_ATTENTION);

    final String line;
    final ExecutionStatus status;

    Ending(String line, ExecutionStatus status) {
      this.line = line;
      this.status = status;
    }
  }

  /** A commit that has begun. */
  record Open(ExecutionHead head, FileOutcome file, ObjectNode members, long startedNanos) {}

  /** What such a commit changes, for those who look at what it left. */
  static Leftovers.Change change(String executionId, FileOutcome file) {
    return new Leftovers.Change(
        executionId, Places.of(file.path()), file.beforeHash(), file.afterHash());
  }

  /**
   * The one file as an index of backups, so that it is put back like any other.
   *
   * @param ours hash of what lies in its place, if it came from this commit
   */
  static BackupIndex index(FileOutcome file, @Nullable String ours) {
    BackupIndex.Entry entry =
        new BackupIndex.Entry(
            1,
            file.operation(),
            Places.of(file.path()),
            null,
            file.beforeHash(),
            ours,
            file.mode(),
            null,
            false);
    return new BackupIndex(false, List.of(entry), List.of());
  }

  /** Name of the backup made before a commit, as the trail has it; null when there is none. */
  @Nullable String backup(String executionId) {
    return trail.list(TrailFilter.ofExecution(executionId), Integer.MAX_VALUE).stream()
        .filter(line -> line.type().equals("intent"))
        .map(line -> line.json().path("backup").textValue())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * Puts the intent on record: the row, in one unit with the fence, then the forced line.
   *
   * @throws EngineException {@code STALE_FENCE}, store or trail failures; nothing is touched then
   */
  Open begin(SingleFileRequest request, String newHash, @Nullable String backup) {
    String before = request.present().hash();
    FileOutcome file =
        new FileOutcome(
            request.target().text(),
            before == null ? FileChange.Operation.CREATE : FileChange.Operation.UPDATE,
            before,
            newHash,
            null,
            null);
    Open open = new Open(head(request), file, members(request, newHash, backup), clock.nanos());
    String id = request.executionId();
    store.write(
        tx -> {
          request.fence().require(tx);
          history.insert(tx, open.head(), owners.current());
          history.setFiles(tx, id, List.of(file));
          history.setStatus(tx, id, ExecutionStatus.APPLYING);
          return true;
        });
    try {
      trail.append("intent", actor(open.head()), open.members());
      return open;
    } catch (EngineException e) {
      finishRow(open, outcome(open, Ending.ABORTED, e.code(), e.getMessage()), false);
      throw e;
    }
  }

  private ExecutionHead head(SingleFileRequest request) {
    return new ExecutionHead(
        request.executionId(),
        request.kind(),
        request.intent(),
        "",
        "",
        "",
        null,
        null,
        "",
        "",
        Verdict.ALLOW,
        Risk.LOW,
        List.of(request.target().text()),
        request.operator(),
        TriggerKind.AUTOMATION,
        request.executionId(),
        request.undoes(),
        null,
        null,
        false,
        true,
        clock.now());
  }

  private static ObjectNode members(
      SingleFileRequest request, String newHash, @Nullable String backup) {
    ObjectNode out = Json.mapper().createObjectNode();
    out.put("execution_id", request.executionId());
    out.put("kind", request.kind().code());
    out.put("path", request.target().text());
    out.put("reason", request.intent());
    out.put("before_hash", request.present().hash());
    out.put("after_hash", newHash);
    out.put("backup", backup);
    out.put("patch_id", request.evidence().patchId());
    out.setAll(request.evidence().members());
    return out;
  }

  private static String actor(ExecutionHead head) {
    String operator = head.operator();
    return operator == null ? "reeve" : operator;
  }

  /**
   * Puts the outcome on record. It is already true on the disk, so a trail or store that cannot
   * take it now is logged and left to recovery.
   *
   * @return whether the trail has it
   */
  boolean end(Open open, Ending ending, @Nullable EngineException failure) {
    return end(open, ending, failure, true);
  }

  /** The same when something of it may be left for recovery to remove. */
  boolean end(Open open, Ending ending, @Nullable EngineException failure, boolean clean) {
    String code = failure == null ? null : failure.code();
    String message = failure == null ? null : failure.getMessage();
    return end(open, ending, code, message, false, clean);
  }

  /** An end that recovery found out. */
  void endFound(Open open, Ending ending, @Nullable String code, @Nullable String message) {
    end(open, ending, code, message, true, true);
  }

  private boolean end(
      Open open,
      Ending ending,
      @Nullable String code,
      @Nullable String message,
      boolean reconstructed,
      boolean clean) {
    ExecutionOutcome outcome = outcome(open, ending, code, message);
    boolean noted = true;
    try {
      trail.append(ending.line, actor(open.head()), closing(open, outcome, reconstructed));
    } catch (EngineException e) {
      LOG.error("The outcome of {} is left to recovery", open.head().id(), e);
      noted = false;
    }
    finishRow(open, outcome, !noted || !clean);
    return noted;
  }

  /** The trail has the outcome already and only the row lacks it. */
  void restoreRow(Open open, TrailLine closing) {
    ExecutionOutcome outcome = ExecutionResult.fromJson(closing.json().path("result")).outcome();
    finishRow(open, outcome, false);
  }

  private static ObjectNode closing(Open open, ExecutionOutcome outcome, boolean reconstructed) {
    ObjectNode members = open.members().deepCopy();
    if (reconstructed) {
      members.put("reconstructed", true);
    }
    members.put("error_code", outcome.errorCode());
    ObjectNode result =
        new ExecutionResult(
                open.head(), outcome, false, List.of(), List.of(open.file()), List.of(), List.of())
            .toJson();
    result.put("duration_seconds", Math.round(outcome.durationSeconds())); // cj has no fractions
    members.put("duration_ms", Math.round(outcome.durationSeconds() * 1000));
    members.set("result", result);
    return members;
  }

  private ExecutionOutcome outcome(
      Open open, Ending ending, @Nullable String code, @Nullable String message) {
    boolean committed = ending == Ending.COMMITTED;
    return new ExecutionOutcome(
        ending.status,
        committed ? "ChangeSet applied successfully" : "Execution failed: " + message,
        committed || ending == Ending.NEEDS_ATTENTION ? 1 : 0,
        null,
        null,
        (clock.nanos() - open.startedNanos()) / 1e9,
        clock.now(),
        ending == Ending.ROLLED_BACK,
        code,
        committed ? null : message,
        committed ? null : "apply",
        0);
  }

  private void finishRow(Open open, ExecutionOutcome outcome, boolean pending) {
    String id = open.head().id();
    try {
      store.write(
          tx -> {
            history.setFinalizePending(tx, id, pending);
            history.finish(tx, id, outcome);
            return true;
          });
    } catch (EngineException e) {
      LOG.error("The history row of {} is left to recovery", id, e);
    }
  }
}
