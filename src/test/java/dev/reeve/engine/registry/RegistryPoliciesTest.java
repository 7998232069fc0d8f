package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies as data: complete, consistent, and refused when they are not. */
class RegistryPoliciesTest {
  private final RegistryPolicies policies = RegistryPolicies.load();

  @Test
  void theColumnTableHasTheAgreedShares() {
    List<Column> first = policies.columns().all().stream().filter(c -> c.slot() <= 80).toList();
    assertEquals(80, first.size());
    assertEquals(79, new HashSet<>(first.stream().map(Column::name).toList()).size());
    assertEquals(
        Map.of(Column.Owner.TOOL_ONLY, 44L, Column.Owner.BOTH, 22L, Column.Owner.USER_ONLY, 14L),
        count(first, Column::owner));
    assertEquals(
        Map.of(
            Column.Update.IMMUTABLE, 21L,
            Column.Update.RECOMPUTE_ON_SCAN, 16L,
            Column.Update.RECOMPUTE_ON_BUILD, 6L,
            Column.Update.NORMALIZED_ON_INGEST, 1L,
            Column.Update.MANUAL_OR_AUTOMATED, 22L,
            Column.Update.MANUAL_PATCH_ONLY, 14L),
        count(first, Column::update));
    assertEquals(
        Map.of("*", 9L, "entity", 41L, "edge", 12L, "generator", 18L), count(first, Column::kind));
    assertEquals(114, policies.columns().all().getLast().slot());
    assertTrue(
        policies.columns().all().stream()
            .filter(c -> c.slot() > 80)
            .allMatch(c -> "2.2.0".equals(c.since()) && c.owner() == Column.Owner.TOOL_ONLY));
  }

  private static <K> Map<K, Long> count(List<Column> columns, Function<Column, K> by) {
    return columns.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
  }

  @Test
  void oneNameOnTwoKindsIsTwoColumns() {
    Column entity = policies.columns().of("entity", "source_entity_id");
    Column edge = policies.columns().of("edge", "source_entity_id");
    assertEquals(Column.Owner.BOTH, entity.owner());
    assertEquals(Column.Owner.TOOL_ONLY, edge.owner());
    assertNull(policies.columns().of("generator", "source_entity_id"));
  }

  @Test
  void whatThePoliciesNameExists() {
    for (Column column : policies.columns().all()) {
      if (column.enumName() != null) {
        assertNotNull(policies.schema().enums().get(column.enumName()), column.toString());
      }
      if (column.format() != null) {
        assertNotNull(policies.schema().formats().get(column.format()), column.toString());
      }
    }
    for (DerivationPolicy.Derivation derivation : policies.derivations().derivations()) {
      assertNotNull(policies.columns().of(derivation.kind(), derivation.column()));
    }
    assertTrue(policies.write().volatileColumns().stream().allMatch(policies.columns()::knows));
    assertEquals(5, policies.processes().processes().size());
    assertEquals(9, policies.modules().pathRules().size());
    assertEquals(19, policies.schema().enums().get("rel_type").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "columns",
        "write-policy",
        "derivations",
        "schema",
        "edge-evidence",
        "module-assignment",
        "process-registry",
        "id-tables"
      })
  void aDamagedPolicyStopsTheStart(String name, @TempDir Path folder) throws IOException {
    for (String content : List.of("{", "", "null", "{\"unknown\": 1}", "{}")) {
      Files.writeString(folder.resolve(name + ".json"), content);
      EngineException e =
          assertThrows(EngineException.class, () -> RegistryPolicies.load(folder), content);
      assertEquals("POLICY_UNAVAILABLE", e.code());
      assertTrue(e.getMessage().contains(name), e.getMessage());
    }
  }

  @Test
  void aWorkspaceMayExtendAnOpenList(@TempDir Path folder) throws IOException {
    String shipped =
        new String(
            RegistryPolicies.class.getResourceAsStream("schema.json").readAllBytes(),
            java.nio.charset.StandardCharsets.UTF_8);
    Files.writeString(
        folder.resolve("schema.json"),
        shipped.replace("\"RELATED_TO\"", "\"RELATED_TO\", \"SEES\""));
    assertTrue(RegistryPolicies.load(folder).schema().enums().get("rel_type").contains("SEES"));
    assertFalse(policies.schema().enums().get("rel_type").contains("SEES"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SYSTEM('rm')",
        "UPPER(a",
        "UPPER()",
        "UPPER(a, b)",
        "a OR",
        "1 + 1",
        "a b",
        "UPPER"
      })
  void whatIsNoFormulaIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Formula.parse(text));
  }

  @Test
  void aFormulaTellsWhichColumnsItReadsAndItsText() {
    String text = "LOOKUP_CONFIG('types', LOWER(extension), '00') OR UPPER(BASENAME(path)) OR b";
    Formula formula = Formula.parse(text);
    assertEquals(List.of("extension", "path", "b"), List.copyOf(formula.columns()));
    assertEquals(text, formula.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "BASENAME(a) | x/y.TXT | y.TXT",
        "DIRNAME(a) | y.txt | .",
        "EXTENSION(BASENAME(a)) | x/y.tar.GZ | gz",
        "EXTENSION(a) | .gitignore | ''",
        "EXTENSION(a) | name. | ''",
        "UPPER(a) | imports | IMPORTS",
        "LOWER(a) | ABC | abc",
        "ADD_SECONDS(a, '3600') | 2026-03-01T20:00:00Z | 2026-03-01T21:00:00Z",
        "EXTRACT_16_DIGIT_PREFIX(a) | 2099900042260118_x.py | 2099900042260118",
        "EXTRACT_16_DIGIT_PREFIX(a) | 209990004226011_x.py | -",
        "LOOKUP_CONFIG('types', a, '00') | py | 20",
        "LOOKUP_CONFIG('types', a, '00') | zzz | 00",
        "NORMALIZE_PATH(a) | .\\..\\up | ../up",
        "missing OR a | x | x",
        "missing | x | -",
        "SHA256_BYTES(bytes) | x |"
            + " 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
        "NOW_UTC() | x | 2026-03-01T12:00:00Z",
      })
  void formulas(String formula, String a, String expected) {
    assertEquals(
        expected,
        Formula.parse(formula)
            .evaluate(
                new Formula.Values() {
                  @Override
                  public String column(String name) {
                    return name.equals("a") ? a : null;
                  }

                  @Override
                  public String config(String map, String key) {
                    return map.equals("types") ? policies.typeCodes().get(key) : null;
                  }

                  @Override
                  public byte[] bytes() {
                    return a.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                  }

                  @Override
                  public Instant now() {
                    return Instant.parse("2026-03-01T12:00:00Z");
                  }
                }));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "2026-01-21T20:00:00+02:00 | 2026-01-21T18:00:00Z",
        "2026-01-21T20:00:00.5+0200 | 2026-01-21T18:00:00.500Z",
        "2026-01-19T03:54:44.308307 | 2026-01-19T03:54:44.308307Z",
        "2026-01-19 03:54:44 | 2026-01-19T03:54:44Z",
        "2026-01-23T22:47:00.000000Z | 2026-01-23T22:47:00.000000Z",
        "2026-01-23T22:47:00.123456789Z | 2026-01-23T22:47:00.123456Z",
        "2026-01-23 | -",
        "2026-13-23T22:47:00Z | -",
        "soon | -",
      })
  void times(String given, String expected) {
    assertEquals(expected, RegistryTime.normalise(given));
  }
}
