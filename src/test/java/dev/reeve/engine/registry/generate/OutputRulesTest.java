package dev.reeve.engine.registry.generate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.registry.RegistryBed;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an output must be like before it replaces the old one. */
class OutputRulesTest {
  private static final List<String> COLUMNS = List.of("filename", "relative_path");
  private static final SafePath PATH = new SafePath("docs/x.md");

  @TempDir Path root;

  private static OutputRules rules(String validator, String rules) {
    return OutputRules.of(validator, RegistryBed.json(rules), COLUMNS);
  }

  /** Rows of these names, each of which is its path as well; {@code null} is no value. */
  private static List<Row> rows(String... names) {
    List<Row> out = new ArrayList<>();
    for (String name : names) {
      JsonNode value = RegistryBed.json(name.equals("null") ? name : "\"" + name + "\"");
      out.add(new Row("REC-" + (out.size() + 1), COLUMNS, List.of(value, value)));
    }
    return out;
  }

  private String refused(OutputRules rules, String... names) {
    EngineException e =
        assertThrows(
            EngineException.class, () -> rules.checkRows("GEN-000001", PATH, rows(names), root));
    assertEquals("GENERATOR_OUTPUT_INVALID", e.code());
    String begin = PATH + " would break its rules: ";
    assertTrue(String.valueOf(e.getMessage()).contains(begin), e.getMessage());
    return String.valueOf(e.getMessage());
  }

  private void taken(OutputRules rules, String... names) {
    assertDoesNotThrow(() -> rules.checkRows("GEN-000001", PATH, rows(names), root));
  }

  private static void says(String words, String message) {
    assertTrue(message.contains(words), message);
  }

  @Test
  @DisplayName("At least, at most: the numbers themselves are allowed")
  void howManyRows() {
    OutputRules rules = rules("", "{\"min_rows\": 1, \"max_rows\": 2}");
    says("it would have 0 rows, fewer than 1", refused(rules));
    taken(rules, "a");
    taken(rules, "a", "b");
    says("it would have 3 rows, more than 2", refused(rules, "a", "b", "c"));
  }

  @Test
  @DisplayName("An empty value is told with its record, a value that is there twice by itself")
  void emptyAndUnique() {
    OutputRules rules = rules("format", "{\"not_empty\": [\"filename\"]}");
    taken(rules, "a", "a");
    says("filename is empty in REC-2", refused(rules, "a", "null"));
    says("filename is empty in REC-1", refused(rules, "", "b"));
    OutputRules unique = rules("", "{\"unique\": [\"filename\"]}");
    taken(unique, "a", "b", "null", "null");
    says("filename has the value a twice", refused(unique, "a", "b", "a"));
  }

  @Test
  @DisplayName("paths_exist: each path that is named is a file of the workspace")
  void pathsExist() throws IOException {
    Files.writeString(root.resolve("a.md"), "a");
    Files.createDirectories(root.resolve("folder"));
    OutputRules rules = rules("paths_exist", "null");
    taken(rules, "a.md", "null");
    says("b.md is named and is no file", refused(rules, "a.md", "b.md"));
    says("folder is named and is no file", refused(rules, "folder"));
    says("../a.md is no path in the workspace", refused(rules, "../a.md"));
    taken(rules("format", "null"), "b.md");
  }

  @Test
  @DisplayName("max_bytes is the largest output that is written")
  void howManyBytes() {
    OutputRules rules = rules("", "{\"max_bytes\": 3}");
    assertDoesNotThrow(() -> rules.checkBytes("GEN-000001", PATH, new byte[3]));
    says(
        "it would have 4 bytes, more than 3",
        String.valueOf(
            assertThrows(
                    EngineException.class, () -> rules.checkBytes("GEN-000001", PATH, new byte[4]))
                .getMessage()));
    assertDoesNotThrow(() -> rules("", "{}").checkBytes("GEN-000001", PATH, new byte[4]));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | [] | validation_rules must be an object",
        "'' | {\"min_rows\": -1} | min_rows must be a whole number",
        "'' | {\"max_rows\": 1.5} | max_rows must be a whole number",
        "'' | {\"unique\": [\"sha256\"]} | unique names sha256, which is not declared",
        "'' | {\"not_empty\": \"filename\"} | not_empty must be a list of columns",
        "other | null | validator_id 'other' is not one of format, paths_exist"
      })
  @DisplayName("A rule that cannot be kept is refused")
  void whatIsNoRule(String validator, String rules, String why) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> rules(validator, rules));
    says(why, String.valueOf(e.getMessage()));
  }

  @Test
  @DisplayName("paths_exist needs the column of the paths")
  void pathsNeedTheirColumn() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> OutputRules.of("paths_exist", null, List.of("filename")));
    says("needs relative_path", String.valueOf(e.getMessage()));
  }
}
