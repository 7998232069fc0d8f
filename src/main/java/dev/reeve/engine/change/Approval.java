package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person's word on one decision, good for one execution of exactly the subject it names. Source:
 * {@code docs/reference/changes.md}. Immutable.
 *
 * @param approvedBy signed-in account, never free text
 * @param notes free text, may be empty
 * @param expiresAt from then on it is void unless it was used before
 * @param usedByExecutionId the execution that used it up, or null
 */
public record Approval(
    String id,
    String planId,
    String decisionId,
    String subjectHash,
    Action action,
    String approvedBy,
    Instant approvedAt,
    String notes,
    Instant expiresAt,
    @Nullable String usedByExecutionId) {

  /** Yes or no. */
  public enum Action {
    APPROVE,
    REJECT;

    /** As it appears in records. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The action with this exact code. */
    public static Optional<Action> of(String code) {
      return Codes.find(values(), Action::code, code);
    }
  }

  /** The same, used up. */
  public Approval usedBy(String executionId) {
    return new Approval(
        id,
        planId,
        decisionId,
        subjectHash,
        action,
        approvedBy,
        approvedAt,
        notes,
        expiresAt,
        executionId);
  }

  /** The JSON form; members keep these names for ever. */
  public ObjectNode toJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("id", id);
    json.put("plan_id", planId);
    json.put("decision_id", decisionId);
    json.put("subject_hash", subjectHash);
    json.put("action", action.code());
    json.put("approved_by", approvedBy);
    json.put("approved_at", Utc.format(approvedAt));
    json.put("approval_notes", notes);
    json.put("expires_at", Utc.format(expiresAt));
    json.put("used_by_execution_id", usedByExecutionId);
    return json;
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException when it is no approval
   */
  public static Approval fromJson(JsonNode json) {
    List<IntakeProblem> problems = new ArrayList<>();
    JsonReading in = new JsonReading(json, "", problems);
    Approval approval =
        new Approval(
            in.text("id"),
            in.text("plan_id"),
            in.text("decision_id"),
            in.text("subject_hash"),
            in.code("action", Action::of, "approve, reject", Action.REJECT),
            in.text("approved_by"),
            in.time("approved_at", Instant.EPOCH),
            in.text("approval_notes", ""),
            in.time("expires_at", Instant.EPOCH),
            in.textOrNull("used_by_execution_id"));
    JsonReading.requireNone(problems);
    return approval;
  }
}
