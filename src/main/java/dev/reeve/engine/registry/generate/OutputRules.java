package dev.reeve.engine.registry.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an output must be like before it replaces the old one: {@code validator_id} and {@code
 * validation_rules}. That it reads back in its own format is always asked. Immutable.
 *
 * @param pathsExist whether every {@code relative_path} must be a file
 * @param mostRows null for no limit, as the others
 * @param notEmpty columns of which no row may lack a value
 * @param unique columns of which no two rows may share a value
 */
record OutputRules(
    boolean pathsExist,
    @Nullable Long leastRows,
    @Nullable Long mostRows,
    @Nullable Long mostBytes,
    List<String> notEmpty,
    List<String> unique) {
  private static final Set<String> KNOWN =
      Set.of("min_rows", "max_rows", "max_bytes", "not_empty", "unique");

  /**
   * Reads the two columns.
   *
   * @throws IllegalArgumentException what is not supported, for people
   */
  static OutputRules of(String validator, @Nullable JsonNode rules, List<String> columns) {
    boolean pathsExist = validator.equals("paths_exist");
    if (!validator.isEmpty() && !validator.equals("format") && !pathsExist) {
      throw new IllegalArgumentException(
          "validator_id '" + validator + "' is not one of format, paths_exist");
    }
    if (pathsExist && !columns.contains("relative_path")) {
      throw new IllegalArgumentException(
          "validator_id paths_exist needs relative_path among declared_dependencies");
    }
    if (rules == null || rules.isNull()) {
      return new OutputRules(pathsExist, null, null, null, List.of(), List.of());
    }
    if (!(rules instanceof ObjectNode object)) {
      throw new IllegalArgumentException("validation_rules must be an object");
    }
    for (Map.Entry<String, JsonNode> rule : object.properties()) {
      if (!KNOWN.contains(rule.getKey())) {
        throw new IllegalArgumentException(
            "validation_rules: "
                + rule.getKey()
                + " is not one of "
                + KNOWN.stream().sorted().toList());
      }
    }
    return new OutputRules(
        pathsExist,
        number(object, "min_rows"),
        number(object, "max_rows"),
        number(object, "max_bytes"),
        columns(object, "not_empty", columns),
        columns(object, "unique", columns));
  }

  private static @Nullable Long number(ObjectNode rules, String name) {
    JsonNode value = rules.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || value.longValue() < 0) {
      throw new IllegalArgumentException("validation_rules: " + name + " must be a whole number");
    }
    return value.longValue();
  }

  private static List<String> columns(ObjectNode rules, String name, List<String> declared) {
    List<String> out = new ArrayList<>();
    for (JsonNode column : rules.path(name)) {
      if (!declared.contains(column.asText())) {
        throw new IllegalArgumentException(
            "validation_rules: " + name + " names " + column.asText() + ", which is not declared");
      }
      out.add(column.asText());
    }
    if (rules.hasNonNull(name) && !rules.get(name).isArray()) {
      throw new IllegalArgumentException(
          "validation_rules: " + name + " must be a list of columns");
    }
    return List.copyOf(out);
  }

  /**
   * Checks the rows of one output.
   *
   * @throws EngineException {@code GENERATOR_OUTPUT_INVALID}
   */
  void checkRows(String id, SafePath path, List<Row> rows, Path root) {
    if (leastRows != null && rows.size() < leastRows) {
      throw refused(id, path, "it would have " + rows.size() + " rows, fewer than " + leastRows);
    }
    if (mostRows != null && rows.size() > mostRows) {
      throw refused(id, path, "it would have " + rows.size() + " rows, more than " + mostRows);
    }
    for (String column : notEmpty) {
      rows.stream()
          .filter(row -> Row.text(row.get(column)).isEmpty())
          .findFirst()
          .ifPresent(
              row -> {
                throw refused(id, path, column + " is empty in " + row.recordId());
              });
    }
    for (String column : unique) {
      Set<String> seen = new HashSet<>();
      for (Row row : rows) {
        String value = Row.text(row.get(column));
        if (!value.isEmpty() && !seen.add(value)) {
          throw refused(id, path, column + " has the value " + value + " twice");
        }
      }
    }
    if (pathsExist) {
      rows.forEach(row -> checkPath(id, path, row, root));
    }
  }

  private static void checkPath(String id, SafePath path, Row row, Path root) {
    String relative = Row.text(row.get("relative_path"));
    try {
      if (!relative.isEmpty() && !Files.isRegularFile(SafePath.of(relative).under(root))) {
        throw refused(id, path, relative + " is named and is no file");
      }
    } catch (SafePath.Refused e) {
      throw refused(id, path, relative + " is no path in the workspace").causedBy(e);
    }
  }

  /**
   * Checks the bytes of one output.
   *
   * @throws EngineException {@code GENERATOR_OUTPUT_INVALID}
   */
  void checkBytes(String id, SafePath path, byte[] bytes) {
    if (mostBytes != null && bytes.length > mostBytes) {
      throw refused(id, path, "it would have " + bytes.length + " bytes, more than " + mostBytes);
    }
  }

  static EngineException refused(String id, SafePath path, String why) {
    return GeneratorErrors.of(
        Kind.CONFLICT,
        GeneratorErrors.OUTPUT,
        id,
        path + " would break its rules: " + why,
        "Mend the records, or change the generator's rules.");
  }
}
