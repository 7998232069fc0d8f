package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Utc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator does about an execution that needs attention. Until then its paths are closed to
 * new executions; every answer goes into {@code resolution.log} and the trail. Source: {@code
 * docs/reference/executions.md}. Blocks.
 */
public final class Resolutions {
  private static final Logger LOG = LoggerFactory.getLogger(Resolutions.class);

  /** Type of the trail line. */
  static final String RESOLVED = "attention_resolved";

  /** On the trail, the answer after which the files are not as before. */
  static final String ACCEPTED = "accept_current";

  private final ChangeTools tools;

  /** The resolutions of this workspace. */
  public Resolutions(ChangeTools tools) {
    this.tools = tools;
  }

  /**
   * Tries again to put back what was not put back.
   *
   * @throws EngineException {@code ROLLBACK_CONFLICT} or {@code ROLLBACK_FAILED} when a file still
   *     is not as before; conflict when the execution does not need attention
   */
  public void retryRestore(String executionId, String account) {
    ExecutionRecord record = require(executionId);
    resolve(
        record,
        () -> {
          Rollback.Outcome outcome =
              new Rollback(tools, record.head()).run(index(record), left(record), inLog(record));
          if (!outcome.complete()) {
            throw Failures.of(outcome.code(), outcome.sentence())
                .with("What could be put back is put back.", byHand(record));
          }
          end(record, "retry_restore", account, ExecutionStatus.ROLLED_BACK);
          return true;
        });
  }

  /** Takes the files as they are now for right. */
  public void acceptCurrent(String executionId, String account) {
    ExecutionRecord record = require(executionId);
    resolve(
        record,
        () -> {
          end(record, ACCEPTED, account, ExecutionStatus.NEEDS_ATTENTION);
          return true;
        });
  }

  /**
   * Takes note that a person put the files back, and checks it.
   *
   * @throws EngineException {@code ROLLBACK_FAILED} when a file is not as before
   */
  public void restoredByHand(String executionId, String account) {
    ExecutionRecord record = require(executionId);
    resolve(
        record,
        () -> {
          for (FileOutcome file : expected(record)) {
            if (!Objects.equals(hashNow(record, file), file.beforeHash())) {
              throw Failures.of("ROLLBACK_FAILED", file.path() + " is not as before the execution");
            }
          }
          end(record, "restored_by_hand", account, ExecutionStatus.ROLLED_BACK);
          return true;
        });
  }

  /**
   * Answers in one of these ways.
   *
   * @throws EngineException as the three above
   */
  public void settle(String executionId, Settlement how, String account) {
    switch (how) {
      case RESTORE -> retryRestore(executionId, account);
      case ACCEPT -> acceptCurrent(executionId, account);
      case RESTORED -> restoredByHand(executionId, account);
    }
  }

  /**
   * How its files stand now; changes nothing.
   *
   * @throws EngineException {@code NOT_FOUND}; conflict when the execution does not need attention
   */
  public Unsettled look(String executionId) {
    ExecutionRecord record = require(executionId);
    try {
      return new Unsettled(
          executionId, expected(record).stream().map(file -> look(record, file)).toList());
    } catch (IOException e) {
      throw Failures.of(e);
    }
  }

  /** Null when nothing is there. */
  private @Nullable String hashNow(ExecutionRecord record, FileOutcome file) throws IOException {
    return FileState.hashOrNull(
        Places.check(tools.workspace(), Places.of(file.path()), record.head().kind()));
  }

  private Unsettled.File look(ExecutionRecord record, FileOutcome file) {
    try {
      String now = hashNow(record, file);
      Unsettled.State state =
          Objects.equals(now, file.beforeHash())
              ? Unsettled.State.AS_BEFORE
              : Objects.equals(now, file.afterHash())
                  ? Unsettled.State.AS_AFTER
                  : Unsettled.State.CHANGED;
      return new Unsettled.File(file.path(), state, file.beforeHash(), now);
    } catch (IOException | EngineException unreadable) {
      return new Unsettled.File(file.path(), Unsettled.State.UNREADABLE, file.beforeHash(), null);
    }
  }

  private ExecutionRecord require(String id) {
    Ids.require(Ids.EXECUTION, id);
    ExecutionRecord record =
        tools
            .store()
            .read(tx -> tools.history().find(tx, id))
            .orElseThrow(
                () -> EngineException.of(Kind.NOT_FOUND, "NOT_FOUND", "There is no " + id));
    if (record.status() != ExecutionStatus.NEEDS_ATTENTION || record.resolvedAt() != null) {
      throw EngineException.of(
          Kind.CONFLICT, "NOT_NEEDED", id + " was not resolved: it needs no attention.");
    }
    return record;
  }

  private void resolve(ExecutionRecord record, Steps.Body<Boolean> body) {
    Set<SafePath> paths = new HashSet<>();
    record.head().affectedPaths().forEach(path -> paths.add(Places.of(path)));
    Shielded.call(
        () -> {
          try (WriteLocks.Held held =
              tools
                  .locks()
                  .acquire(paths, false, record.head().id(), tools.limits().lock(), () -> false)) {
            return body.run();
          } catch (IOException e) {
            throw Failures.of(e);
          }
        });
  }

  private BackupIndex index(ExecutionRecord record) throws IOException {
    String id = record.head().id();
    return record.head().small()
        ? SmallEvidence.index(onlyFile(id), liveOfOurs(record))
        : BackupIndex.read(tools.artifacts().folder(id));
  }

  private List<Integer> left(ExecutionRecord record) throws IOException {
    return record.head().small()
        ? List.of(1)
        : Journal.toUndo(tools.journal(record.head().id()).read());
  }

  private FileOutcome onlyFile(String id) {
    return tools.store().read(tx -> tools.history().files(tx, id)).getFirst();
  }

  /** What a failing disk made of the new content was kept; in the place, it counts as ours. */
  private @Nullable String liveOfOurs(ExecutionRecord record) throws IOException {
    String id = record.head().id();
    FileOutcome file = onlyFile(id);
    String live = hashNow(record, file);
    return live != null && tools.vault().keeps(id, live) ? live : file.afterHash();
  }

  private String byHand(ExecutionRecord record) {
    String backup = record.head().small() ? tools.smallEvidence().backup(record.head().id()) : null;
    return backup == null
        ? "Put the rest back by hand, or accept it as it is."
        : "Put it back from its backup " + backup + ", or accept it as it is.";
  }

  private List<FileOutcome> expected(ExecutionRecord record) throws IOException {
    BackupIndex index = index(record);
    return left(record).stream()
        .map(index::entry)
        .map(
            entry ->
                new FileOutcome(
                    entry.path().text(),
                    entry.operation(),
                    entry.beforeHash(),
                    entry.to() == null ? entry.afterHash() : null,
                    null,
                    null))
        .toList();
  }

  private void end(ExecutionRecord record, String how, String account, ExecutionStatus status) {
    String id = record.head().id();
    ObjectNode members = Closing.members(record.head());
    members.put("resolution", how);
    tools.trail().append(RESOLVED, account, members);
    say(record, how + " by " + account);
    ExecutionOutcome before = record.outcome();
    tools
        .store()
        .write(
            tx -> {
              if (before != null && status == ExecutionStatus.ROLLED_BACK) {
                tools.history().finish(tx, id, Outcomes.restored(before));
              }
              tools.history().setResolved(tx, id, tools.clock().now());
              return true;
            });
  }

  /** Journal and index are sealed evidence by now; what is done later has its own log. */
  private Rollback.Notes inLog(ExecutionRecord record) {
    return new Rollback.Notes() {
      @Override
      public void before(BackupIndex.Entry entry) {
        say("about to put back " + entry.path());
      }

      @Override
      public void after(BackupIndex.Entry entry) {
        // said by the rollback itself
      }

      @Override
      public void say(String line) {
        Resolutions.this.say(record, line);
      }
    };
  }

  /** A small execution has no folder; of it the trail alone tells. */
  private void say(ExecutionRecord record, String line) {
    if (record.head().small()) {
      return;
    }
    String id = record.head().id();
    String text = "[" + Utc.format(tools.clock().now()) + "] " + line + "\n";
    try {
      tools
          .workspace()
          .ownFiles()
          .append(
              tools.artifacts().folder(id).resolve("resolution.log"),
              text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.warn("{}: the resolution log was not written: {}", id, line, e);
    }
  }
}
