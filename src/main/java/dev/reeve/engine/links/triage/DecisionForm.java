package dev.reeve.engine.links.triage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.triage.Decision.Link;
import dev.reeve.engine.links.triage.Decision.Shown;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decisions as JSON: in the database, in exports, in what is imported. */
final class DecisionForm {
  /** Members in the order of every export. */
  static final List<String> MEMBERS =
      List.of(
          "id",
          "finding_id",
          "source_file",
          "raw_target",
          "category",
          "decision",
          "target",
          "scope",
          "rationale",
          "author",
          "decided_at",
          "candidates_shown",
          "score_shown",
          "applied_execution",
          "after",
          "kind",
          "line",
          "offset",
          "title",
          "suffix",
          "rule_sources",
          "rule_target",
          "standing");

  private DecisionForm() {}

  static ObjectNode write(Decision decision) {
    ObjectNode json = Json.mapper().createObjectNode();
    Link link = decision.link();
    Choice choice = decision.choice();
    json.put("id", decision.id());
    json.put("finding_id", link.findingId());
    json.put("source_file", link.sourceFile());
    json.put("raw_target", link.rawTarget());
    json.put("category", decision.category().code());
    json.put("decision", choice.code());
    json.put("target", choice.target());
    json.put("scope", scope(choice).name().toLowerCase(Locale.ROOT));
    json.put("rationale", choice.rationale());
    json.put("author", decision.author());
    json.put("decided_at", Utc.format(decision.decidedAt()));
    ArrayNode shown = json.putArray("candidates_shown");
    for (Shown each : decision.candidatesShown()) {
      ObjectNode one = shown.addObject().put("path", each.path()).put("score", each.score());
      each.evidence().forEach(one.putArray("evidence")::add);
    }
    json.put("score_shown", decision.scoreShown());
    json.put("applied_execution", decision.appliedExecution());
    json.put("after", decision.after());
    json.put("kind", link.kind().code());
    json.put("line", link.line());
    json.put("offset", link.offset());
    json.put("title", choice instanceof Choice.Stub stub ? stub.title() : null);
    json.put("suffix", choice instanceof Choice.Historical(boolean suffix, String why) && suffix);
    Choice.Pattern pattern = choice instanceof Choice.Ignore ignore ? ignore.pattern() : null;
    json.put("rule_sources", pattern == null ? null : pattern.sources());
    json.put("rule_target", pattern == null ? null : pattern.target());
    json.put("standing", decision.standing().name().toLowerCase(Locale.ROOT));
    return json;
  }

  private static Choice.Scope scope(Choice choice) {
    return choice instanceof Choice.Ignore ignore ? ignore.scope() : Choice.Scope.LINK;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is no decision; the message says what is wrong
   */
  static Decision read(JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("a decision must be an object");
    }
    for (String member : (Iterable<String>) json::fieldNames) {
      if (!MEMBERS.contains(member)) {
        throw new IllegalArgumentException("'" + member + "' is no member of a decision");
      }
    }
    Link link =
        new Link(
            text(json, "finding_id"),
            text(json, "source_file"),
            code(ReferenceKind.values(), json, "kind"),
            text(json, "raw_target"),
            number(json, "line"),
            number(json, "offset"));
    try {
      return new Decision(
          text(json, "id"),
          link,
          code(Category.values(), json, "category"),
          choice(json),
          text(json, "author"),
          Utc.parse(text(json, "decided_at")),
          shown(json.path("candidates_shown")),
          json.path("score_shown").isNumber() ? json.path("score_shown").doubleValue() : null,
          textOrNull(json, "after"),
          code(Standing.values(), json, "standing"),
          textOrNull(json, "applied_execution"));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("decided_at is no time such as 2026-01-31T12:00:00.000Z");
    }
  }

  private static Choice choice(JsonNode json) {
    String why = text(json, "rationale");
    return switch (text(json, "decision")) {
      case "accept_candidate" -> new Choice.Accept(text(json, "target"), why);
      case "manual_update" -> new Choice.Manual(text(json, "target"), why);
      case "redirect_stub" -> new Choice.Stub(text(json, "target"), text(json, "title"), why);
      case "historical_reference" -> new Choice.Historical(json.path("suffix").booleanValue(), why);
      case "ignore" -> ignore(json, why);
      case "later" -> new Choice.Later();
      default ->
          throw new IllegalArgumentException(
              "decision must be accept_candidate, manual_update, redirect_stub,"
                  + " historical_reference, ignore or later");
    };
  }

  private static Choice ignore(JsonNode json, String why) {
    Choice.Scope scope = code(Choice.Scope.values(), json, "scope");
    return new Choice.Ignore(
        scope,
        scope == Choice.Scope.PATTERN
            ? new Choice.Pattern(text(json, "rule_sources"), text(json, "rule_target"))
            : null,
        why);
  }

  private static List<Shown> shown(JsonNode list) {
    List<Shown> out = new ArrayList<>();
    for (JsonNode each : list) {
      List<String> evidence = new ArrayList<>();
      each.path("evidence").forEach(one -> evidence.add(one.asText()));
      out.add(
          new Shown(text(each, "path"), each.path("score").doubleValue(), List.copyOf(evidence)));
    }
    return List.copyOf(out);
  }

  private static String text(JsonNode json, String member) {
    String text = textOrNull(json, member);
    if (text == null) {
      throw new IllegalArgumentException("a decision needs " + member + ", a text");
    }
    return text;
  }

  private static @Nullable String textOrNull(JsonNode json, String member) {
    JsonNode value = json.path(member);
    if (!value.isTextual() && !value.isNull() && !value.isMissingNode()) {
      throw new IllegalArgumentException(member + " must be a text");
    }
    return value.textValue();
  }

  private static int number(JsonNode json, String member) {
    JsonNode value = json.path(member);
    if (!value.canConvertToInt() || value.intValue() < 0) {
      throw new IllegalArgumentException(member + " must be a whole number");
    }
    return value.intValue();
  }

  private static <E extends Enum<E>> E code(E[] values, JsonNode json, String member) {
    String text = text(json, member);
    for (E value : values) {
      if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException("'" + text + "' is no " + member);
  }
}
