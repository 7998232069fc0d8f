package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Undoes an execution that stands, as a new execution with its own expectations: every file must
 * still be as that execution left it. It goes through the gate like any other change; who asks for
 * it approves it with that, where the gate leaves it to a person and the rules let this person.
 * Source: {@code docs/reference/executions.md}. Blocks.
 */
public final class Undo {
  private final ChangeTools tools;
  private final OwnWord word;
  private final ShownSubmissions shown;

  /** The undo of this workspace. */
  Undo(ChangeTools tools, OwnWord word, ShownSubmissions shown) {
    this.tools = tools;
    this.word = word;
    this.shown = shown;
  }

  /**
   * Does it.
   *
   * @param account signed-in account
   * @throws EngineException {@code NOT_FOUND}; {@code NOT_REVERTIBLE} when there is nothing to undo
   *     or a former content is no longer kept; {@code DECISION_DENIED} when the gate refuses it;
   *     what {@link Approvals#approve} says when this person may not approve it
   */
  public ExecutionResult revert(String executionId, String account) {
    return revert(executionId, account, "");
  }

  /**
   * The same with the reason of who asks for it.
   *
   * @param notes go beside the approval; empty for none
   */
  public ExecutionResult revert(String executionId, String account, String notes) {
    return revert(executionId, account, notes, null);
  }

  /**
   * The same as it was shown before.
   *
   * @param seen subject hash that was shown; null where nothing was
   * @throws EngineException {@code REVERT_STALE} as well, when it would have another hash than that
   */
  public ExecutionResult revert(
      String executionId, String account, String notes, @Nullable String seen) {
    ExecutionRecord record = record(executionId);
    Submission made = inverse(record, account);
    Submission inverse = seen == null ? made : shown.take(executionId, made, seen);
    if (inverse == null) {
      throw EngineException.of(
              Kind.CONFLICT,
              "REVERT_STALE",
              "Nothing was undone: the policy or the undo is another than you were shown.")
          .with("Nothing was changed.", "Look at the undo again.");
    }
    return word.carryOut(
        inverse,
        ExecutionOptions.of(account).follows(TriggerKind.REPAIR, record.head(), false),
        notes,
        executionId + " was not undone",
        (judged, execution) ->
            new UndoLines(tools.trail())
                .around(account, members(executionId, judged.decision()), execution, Undo::ending));
  }

  /**
   * What an undo would hand in.
   *
   * @throws EngineException {@code NOT_FOUND}; {@code NOT_REVERTIBLE}
   */
  Submission inverse(String executionId, String account) {
    return inverse(record(executionId), account);
  }

  /**
   * The same, to be shown: with its hash {@link #revert} hands in exactly this.
   *
   * @throws EngineException as {@link #inverse}
   */
  Submission toShow(String executionId, String account) {
    return shown.put(executionId, inverse(executionId, account));
  }

  private Submission inverse(ExecutionRecord record, String account) {
    String id = record.head().id();
    String why = notRevertible(record);
    if (why != null) {
      throw EngineException.of(Kind.CONFLICT, "NOT_REVERTIBLE", id + " was not undone: " + why)
          .with("Nothing was changed.", "");
    }
    String intent = "Undo " + id + ": " + record.head().intent();
    ChangePlan plan =
        ChangePlan.internal(
            intent.length() <= 2000 ? intent : intent.substring(0, 2000),
            "Asked for by " + account,
            record.head().affectedPaths(),
            account,
            tools.clock().now());
    ChangeSet set = ChangeSet.of(plan.id(), changes(record), account, tools.clock().now());
    return new Submission(plan, set, ChangeKind.REVERT);
  }

  private static UndoLines.Ending ending(ExecutionResult result) {
    ExecutionOutcome outcome = result.outcome();
    String code = outcome.success() ? null : Objects.toString(outcome.errorCode(), "INTERNAL");
    return new UndoLines.Ending(result.head().id(), code);
  }

  private static ObjectNode members(String executionId, GovernanceDecision decision) {
    ObjectNode members = Json.mapper().createObjectNode();
    members.put("undoes_execution_id", executionId);
    members.put("decision_id", decision.id());
    members.put("changeset_id", decision.changeSetId());
    return members;
  }

  private ExecutionRecord record(String id) {
    Ids.require(Ids.EXECUTION, id);
    return tools
        .store()
        .read(tx -> tools.history().find(tx, id))
        .orElseThrow(
            () -> EngineException.of(Kind.NOT_FOUND, "NOT_FOUND", "There is no execution " + id));
  }

  /** Why an execution cannot be undone now, for people; null when it can. */
  public @Nullable String notRevertible(ExecutionRecord record) {
    ExecutionOutcome outcome = record.outcome();
    if (outcome == null || record.head().dryRun() || outcome.filesChanged() == 0) {
      return "it changed no file.";
    }
    if (record.status() != ExecutionStatus.COMPLETED && record.status() != ExecutionStatus.FAILED) {
      return "it does not stand.";
    }
    try {
      for (BackupIndex.Entry entry : entries(record)) {
        String before = entry.beforeHash();
        if (before != null
            && entry.needsBackup()
            && !FileBytes.exists(tools.vault().blob(before))) {
          return "the former content of " + entry.path() + " is not in the vault.";
        }
      }
      return null;
    } catch (IOException e) {
      return "its evidence cannot be read: " + e.getMessage();
    }
  }

  /** What it did, as far as it was done: from its index, or from the history of a small one. */
  private List<BackupIndex.Entry> entries(ExecutionRecord record) throws IOException {
    String id = record.head().id();
    List<FileOutcome> done = tools.store().read(tx -> tools.history().files(tx, id));
    List<BackupIndex.Entry> out = new ArrayList<>();
    if (!record.head().small()) {
      for (BackupIndex.Entry entry : BackupIndex.read(tools.artifacts().folder(id)).entries()) {
        if (done.stream().anyMatch(file -> file.path().equals(entry.path().text()))) {
          out.add(entry);
        }
      }
      return out;
    }
    for (FileOutcome file : done) {
      out.add(
          new BackupIndex.Entry(
              out.size() + 1,
              file.operation(),
              Places.of(file.path()),
              null,
              file.beforeHash(),
              file.afterHash(),
              null,
              null,
              false));
    }
    return out;
  }

  private List<FileChange> changes(ExecutionRecord record) {
    List<FileChange> out = new ArrayList<>();
    try {
      for (BackupIndex.Entry entry : entries(record).reversed()) {
        out.add(inverse(entry));
      }
    } catch (IOException e) {
      throw Failures.of(e);
    }
    return out;
  }

  private static FileChange inverse(BackupIndex.Entry entry) {
    String path = entry.path().text();
    return switch (entry.operation()) {
      case CREATE -> FileChange.delete(path, hash(entry.afterHash()));
      case UPDATE ->
          FileChange.updateFromVault(path, hash(entry.afterHash()), hash(entry.beforeHash()))
              .withMode(entry.mode());
      case DELETE ->
          FileChange.createFromVault(path, hash(entry.beforeHash())).withMode(entry.mode());
      case MOVE ->
          FileChange.move(Objects.requireNonNull(entry.to()).text(), path, hash(entry.afterHash()));
      case COMPRESS -> throw new IllegalStateException("never done");
    };
  }

  private static String hash(@Nullable String hash) {
    return Objects.requireNonNull(hash);
  }
}
