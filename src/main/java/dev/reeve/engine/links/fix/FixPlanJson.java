package dev.reeve.engine.links.fix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.links.suggest.Evidence;
import dev.reeve.engine.links.suggest.EvidenceKind;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of a plan. Source: {@code docs/reference/links.md}. Safe on any thread. */
public final class FixPlanJson {
  private FixPlanJson() {}

  /** The document; the same plan gives the same bytes but for the time. */
  public static ObjectNode of(FixPlan plan) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("schema", FixPlan.SCHEMA);
    json.put("generated_at", Utc.format(plan.generatedAt()));
    json.put("workspace_id", plan.workspaceId());
    json.put("config_sha256", plan.configSha256());
    json.put("mode", code(plan.mode()));
    json.set("summary", summary(plan));
    ArrayNode links = json.putArray("broken_links");
    plan.brokenLinks().forEach(each -> links.add(link(each)));
    return json;
  }

  private static ObjectNode summary(FixPlan plan) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("total_broken", plan.brokenLinks().size());
    json.put("auto_fixable", plan.autoFixable());
    json.put("manual_review", plan.manualReview());
    ObjectNode byConfidence = json.putObject("by_confidence");
    plan.byConfidence().forEach((band, count) -> byConfidence.put(code(band), count));
    ObjectNode byReason = json.putObject("by_reason");
    plan.byReason().forEach(byReason::put);
    ObjectNode byRule = json.putObject("by_rule");
    new TreeMap<>(plan.byRule()).forEach(byRule::put);
    return json;
  }

  private static ObjectNode link(PlannedFix fix) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("id", fix.id());
    json.put("source_file", fix.sourceFile());
    json.put("line_number", fix.line());
    json.put("column", fix.column());
    json.put("offset", fix.offset());
    json.put("length", fix.length());
    json.put("kind", fix.kind().code());
    json.put("link_text", fix.linkText());
    json.put("source_link", fix.sourceLink());
    json.put("broken_target", fix.brokenTarget());
    json.put("raw_target", fix.rawTarget());
    json.put("normalized_target", fix.normalizedTarget());
    json.put("reason", fix.reason().code());
    json.put("suggested_fix", fix.suggestedFix());
    json.put("suggested_path", fix.suggestedPath());
    ArrayNode suggestions = json.putArray("suggestions");
    for (PlannedFix.Candidate candidate : fix.suggestions()) {
      ObjectNode each = suggestions.addObject();
      each.put("path", candidate.path());
      each.set("score", DecimalNode.valueOf(candidate.score())); // zeros at the end stay
      ArrayNode evidence = each.putArray("evidence");
      for (Evidence one : candidate.evidence()) {
        evidence.addObject().put("kind", code(one.kind())).put("points", one.points());
      }
    }
    json.put("confidence", code(fix.confidence()));
    json.put("fix_type", fix.fixType().code());
    json.put("source_sha256", fix.sourceSha256());
    json.put("decision", fix.decision());
    return json;
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a plan.
   *
   * @throws EngineException {@code PLAN_INVALID} saying what is wrong with it
   */
  public static FixPlan parse(String text) {
    try {
      return plan(Json.parse(text));
    } catch (JsonProcessingException e) {
      throw invalid("it is not JSON: " + e.getOriginalMessage());
    }
  }

  private static FixPlan plan(JsonNode json) {
    if (!json.isObject()) {
      throw invalid("it is no object");
    }
    if (!json.path("schema").asText().equals(FixPlan.SCHEMA)) {
      throw invalid("its schema is not " + FixPlan.SCHEMA);
    }
    List<PlannedFix> links = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode each : list(json, "broken_links", "")) {
      PlannedFix fix = link(each, "broken_links[" + links.size() + "]: ");
      if (!ids.add(fix.id())) {
        throw invalid("the id " + fix.id() + " is in it twice");
      }
      links.add(fix);
    }
    FixPlan plan =
        new FixPlan(
            time(json),
            text(json, "workspace_id", ""),
            text(json, "config_sha256", ""),
            choice(CheckScope.Mode.values(), json, "mode", ""),
            byRule(json),
            List.copyOf(links));
    if (!json.path("summary").equals(Json.mapper().valueToTree(summary(plan)))) {
      throw invalid("its summary is not that of its links");
    }
    return plan;
  }

  private static Map<String, Integer> byRule(JsonNode json) {
    Map<String, Integer> out = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : json.at("/summary/by_rule").properties()) {
      if (!each.getValue().isInt()) {
        throw invalid("summary: by_rule must hold numbers");
      }
      out.put(each.getKey(), each.getValue().intValue());
    }
    return out;
  }

  private static PlannedFix link(JsonNode json, String where) {
    List<PlannedFix.Candidate> candidates = new ArrayList<>();
    for (JsonNode each : list(json, "suggestions", where)) {
      candidates.add(candidate(each, where + "suggestions: "));
    }
    PlannedFix fix =
        new PlannedFix(
            text(json, "id", where),
            text(json, "source_file", where),
            number(json, "line_number", where),
            number(json, "column", where),
            number(json, "offset", where),
            number(json, "length", where),
            choice(ReferenceKind.values(), json, "kind", where),
            text(json, "link_text", where),
            text(json, "raw_target", where),
            text(json, "normalized_target", where),
            choice(Category.values(), json, "reason", where),
            textOrNull(json, "suggested_fix", where),
            textOrNull(json, "suggested_path", where),
            List.copyOf(candidates),
            choice(Band.values(), json, "confidence", where),
            choice(FixType.values(), json, "fix_type", where),
            text(json, "source_sha256", where),
            textOrNull(json, "decision", where));
    String id = Finding.id(fix.sourceFile(), fix.offset(), fix.rawTarget(), fix.sourceSha256());
    if (!id.equals(fix.id())) {
      throw invalid(where + "its id is not that of its place");
    }
    return fix;
  }

  private static PlannedFix.Candidate candidate(JsonNode json, String where) {
    List<Evidence> evidence = new ArrayList<>();
    for (JsonNode each : list(json, "evidence", where)) {
      evidence.add(
          new Evidence(
              choice(EvidenceKind.values(), each, "kind", where),
              decimal(each, "points", where).doubleValue()));
    }
    return new PlannedFix.Candidate(
        text(json, "path", where),
        PlannedFix.rounded(decimal(json, "score", where).doubleValue()),
        List.copyOf(evidence));
  }

  private static Instant time(JsonNode json) {
    String text = text(json, "generated_at", "");
    try {
      return Utc.parse(text);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw invalid("generated_at is no time: " + text);
    }
  }

  private static JsonNode list(JsonNode json, String member, String where) {
    JsonNode value = json.path(member);
    if (!value.isArray()) {
      throw invalid(where + member + " must be a list");
    }
    return value;
  }

  private static String text(JsonNode json, String member, String where) {
    String value = json.path(member).textValue();
    if (value == null) {
      throw invalid(where + member + " must be a text");
    }
    return value;
  }

  private static @Nullable String textOrNull(JsonNode json, String member, String where) {
    return json.path(member).isNull() ? null : text(json, member, where);
  }

  private static int number(JsonNode json, String member, String where) {
    JsonNode value = json.path(member);
    if (!value.isInt() || value.intValue() < 0) {
      throw invalid(where + member + " must be a whole number");
    }
    return value.intValue();
  }

  private static BigDecimal decimal(JsonNode json, String member, String where) {
    JsonNode value = json.path(member);
    if (!value.isNumber()) {
      throw invalid(where + member + " must be a number");
    }
    return value.decimalValue();
  }

  private static <E extends Enum<E>> E choice(
      E[] values, JsonNode json, String member, String where) {
    String text = text(json, member, where);
    for (E value : values) {
      if (code(value).equals(text)) {
        return value;
      }
    }
    throw invalid(where + member + " cannot be '" + text + "'");
  }

  static EngineException invalid(String why) {
    return EngineException.of(
            EngineException.Kind.INVALID,
            "PLAN_INVALID",
            "Nothing was mended: the plan cannot be used: " + why + ".")
        .with("Nothing was changed.", "Make a new plan.");
  }
}
