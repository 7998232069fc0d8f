package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an execution has to say when it ended: the content of {@code execution.json}, and of the
 * closing trail line of a small one, from which the history can be rebuilt. Source: {@code
 * docs/reference/changes.md}. Immutable.
 *
 * @param cached true when this is the stored result of the same request
 * @param verification results of the verification steps, as they were written
 * @param health results of the health checks, as they were written
 */
public record ExecutionResult(
    ExecutionHead head,
    ExecutionOutcome outcome,
    boolean cached,
    List<StepRecord> steps,
    List<FileOutcome> files,
    List<JsonNode> verification,
    List<JsonNode> health) {

  static final int SCHEMA_VERSION = 2;

  /** The same as the answer to a repeated request: no time passed. */
  public ExecutionResult asCached() {
    ExecutionOutcome o = outcome;
    ExecutionOutcome repeated =
        new ExecutionOutcome(
            o.status(),
            "[CACHED] " + o.message(),
            o.filesChanged(),
            o.verificationPassed(),
            o.healthChecksPassed(),
            0,
            o.endedAt(),
            o.rolledBack(),
            o.errorCode(),
            o.errorMessage(),
            o.errorStep(),
            0);
    return new ExecutionResult(head, repeated, true, steps, files, verification, health);
  }

  /** The JSON form; members keep these names for ever. */
  public ObjectNode toJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("schema_version", SCHEMA_VERSION);
    json.put("execution_id", head.id());
    json.put("kind", head.kind().code());
    json.put("intent", head.intent());
    json.put("plan_id", head.planId());
    json.put("changeset_id", head.changeSetId());
    json.put("decision_id", head.decisionId());
    json.put("approval_id", head.approvalId());
    json.put("approved_by", head.approvedBy());
    json.put("checksum", head.checksum());
    json.put("subject_hash", head.subjectHash());
    json.put("verdict", head.verdict().code());
    json.put("risk_level", head.risk().code());
    json.set("affected_paths", Json.mapper().valueToTree(head.affectedPaths()));
    json.put("operator", head.operator());
    json.put("trigger_kind", head.triggerKind().code());
    json.put("correlation_id", head.correlationId());
    json.put("parent_execution_id", head.parentId());
    json.put("repair_for_execution_id", head.repairFor());
    json.put("run_id", head.runId());
    json.put("dry_run", head.dryRun());
    json.put("small", head.small());
    json.put("cached", cached);
    json.put("started_at", Utc.format(head.startedAt()));
    json.put("completed_at", Utc.format(outcome.endedAt()));
    json.put("duration_seconds", outcome.durationSeconds());
    json.put("lock_wait_ms", outcome.lockWaitMs());
    json.put("success", outcome.success());
    json.put("status", outcome.status().code());
    json.put("message", outcome.message());
    json.put("files_changed", outcome.filesChanged());
    json.put("verification_passed", outcome.verificationPassed());
    json.put("health_checks_passed", outcome.healthChecksPassed());
    json.put("rolled_back", outcome.rolledBack());
    json.put("error_code", outcome.errorCode());
    json.put("error_message", outcome.errorMessage());
    json.put("error_step", outcome.errorStep());
    ArrayNode stepList = json.putArray("steps");
    steps.forEach(step -> stepList.add(step.toJson()));
    ArrayNode fileList = json.putArray("files");
    files.forEach(file -> fileList.add(file.toJson()));
    json.set("verification", Json.mapper().valueToTree(verification));
    json.set("health", Json.mapper().valueToTree(health));
    return json;
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException when it is no result
   */
  public static ExecutionResult fromJson(JsonNode json) {
    List<IntakeProblem> problems = new ArrayList<>();
    JsonReading in = new JsonReading(json, "", problems);
    ExecutionHead head = head(in);
    ExecutionOutcome outcome = outcome(in);
    ExecutionResult result =
        new ExecutionResult(
            head,
            outcome,
            in.flag("cached", false),
            in.nodes("steps").stream().map(node -> StepRecord.read(node, problems)).toList(),
            in.nodes("files").stream().map(node -> FileOutcome.read(node, problems)).toList(),
            in.nodes("verification"),
            in.nodes("health"));
    JsonReading.requireNone(problems);
    return result;
  }

  private static ExecutionHead head(JsonReading in) {
    String id = in.text("execution_id");
    return new ExecutionHead(
        id,
        ChangeKind.of(in.text("kind", "changes")).orElse(ChangeKind.CHANGES),
        in.text("intent", ""),
        in.text("plan_id"),
        in.text("changeset_id", ""),
        in.text("decision_id", ""),
        in.textOrNull("approval_id"),
        in.textOrNull("approved_by"),
        in.text("checksum", ""),
        in.text("subject_hash", ""),
        in.code("verdict", Verdict::of, "allow, need_approval, deny", Verdict.DENY),
        in.code("risk_level", Risk::of, "low, medium, high, critical", Risk.CRITICAL),
        in.texts("affected_paths"),
        in.textOrNull("operator"),
        TriggerKind.of(in.text("trigger_kind", "manual")).orElse(TriggerKind.MANUAL),
        in.text("correlation_id", id),
        in.textOrNull("parent_execution_id"),
        in.textOrNull("repair_for_execution_id"),
        in.textOrNull("run_id"),
        in.flag("dry_run", false),
        in.flag("small", false),
        in.time("started_at", Instant.EPOCH));
  }

  private static ExecutionOutcome outcome(JsonReading in) {
    @Nullable Double duration = in.doubleOrNull("duration_seconds");
    return new ExecutionOutcome(
        in.code("status", ExecutionStatus::of, "a known status", ExecutionStatus.FAILED),
        in.text("message", ""),
        (int) in.number("files_changed", 0),
        in.flagOrNull("verification_passed"),
        in.flagOrNull("health_checks_passed"),
        duration == null ? 0 : duration,
        in.time("completed_at", Instant.EPOCH),
        in.flag("rolled_back", false),
        in.textOrNull("error_code"),
        in.textOrNull("error_message"),
        in.textOrNull("error_step"),
        in.number("lock_wait_ms", 0));
  }
}
