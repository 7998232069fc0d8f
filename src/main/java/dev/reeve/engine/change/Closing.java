package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes the record of an execution whose files are as they shall be: trail, history row,
 * idempotency, {@code execution.json}, manifest. What cannot be written now is marked {@code
 * finalize_pending} and completed at the next start; it never changes a file again.
 */
final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final ChangeTools tools;

  Closing(ChangeTools tools) {
    this.tools = tools;
  }

  /** The trail's lines of an ended execution: one a file, then the end. */
  void trail(ExecutionHead head, ExecutionOutcome outcome, List<FileOutcome> files) {
    String type = "execution_" + outcome.status().code();
    List<TrailLine.Draft> drafts = new ArrayList<>();
    for (FileOutcome file : files) {
      ObjectNode members = members(head);
      members.setAll(file.toJson());
      drafts.add(new TrailLine.Draft("file_changed", actor(head), members));
    }
    ObjectNode end = members(head);
    end.put("files_changed", outcome.filesChanged());
    end.put("error_code", outcome.errorCode());
    end.put("error_step", outcome.errorStep());
    drafts.add(new TrailLine.Draft(type, actor(head), end));
    tools.trail().append(drafts);
  }

  /** Whether the trail has the end of this execution already. */
  boolean onTrail(ExecutionHead head, ExecutionOutcome outcome) {
    String type = "execution_" + outcome.status().code();
    return tools.trail().list(TrailFilter.ofExecution(head.id()), Integer.MAX_VALUE).stream()
        .anyMatch(line -> line.type().equals(type));
  }

  static ObjectNode members(ExecutionHead head) {
    ObjectNode members = Json.mapper().createObjectNode();
    members.put("execution_id", head.id());
    members.put("kind", head.kind().code());
    members.put("reason", head.intent());
    members.put("subject_hash", head.subjectHash());
    members.put("approval_id", head.approvalId());
    return members;
  }

  static String actor(ExecutionHead head) {
    String operator = head.operator();
    return operator == null ? "reeve" : operator;
  }

  /**
   * Writes history and evidence.
   *
   * @param pending true when something is left to be done at the next start in any case
   * @return the result; whatever could not be written is pending
   * @throws EngineException when not even the history row could be written: recovery ends it
   */
  ExecutionResult close(
      ExecutionHead head,
      ExecutionOutcome outcome,
      List<FileOutcome> files,
      @Nullable ExecutionLog log,
      boolean pending) {
    String id = head.id();
    tools
        .store()
        .write(
            tx -> {
              tools.history().setFiles(tx, id, files);
              tools.history().setFinalizePending(tx, id, true);
              tools.history().finish(tx, id, outcome);
              tools.idempotency().record(tx, head, outcome);
              return true;
            });
    List<StepRecord> steps = tools.store().read(tx -> tools.history().steps(tx, id));
    ExecutionResult result =
        new ExecutionResult(head, outcome, false, steps, files, List.of(), List.of());
    try {
      tools
          .reserve()
          .spend(
              () -> {
                if (log != null) {
                  log.finished(outcome);
                }
                tools.artifacts().result(result);
                tools.manifests().seal(id);
                return true;
              });
      if (!pending) {
        tools
            .store()
            .write(
                tx -> {
                  tools.history().setFinalizePending(tx, id, false);
                  return true;
                });
      }
    } catch (IOException | EngineException e) {
      LOG.error("The evidence of {} is completed at the next start", id, e);
    }
    return result;
  }
}
