package dev.reeve.engine.registry.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.Column;
import dev.reeve.engine.registry.ColumnTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a generator's record asks for, checked: whatever it says is either done or refused. Source:
 * {@code docs/reference/generators.md}. Immutable.
 *
 * @param columns {@code declared_dependencies}: all it sees, in the order it shows them
 * @param sortKeys among the columns
 * @param template entity whose file frames the output, null for none
 * @param declared the columns of the record that define it, for the input hash
 */
record GeneratorDefinition(
    String id,
    String name,
    String version,
    OutputKind kind,
    OutputTarget target,
    List<String> columns,
    RowFilter filter,
    List<String> sortKeys,
    @Nullable String template,
    OutputRules rules,
    ObjectNode declared) {

  private static final List<String> DEFINING =
      List.of(
          "generator_id",
          "generator_version",
          "generator_name",
          "output_kind",
          "output_path",
          "output_path_pattern",
          "declared_dependencies",
          "input_filters",
          "sort_rule_id",
          "sort_keys",
          "template_ref_entity_id",
          "validator_id",
          "validation_rules");

  private static final Map<String, List<String>> SORT_RULES =
      Map.of(
          "record_id", List.of(),
          "path", List.of("relative_path"),
          "name", List.of("filename"),
          "module", List.of("module_id"));

  /** Kept outside the file or different on each machine. */
  private static final Set<String> VOLATILE = Set.of("mtime_utc", "absolute_path", "last_seen_utc");

  private static final Set<String> STAMPS = Set.of("updated_utc", "updated_by");

  /**
   * Reads a record of the kind generator.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code GENERATOR_INVALID}
   */
  static GeneratorDefinition of(ObjectNode record, ColumnTable table) {
    String id = text(record, "generator_id");
    try {
      return read(id, record, table);
    } catch (IllegalArgumentException e) {
      throw GeneratorErrors.invalid(id, String.valueOf(e.getMessage())).causedBy(e);
    }
  }

  private static GeneratorDefinition read(String id, ObjectNode record, ColumnTable table) {
    String kindCode = text(record, "output_kind");
    OutputKind kind =
        OutputKind.of(kindCode)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "output_kind '" + kindCode + "' is not one of index, report, json, csv"));
    RowFilter filter = RowFilter.of(record.get("input_filters"), table);
    List<String> columns = texts(record, "declared_dependencies");
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("declared_dependencies names no column");
    }
    for (String column : columns) {
      checkColumn("declared_dependencies", filter.kind(), table, column);
    }
    for (String column : filter.columns()) {
      checkColumn("input_filters", filter.kind(), table, column);
    }
    if (Set.copyOf(columns).size() < columns.size()) {
      throw new IllegalArgumentException("declared_dependencies names a column twice");
    }
    String template = text(record, "template_ref_entity_id");
    if (!template.isEmpty() && !kind.markdown()) {
      throw new IllegalArgumentException(
          "template_ref_entity_id is for index and report only, not for " + kind.code());
    }
    ObjectNode declared = record.objectNode();
    for (String column : DEFINING) {
      JsonNode value = record.get(column);
      if (value != null && !value.isNull()) {
        declared.set(column, value);
      }
    }
    return new GeneratorDefinition(
        id,
        text(record, "generator_name"),
        text(record, "generator_version"),
        kind,
        OutputTarget.of(text(record, "output_path"), text(record, "output_path_pattern"), columns),
        columns,
        filter,
        sortKeys(record, columns),
        template.isEmpty() ? null : template,
        OutputRules.of(text(record, "validator_id"), record.get("validation_rules"), columns),
        declared);
  }

  private static void checkColumn(String where, String kind, ColumnTable table, String name) {
    Column column = table.of(kind, name);
    if (column == null) {
      throw new IllegalArgumentException(where + ": " + name + " is no column of the kind " + kind);
    }
    if (kind.equals("generator")
        && (column.update() == Column.Update.RECOMPUTE_ON_BUILD || STAMPS.contains(name))) {
      throw new IllegalArgumentException(
          where + ": " + name + " is written by builds, so it cannot be an input of one");
    }
    if (VOLATILE.contains(name)) {
      throw new IllegalArgumentException(
          where + ": " + name + " differs by machine and moment, so no output may depend on it");
    }
  }

  private static List<String> sortKeys(ObjectNode record, List<String> columns) {
    List<String> keys = texts(record, "sort_keys");
    String rule = text(record, "sort_rule_id");
    if (!rule.isEmpty()) {
      if (!keys.isEmpty()) {
        throw new IllegalArgumentException("it has both sort_keys and sort_rule_id");
      }
      List<String> ruled = SORT_RULES.get(rule);
      if (ruled == null) {
        throw new IllegalArgumentException(
            "sort_rule_id '" + rule + "' is not one of record_id, path, name, module");
      }
      keys = ruled;
    }
    for (String key : keys) {
      if (!columns.contains(key)) {
        throw new IllegalArgumentException(
            "it sorts by " + key + ", which declared_dependencies does not name");
      }
    }
    return keys;
  }

  static String text(ObjectNode record, String column) {
    String text = record.path(column).textValue();
    return text == null ? "" : text;
  }

  private static List<String> texts(ObjectNode record, String column) {
    List<String> out = new ArrayList<>();
    record.path(column).forEach(item -> out.add(item.asText()));
    return List.copyOf(out);
  }
}
