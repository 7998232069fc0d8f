package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gate's answer about one submission under one policy. Source: {@code
 * docs/reference/changes.md}. Immutable.
 *
 * @param kind which part of the engine handed it in
 * @param reasons texts for people
 * @param suggestions hints from earlier executions, never mixed into the reasons
 * @param subjectHash what it is bound to: plan, contents and policy
 * @param hintsDigest hash of the hints when any were used, else null
 * @param unknown members this version does not know; kept
 */
public record GovernanceDecision(
    String id,
    String planId,
    String changeSetId,
    ChangeKind kind,
    Verdict verdict,
    List<String> reasons,
    List<GateFinding> findings,
    List<String> violatedPolicies,
    List<String> requiredActions,
    List<String> suggestions,
    Risk riskEffective,
    String policySnapshotHash,
    AuditHashes audit,
    String gateVersion,
    Instant evaluatedAt,
    String evaluator,
    String subjectHash,
    @Nullable String hintsDigest,
    Map<String, JsonNode> unknown) {

  /** The JSON form; members keep these names for ever. */
  public ObjectNode toJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("id", id);
    json.put("plan_id", planId);
    json.put("changeset_id", changeSetId);
    json.put("kind", kind.code());
    json.put("verdict", verdict.code());
    json.set("reasons", Json.mapper().valueToTree(reasons));
    ArrayNode list = json.putArray("findings");
    findings.forEach(finding -> list.add(finding.toJson()));
    json.set("violated_policies", Json.mapper().valueToTree(violatedPolicies));
    json.set("required_actions", Json.mapper().valueToTree(requiredActions));
    json.set("suggestions", Json.mapper().valueToTree(suggestions));
    json.put("risk_level_effective", riskEffective.code());
    json.put("policy_snapshot_hash", policySnapshotHash);
    json.put("guidance_source_hash", audit.guidanceSource());
    json.put("projection_hash", audit.projection());
    json.put("writegate_version", gateVersion);
    json.put("evaluated_at", Utc.format(evaluatedAt));
    json.put("evaluator", evaluator);
    json.put("subject_hash", subjectHash);
    if (hintsDigest != null) {
      json.put("reflection_hints_used", true);
      json.put("hints_digest", hintsDigest);
    }
    JsonReading.putUnknown(json, unknown);
    return json;
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException when it is no decision
   */
  public static GovernanceDecision fromJson(JsonNode json) {
    List<IntakeProblem> problems = new ArrayList<>();
    JsonReading in = new JsonReading(json, "", problems);
    in.flag("reflection_hints_used", false);
    String legacyGuidance = in.text("agent_source_hash", "unknown");
    GovernanceDecision decision =
        new GovernanceDecision(
            in.text("id"),
            in.text("plan_id"),
            in.text("changeset_id"),
            ChangeKind.of(in.text("kind", "changes")).orElse(ChangeKind.CHANGES),
            in.code("verdict", Verdict::of, "allow, need_approval, deny", Verdict.DENY),
            in.texts("reasons"),
            findings(in, problems),
            in.texts("violated_policies"),
            in.texts("required_actions"),
            in.texts("suggestions"),
            in.code("risk_level_effective", Risk::of, "low, medium, high, critical", Risk.CRITICAL),
            in.text("policy_snapshot_hash"),
            new AuditHashes(
                in.text("guidance_source_hash", legacyGuidance), in.textOrNull("projection_hash")),
            in.text("writegate_version"),
            in.time("evaluated_at", Instant.EPOCH),
            in.text("evaluator"),
            in.text("subject_hash", ""),
            in.textOrNull("hints_digest"),
            in.unknown());
    JsonReading.requireNone(problems);
    return decision;
  }

  private static List<GateFinding> findings(JsonReading in, List<IntakeProblem> problems) {
    return in.nodes("findings").stream().map(node -> GateFinding.read(node, problems)).toList();
  }
}
