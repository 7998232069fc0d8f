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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator does about an execution that needs attention. Until then its paths are closed to
 * new executions; every answer goes into {@code resolution.log} and the trail. Source: {@code
 * docs/reference/executions.md}. Blocks.
 */
public final class Resolutions {
  private static final Logger LOG = LoggerFactory.getLogger(Resolutions.class);

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
          BackupIndex index = BackupIndex.read(tools.artifacts().folder(executionId));
          Rollback.Outcome outcome =
              new Rollback(tools, executionId).run(index, left(executionId), inLog(executionId));
          if (!outcome.complete()) {
            throw Failures.of(outcome.code(), outcome.sentence());
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
          end(record, "accept_current", account, ExecutionStatus.NEEDS_ATTENTION);
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
            SafePath path = Places.of(file.path());
            String now = FileState.hashOrNull(Places.check(tools.workspace(), path));
            if (!Objects.equals(now, file.beforeHash())) {
              throw Failures.of("ROLLBACK_FAILED", path + " is not as before the execution");
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
      return new Unsettled(executionId, expected(record).stream().map(this::look).toList());
    } catch (IOException e) {
      throw Failures.of(e);
    }
  }

  private Unsettled.File look(FileOutcome file) {
    try {
      String now = FileState.hashOrNull(Places.check(tools.workspace(), Places.of(file.path())));
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

  private List<Integer> left(String id) throws IOException {
    return Journal.toUndo(tools.journal(id).read());
  }

  private List<FileOutcome> expected(ExecutionRecord record) throws IOException {
    String id = record.head().id();
    if (record.head().small()) {
      return tools.store().read(tx -> tools.history().files(tx, id));
    }
    BackupIndex index = BackupIndex.read(tools.artifacts().folder(id));
    return left(id).stream()
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
    tools.trail().append("attention_resolved", account, members);
    say(id, how + " by " + account);
    ExecutionOutcome before = record.outcome();
    tools
        .store()
        .write(
            tx -> {
              if (before != null && status == ExecutionStatus.ROLLED_BACK) {
                tools
                    .history()
                    .finish(
                        tx,
                        id,
                        new ExecutionOutcome(
                            status,
                            before.message(),
                            0,
                            before.verificationPassed(),
                            before.healthChecksPassed(),
                            before.durationSeconds(),
                            before.endedAt(),
                            true,
                            before.errorCode(),
                            before.errorMessage(),
                            before.errorStep(),
                            before.lockWaitMs()));
              }
              tools.history().setResolved(tx, id, tools.clock().now());
              return true;
            });
  }

  /** Journal and index are sealed evidence by now; what is done later has its own log. */
  private Rollback.Notes inLog(String id) {
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
        Resolutions.this.say(id, line);
      }
    };
  }

  private void say(String id, String line) {
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
