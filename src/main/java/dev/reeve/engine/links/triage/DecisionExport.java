package dev.reeve.engine.links.triage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.CsvLines;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Decisions as files: JSON and CSV, which can be read again, and Markdown for people. The same
 * decisions always give the same bytes. Stateless; safe on any thread. Source: {@code
 * docs/reference/link-triage.md}.
 */
public final class DecisionExport {
  /** What the JSON form calls itself. */
  public static final String SCHEMA = "reeve.link-decisions/1";

  private static final String CRLF = "\r\n";

  /** A spreadsheet would take such a cell for a formula; the mark itself is marked too. */
  private static final String FORMULA_STARTS = "=+-@\t\r'";

  private static final Set<String> NUMBERS = Set.of("score_shown", "line", "offset");
  private static final Set<String> NULLABLE =
      Set.of(
          "target",
          "score_shown",
          "applied_execution",
          "after",
          "title",
          "rule_sources",
          "rule_target");

  private DecisionExport() {}

  /** In the form that the name of a file asks for; a Markdown table where it asks for none. */
  static String of(List<Decision> decisions, Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return csv(decisions);
    }
    return name.endsWith(".json") ? json(decisions) : markdown(decisions);
  }

  /** As JSON: {@code schema} and {@code decisions}. */
  public static String json(List<Decision> decisions) {
    ObjectNode file = Json.mapper().createObjectNode();
    file.put("schema", SCHEMA);
    ArrayNode list = file.putArray("decisions");
    decisions.forEach(each -> list.add(DecisionForm.write(each)));
    return new String(Json.file(file), StandardCharsets.UTF_8);
  }

  /** As CSV: a heading and a line for each, quoted as RFC 4180 says. */
  public static String csv(List<Decision> decisions) {
    List<List<String>> lines = new ArrayList<>();
    for (Decision each : decisions) {
      ObjectNode json = DecisionForm.write(each);
      lines.add(
          DecisionForm.MEMBERS.stream()
              .map(member -> harmless(CsvLines.text(json.path(member))))
              .toList());
    }
    return CsvLines.of(DecisionForm.MEMBERS, lines, CRLF);
  }

  private static String harmless(String cell) {
    return !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }

  /** As a table for people, by document and place. */
  public static String markdown(List<Decision> decisions) {
    StringBuilder out = new StringBuilder("# Decisions about links\n\n");
    out.append(decisions.size()).append(decisions.size() == 1 ? " decision.\n" : " decisions.\n");
    if (decisions.isEmpty()) {
      return out.toString();
    }
    out.append(
            "\n| Where | Before | Decision | After | Why | By | When | Score | Evidence | State |")
        .append("\n|---|---|---|---|---|---|---|---|---|---|\n");
    for (Decision each : decisions) {
      Double score = each.scoreShown();
      String target = each.choice().target();
      out.append("| ")
          .append(
              String.join(
                  " | ",
                  MarkdownText.cell(each.link().sourceFile() + ":" + each.link().line()),
                  MarkdownText.cell(each.link().rawTarget()),
                  each.choice().code().replace('_', ' '),
                  MarkdownText.cell(each.after() != null ? each.after() : target),
                  MarkdownText.cell(each.choice().rationale()),
                  MarkdownText.cell(each.author()),
                  Utc.format(each.decidedAt()),
                  score == null ? "" : String.format(Locale.ROOT, "%.2f", score),
                  MarkdownText.cell(evidence(each)),
                  each.standing().name().toLowerCase(Locale.ROOT)))
          .append(" |\n");
    }
    return out.toString();
  }

  private static String evidence(Decision decision) {
    return decision.candidatesShown().stream()
        .filter(each -> each.path().equals(decision.choice().target()))
        .findFirst()
        .map(each -> String.join(", ", each.evidence()).replace('_', ' '))
        .orElse("");
  }

  /**
   * Reads what {@link #json} or {@link #csv} wrote.
   *
   * @throws EngineException {@code DECISIONS_INVALID}, which says what is wrong
   */
  public static List<Decision> read(String text) {
    String start = text.stripLeading();
    List<JsonNode> records = start.startsWith("{") ? ofJson(text) : ofCsv(text);
    List<Decision> out = new ArrayList<>();
    for (JsonNode each : records) {
      try {
        out.add(DecisionForm.read(each));
      } catch (IllegalArgumentException e) {
        throw invalid("decision " + (out.size() + 1) + ": " + e.getMessage());
      }
    }
    return List.copyOf(out);
  }

  private static List<JsonNode> ofJson(String text) {
    try {
      JsonNode file = Json.parse(text);
      if (!SCHEMA.equals(file.path("schema").asText()) || !file.path("decisions").isArray()) {
        throw invalid("it is no list of decisions with the schema " + SCHEMA);
      }
      List<JsonNode> out = new ArrayList<>();
      file.path("decisions").forEach(out::add);
      return out;
    } catch (JsonProcessingException e) {
      throw invalid("it is not JSON: " + e.getOriginalMessage());
    }
  }

  private static List<JsonNode> ofCsv(String text) {
    List<List<String>> lines;
    try {
      lines = CsvLines.read(text);
    } catch (UncheckedIOException e) {
      throw invalid(
          "it is neither JSON nor CSV: " + Objects.requireNonNull(e.getCause()).getMessage());
    }
    if (lines.isEmpty() || !lines.getFirst().equals(DecisionForm.MEMBERS)) {
      throw invalid("its first line is not the heading of an export");
    }
    List<JsonNode> out = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      if (line.size() != DecisionForm.MEMBERS.size()) {
        throw invalid("line " + (out.size() + 2) + " has " + line.size() + " cells");
      }
      ObjectNode json = Json.mapper().createObjectNode();
      for (int i = 0; i < line.size(); i++) {
        put(json, DecisionForm.MEMBERS.get(i), line.get(i));
      }
      out.add(json);
    }
    return out;
  }

  private static void put(ObjectNode json, String member, String cell) {
    String text = cell.startsWith("'") ? cell.substring(1) : cell;
    if (text.isEmpty() && NULLABLE.contains(member)) {
      json.putNull(member);
      return;
    }
    try {
      if (NUMBERS.contains(member) || member.equals("candidates_shown")) {
        json.set(member, Json.parse(text));
      } else if (member.equals("suffix")) {
        json.put(member, Boolean.parseBoolean(text));
      } else {
        json.put(member, text);
      }
    } catch (JsonProcessingException e) {
      throw invalid("'" + text + "' is no " + member);
    }
  }

  private static EngineException invalid(String why) {
    return EngineException.of(
            Kind.INVALID, "DECISIONS_INVALID", "Nothing was imported: " + why + ".")
        .with("Nothing was changed.", "Hand in a file as reeve links triage export writes it.");
  }
}
