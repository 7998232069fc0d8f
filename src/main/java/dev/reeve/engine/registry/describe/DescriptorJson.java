package dev.reeve.engine.registry.describe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.Describer;
import dev.reeve.engine.workspace.Json;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes facts down as a descriptor. No clock and no place outside the workspace goes in, so that
 * the same content always gives the same bytes.
 */
final class DescriptorJson {
  static final String SUMMARY = "one_line_summary";

  /** What only a person knows of a program. */
  private static final List<String> BY_HAND =
      List.of(
          SUMMARY,
          "user_value",
          "trigger_modes",
          "ssot_reads",
          "ssot_writes",
          "allowed_paths",
          "destructive_operations",
          "run_examples",
          "acceptance_tests");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private DescriptorJson() {}

  static byte[] of(Describer.Content content, Extractor extractor, Facts facts) {
    ObjectNode out = JSON.objectNode();
    out.put("descriptor_version", 1);
    out.putObject("identity")
        .put("doc_id", content.docId().text())
        .put("relative_path", content.path().text())
        .put("language", extractor.language())
        .put("kind", content.kind());
    out.putObject("provenance")
        .put("parser_id", extractor.parserId())
        .put("parser_version", extractor.parserVersion())
        .put("parse_status", "ok")
        .put("source_sha256", content.sha256())
        .put("size_bytes", content.size());
    out.put("summary", summary(facts));
    ObjectNode structure = out.putObject("structure");
    structure.set("imports_local", texts(facts.importsLocal()));
    structure.set("imports_external", texts(facts.importsExternal()));
    if (!facts.imports().isEmpty()) {
      ArrayNode imports = structure.putArray("imports");
      for (Facts.Import each : facts.imports()) {
        imports
            .addObject()
            .put("name", each.name())
            .put("line", each.line())
            .set("places", texts(each.places()));
      }
    }
    structure.put("function_count", facts.functionCount());
    structure.put("class_count", facts.classCount());
    structure.set("functions", symbols(facts.functions(), "parameters"));
    structure.set("classes", symbols(facts.classes(), "bases"));
    structure.setAll(facts.more());
    if (extractor.code()) {
      out.set("behaviour", behaviour(facts));
      ArrayNode needed = out.putArray("manual_fields_needed");
      BY_HAND.stream().filter(name -> !declares(facts, name)).forEach(needed::add);
    }
    if (facts.declared() != null) {
      out.set("declared", facts.declared());
    }
    out.put("texts_withheld", facts.withheld());
    return Json.file(out);
  }

  /** What the content declares beats what was inferred. */
  static @Nullable String summary(Facts facts) {
    ObjectNode declared = facts.declared();
    if (declared != null && declared.path(SUMMARY).isTextual()) {
      return facts.clean(declared.path(SUMMARY).textValue());
    }
    return facts.summary();
  }

  private static boolean declares(Facts facts, String name) {
    return facts.declared() != null && facts.declared().hasNonNull(name);
  }

  private static ObjectNode behaviour(Facts facts) {
    ObjectNode out = JSON.objectNode();
    out.set("entry_points", texts(facts.entrypoints()));
    out.putObject("command_line")
        .put("framework", facts.cliFramework())
        .set("arguments", texts(facts.arguments()));
    out.set("environment_keys", texts(facts.environment()));
    for (Facts.Effect effect : Facts.Effect.values()) {
      ArrayNode acts = out.putArray(effect.code());
      for (Facts.Act act : facts.acts(effect)) {
        ObjectNode each = acts.addObject().put("call", act.call()).put("line", act.line());
        if (act.argument() != null) {
          each.put("argument", act.argument());
        }
      }
    }
    return out;
  }

  private static ArrayNode symbols(List<Facts.Symbol> symbols, String details) {
    ArrayNode out = JSON.arrayNode();
    for (Facts.Symbol symbol : symbols) {
      out.addObject()
          .put("name", symbol.name())
          .put("line", symbol.line())
          .set(details, texts(symbol.details()));
    }
    return out;
  }

  private static ArrayNode texts(Collection<String> values) {
    ArrayNode out = JSON.arrayNode();
    values.forEach(out::add);
    return out;
  }
}
