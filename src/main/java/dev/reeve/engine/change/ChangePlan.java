package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.CanonicalJson;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed and why; never executable by itself. Source: {@code
 * docs/reference/changes.md}. Immutable.
 *
 * @param affectedPaths paths or globs: the upper bound of what the change set may touch
 * @param rollbackPlan for people, may be blank; the engine's own rollback never runs it
 * @param verificationPlan text form; may be blank
 * @param verificationSteps structured form, null when not given
 * @param createdBy who proposed it, free text
 * @param submittedBy signed-in account that handed it in, set by the engine; null before
 * @param confidenceE4 confidence times 10,000: 0 to 10,000
 * @param dependencies plans that must have a completed execution first
 * @param riskEffective set from the gate's decision, null before
 * @param riskReason why it rose, null when it did not
 * @param healthChecks texts or objects
 * @param runId run elsewhere in Reeve, or null
 * @param unknown members this version does not know; kept, and part of the hash
 */
public record ChangePlan(
    String id,
    String intent,
    String objective,
    String rationale,
    List<String> affectedPaths,
    Risk riskProposed,
    String rollbackPlan,
    String verificationPlan,
    @Nullable List<JsonNode> verificationSteps,
    String createdBy,
    @Nullable String submittedBy,
    Instant createdAt,
    int confidenceE4,
    List<String> dependencies,
    @Nullable Risk riskEffective,
    @Nullable String riskReason,
    List<JsonNode> healthChecks,
    List<String> policyRefs,
    @Nullable String runId,
    Map<String, JsonNode> unknown) {

  private static final String RISKS = "low, medium, high, critical";
  static final int MOST_PATHS = 200;

  private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

  /** A plan of the engine's own features: low risk, full confidence, nothing to run. */
  public static ChangePlan internal(
      String intent, String rationale, List<String> paths, String createdBy, Instant now) {
    return new ChangePlan(
        Ids.next(Ids.PLAN),
        intent,
        intent,
        rationale,
        paths.size() > MOST_PATHS ? List.of("**") : List.copyOf(paths),
        Risk.LOW,
        "revert: the vault keeps what was there",
        "",
        null,
        createdBy,
        null,
        now,
        10_000,
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        null,
        Map.of());
  }

  /** The same plan without what only the engine may set. */
  ChangePlan asSubmitted() {
    return with(riskProposed, null, null, null);
  }

  /** The same plan with the account that handed it in. */
  public ChangePlan submittedBy(@Nullable String account) {
    return with(riskProposed, account, riskEffective, riskReason);
  }

  /** The same plan with the risk that its author sees in it; the gate may see a higher one. */
  public ChangePlan ofRisk(Risk risk) {
    return with(risk, submittedBy, riskEffective, riskReason);
  }

  private ChangePlan with(
      Risk proposed, @Nullable String account, @Nullable Risk effective, @Nullable String reason) {
    return new ChangePlan(
        id,
        intent,
        objective,
        rationale,
        affectedPaths,
        proposed,
        rollbackPlan,
        verificationPlan,
        verificationSteps,
        createdBy,
        account,
        createdAt,
        confidenceE4,
        dependencies,
        effective,
        reason,
        healthChecks,
        policyRefs,
        runId,
        unknown);
  }

  /** The JSON form; members keep these names for ever. */
  public ObjectNode toJson() {
    ObjectNode json = toHashedJson();
    json.remove("confidence_e4");
    json.put("confidence", BigDecimal.valueOf(confidenceE4, 4).stripTrailingZeros());
    json.put("submitted_by", submittedBy);
    json.put("risk_level_effective", riskEffective == null ? null : riskEffective.code());
    json.put("risk_escalation_reason", riskReason);
    return json;
  }

  /** SHA-256 that stands for what was proposed, without what the engine adds. */
  public String hash() {
    return CanonicalJson.hash(toHashedJson());
  }

  /** The members under the hash. */
  ObjectNode toHashedJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("id", id);
    json.put("intent", intent);
    json.put("objective", objective);
    json.put("rationale", rationale);
    json.set("affected_paths", Json.mapper().valueToTree(affectedPaths));
    json.put("risk_level_proposed", riskProposed.code());
    json.put("rollback_plan", rollbackPlan);
    json.put("verification_plan", verificationPlan);
    if (verificationSteps != null) {
      json.set("verification_steps", Json.mapper().valueToTree(verificationSteps));
    }
    json.put("created_by", createdBy);
    json.put("created_at", Utc.format(createdAt));
    json.put("confidence_e4", confidenceE4);
    json.set("dependencies", Json.mapper().valueToTree(dependencies));
    json.set("health_checks", Json.mapper().valueToTree(healthChecks));
    json.set("policy_refs", Json.mapper().valueToTree(policyRefs));
    json.put("run_id", runId);
    JsonReading.putUnknown(json, unknown);
    return json;
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException when it is no plan
   */
  public static ChangePlan fromJson(JsonNode json) {
    List<IntakeProblem> problems = new ArrayList<>();
    ChangePlan plan = read(json, Instant.EPOCH, problems);
    JsonReading.requireNone(problems);
    return plan;
  }

  /** Reads a plan as far as it goes and notes what is wrong with its members' types. */
  static ChangePlan read(JsonNode json, Instant now, List<IntakeProblem> problems) {
    JsonReading in = new JsonReading(json, "", problems);
    return new ChangePlan(
        in.text("id", Ids.next(Ids.PLAN)),
        in.text("intent"),
        in.text("objective"),
        in.text("rationale"),
        in.texts("affected_paths"),
        in.code("risk_level_proposed", Risk::of, RISKS, Risk.CRITICAL),
        in.text("rollback_plan"),
        in.text("verification_plan"),
        in.nodesOrNull("verification_steps"),
        in.text("created_by"),
        in.textOrNull("submitted_by"),
        in.time("created_at", now),
        confidence(in),
        in.texts("dependencies"),
        in.codeOrNull("risk_level_effective", Risk::of, RISKS),
        in.textOrNull("risk_escalation_reason"),
        in.nodes("health_checks"),
        in.texts("policy_refs"),
        in.textOrNull("run_id"),
        in.unknown());
  }

  private static int confidence(JsonReading in) {
    BigDecimal confidence = in.decimalOrNull("confidence");
    if (confidence == null) {
      in.problem("confidence", "is missing");
      return 0;
    }
    if (confidence.signum() < 0
        || confidence.compareTo(BigDecimal.ONE) > 0
        || confidence.stripTrailingZeros().scale() > 4) {
      in.problem("confidence", "must be from 0.0 to 1.0 with at most 4 decimals");
      return 0;
    }
    return confidence.multiply(TEN_THOUSAND).setScale(0, RoundingMode.UNNECESSARY).intValue();
  }
}
