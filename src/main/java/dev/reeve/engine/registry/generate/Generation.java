package dev.reeve.engine.registry.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.CsvLines;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * What a definition makes of one set of rows: its input hash, and the bytes of each output. A pure
 * function of both and of the template. Source: {@code docs/reference/generators.md}. Immutable.
 */
final class Generation {
  /** Raised whenever the same input gives other bytes: every output is stale then. */
  static final String FORMATTER = "reeve-formatter 1";

  private final GeneratorDefinition definition;
  private final @Nullable Template template;
  private final String inputHash;
  private final int rowCount;
  private final SortedMap<SafePath, List<Row>> parts;

  /**
   * @param rows what the definition sees, in any order
   * @throws dev.reeve.engine.workspace.EngineException {@code GENERATOR_OUTPUT_COLLISION}
   */
  Generation(GeneratorDefinition definition, List<Row> rows, @Nullable Template template) {
    this.definition = definition;
    this.template = template;
    List<Row> byId = rows.stream().sorted(RowOrder.BY_ID).toList();
    this.inputHash = hash(definition, byId, template);
    this.rowCount = rows.size();
    this.parts =
        definition
            .target()
            .parts(
                definition.id(), byId.stream().sorted(RowOrder.by(definition.sortKeys())).toList());
  }

  private static String hash(
      GeneratorDefinition definition, List<Row> byId, @Nullable Template template) {
    StringBuilder text = new StringBuilder(FORMATTER).append('\n');
    text.append(canonical(definition.declared())).append('\n');
    text.append(template == null ? "" : template.hash()).append('\n');
    for (Row row : byId) {
      text.append(Json.line(row.values())).append('\n');
    }
    return Sha256.of(text.toString());
  }

  private static String canonical(JsonNode node) {
    try {
      return new JsonCanonicalizer(Json.line(node)).getEncodedString();
    } catch (IOException e) {
      throw new IllegalStateException("JSON that was read can be made canonical", e);
    }
  }

  /** SHA-256 of all that the outputs depend on. */
  String inputHash() {
    return inputHash;
  }

  int rowCount() {
    return rowCount;
  }

  /** The outputs, by path. */
  List<SafePath> paths() {
    return List.copyOf(parts.keySet());
  }

  /**
   * The bytes of every output, each checked against the rules of the definition.
   *
   * @param root of the workspace
   * @throws dev.reeve.engine.workspace.EngineException {@code GENERATOR_OUTPUT_INVALID}, {@code
   *     GENERATOR_TEMPLATE}
   */
  SortedMap<SafePath, byte[]> outputs(Path root) {
    SortedMap<SafePath, byte[]> out = new TreeMap<>();
    parts.forEach(
        (path, rows) -> {
          definition.rules().checkRows(definition.id(), path, rows, root);
          String mark = Seal.mark(definition, inputHash);
          String text = Seal.close(text(rows, mark), mark);
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          definition.rules().checkBytes(definition.id(), path, bytes);
          readBack(path, text, rows.size());
          out.put(path, bytes);
        });
    return out;
  }

  private String text(List<Row> rows, String mark) {
    return switch (definition.kind()) {
      case INDEX -> markdown(Markdown.index(definition, rows), rows, mark);
      case REPORT -> markdown(Markdown.report(definition, rows), rows, mark);
      case JSON -> json(rows, mark);
      case CSV -> "# " + mark + "\n" + csv(rows);
    };
  }

  /** The mark is first, but behind a template's text: that may begin with front matter. */
  private String markdown(String body, List<Row> rows, String mark) {
    String comment = "<!-- " + mark + " -->\n";
    String name = Markdown.escaped(definition.name());
    if (template == null) {
      return comment + "\n# " + name + "\n\n" + body;
    }
    String framed =
        template.fill(
            Map.of(
                "content", body.stripTrailing(),
                "name", name,
                "version", Markdown.escaped(definition.version()),
                "count", Integer.toString(rows.size())));
    return framed.stripTrailing() + "\n\n" + comment;
  }

  private String json(List<Row> rows, String mark) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("generated", mark);
    out.put("generator_id", definition.id());
    out.put("generator_name", definition.name());
    out.put("generator_version", definition.version());
    out.put("input_hash", inputHash);
    out.put("count", rows.size());
    ArrayNode all = out.putArray("rows");
    for (Row row : rows) {
      ObjectNode one = all.addObject();
      definition.columns().forEach(column -> one.set(column, row.get(column)));
    }
    return new String(Json.file(out), StandardCharsets.UTF_8);
  }

  private String csv(List<Row> rows) {
    List<List<String>> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(row.values().stream().map(CsvLines::text).toList()));
    return CsvLines.of(definition.columns(), lines, "\n");
  }

  /** What was made must read as what was meant, before it replaces anything. */
  private void readBack(SafePath path, String text, int rows) {
    switch (definition.kind()) {
      case INDEX, REPORT -> {} // any text is Markdown
      case JSON -> {
        try {
          if (Json.parse(text).path("rows").size() != rows) {
            throw OutputRules.refused(definition.id(), path, "rows are missing in it");
          }
        } catch (JsonProcessingException e) {
          throw OutputRules.refused(definition.id(), path, "it is no JSON").causedBy(e);
        }
      }
      case CSV -> {
        List<List<String>> read = CsvLines.read(text.substring(text.indexOf('\n') + 1));
        boolean whole =
            read.size() == rows + 1
                && read.stream().allMatch(line -> line.size() == definition.columns().size());
        if (!whole) {
          throw OutputRules.refused(definition.id(), path, "its lines do not read back");
        }
      }
    }
  }

  /** One hash for all outputs: of the bytes of a single one, else of the list of hashes. */
  String outputHash(Map<SafePath, String> hashes) {
    if (definition.target().single()) {
      return String.join("", hashes.values());
    }
    StringBuilder text = new StringBuilder();
    new TreeMap<>(hashes)
        .forEach((path, hash) -> text.append(hash).append("  ").append(path).append('\n'));
    return Sha256.of(text.toString());
  }
}
