package dev.reeve.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.Governance;
import dev.reeve.engine.change.HistoryRebuild;
import dev.reeve.engine.change.Trail;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.List;

/**
 * What a person asks of the evidence of executions: what each was founded on, to pin it against
 * retention, to make a lost history anew from it. The last two are put on the trail. Source: {@code
 * docs/reference/changes.md}. Calls block; safe on any thread.
 */
public final class EvidenceCare {
  private final Changes changes;
  private final Trail trail;
  private final String operator;
  private final boolean keeps;

  EvidenceCare(Changes changes, Trail trail, String operator, boolean keeps) {
    this.changes = changes;
    this.trail = trail;
    this.operator = operator;
    this.keeps = keeps;
  }

  /**
   * What an execution was founded on: its plan, that plan's newest change set and decision, and
   * everything people said about it.
   *
   * @throws EngineException {@code INVALID_ID}, {@code NOT_FOUND}
   */
  public Governance.FullRecord governance(String executionId) {
    return changes.governance().fullRecord(changes.history().planId(executionId));
  }

  /** Executions whose evidence is pinned, oldest first. */
  public List<ExecutionRow> pinned() {
    return changes.history().pinned();
  }

  /**
   * Pins an execution, so that retention never removes its evidence, or lets it go again.
   *
   * @throws EngineException {@code INVALID_ID}, {@code NOT_FOUND}; {@code NOTHING_TO_PIN} when it
   *     keeps no evidence of its own; {@code DISK_FULL}, {@code ACCESS_DENIED}, {@code APPLY_IO}
   */
  public void pin(String executionId, boolean pinned) {
    changes.history().pin(executionId, pinned);
    trail.append(
        pinned ? "evidence_pinned" : "evidence_unpinned",
        operator,
        JsonNodeFactory.instance.objectNode().put("execution_id", executionId));
  }

  /**
   * Adds the history rows that are missing, from folders and trail; rows that exist stay as they
   * are. An execution that a crash had cut off is then ended as at every start.
   *
   * @throws EngineException {@code NOT_KEEPER} in a process that does not keep the workspace;
   *     another may be executing what would look cut off
   */
  public HistoryRebuild.Report rebuildHistory() {
    if (!keeps) {
      throw EngineException.of(
              Kind.CONFLICT,
              "NOT_KEEPER",
              "The history was not rebuilt: this process does not keep the workspace.")
          .with("Nothing was changed.", "End the process that keeps it, and try again.");
    }
    HistoryRebuild.Report report = changes.rebuildHistory();
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    members.put("added", report.added());
    members.put("problems", report.problems().size());
    trail.append("history_rebuilt", operator, members);
    return report;
  }
}
