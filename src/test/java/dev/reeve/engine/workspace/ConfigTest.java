package dev.reeve.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  @TempDir Path own;

  private Config read(String toml) throws Exception {
    Files.writeString(own.resolve("config.toml"), toml);
    return Config.read(own);
  }

  @Test
  void withoutAFileTheDefaultsHold() {
    Config config = Config.read(own);
    assertEquals(Config.defaults(), config);
    assertFalse(config.engine().live());
    assertEquals("UNIFIED_SSOT_REGISTRY.json", config.registry().path());
    assertEquals(Duration.ofMillis(500), config.watch().debounce());
    assertEquals(List.of(), config.problems());
  }

  @Test
  void anUnknownKeyIsToldAndTheRestCounts() throws Exception {
    Config config =
        read(
            """
            colour = "blue"
            [engine]
            mode = "live"
            speed = 9
            [watch]
            roots = ["src", "."]
            ignore_patterns = ["*.log"]
            gitignore = false
            [watch.future]
            key = 1
            [tomorrow]
            """);
    assertTrue(config.engine().live());
    assertEquals(List.of("src", "."), config.watch().roots());
    assertEquals(List.of("*.log"), config.watch().ignore());
    assertFalse(config.watch().gitignore());
    assertEquals(
        Stream.of("colour", "engine.speed", "watch.future.key", "tomorrow")
            .map(key -> key + " is not used: there is no such key.")
            .toList(),
        config.problems());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "watch.debounc_ms = 1, watch.debounce_ms",
        "watch.debuonce_ms = 1, watch.debounce_ms",
        "watch.Debounce-MS = 1, watch.debounce_ms",
        "wach.debounce_ms = 1, watch.debounce_ms",
        "debounce_ms = 1, watch.debounce_ms",
        "engine.debounce_ms = 1, watch.debounce_ms",
        "\"watch.debounce_ms\" = 1, watch.debounce_ms",
        "locks.ttl = 60, locks.ttl_seconds",
        "keep.executons = 5, keep.executions",
        "[[contracts]], contract",
      })
  void theKnownKeyNearestToItIsNamed(String toml, String meant) throws Exception {
    List<String> problems = read(toml).problems();
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.getFirst().endsWith(" Did you mean " + meant + "?"), problems.toString());
  }

  @Test
  void aKnownKeyIsNotTakenForAnUnknownOne() throws Exception {
    assertEquals(
        List.of(
            "engine is not used: it must be a table; what holds without it holds instead.",
            "watch.debounce_ms is not used: it must be a whole number from 0 to 60000; 500 holds"
                + " instead."),
        read("engine = 5\n[watch]\ndebounce_ms = { x = 1 }\n[keep]\n").problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[watch]\ndebounce_ms = 'soon'",
        "[watch]\ndebounce_ms = 1.5",
        "[watch]\ndebounce_ms = -1",
        "[watch]\ndebounce_ms = 99999999999999999999999999",
        "[engine]\nmode = 'fast'",
        "[registry]\npath = '../registry.json'",
        "[registry]\npath = 5",
        "[registry]\nscope = '12'",
        "[watch]\nroots = ['../elsewhere']",
        "[watch]\nroots = 'src'",
        "[watch]\ngitignore = 'yes'",
        "[watch]\nignore_patterns = [1]",
        "watch = 5",
      })
  void oneBadValueFallsBackAloneAndIsNamed(String bad) throws Exception {
    Config config = read("locks = { ttl_seconds = 60 }\n" + bad);
    assertEquals(1, config.problems().size(), config.problems().toString());
    assertEquals(Duration.ofSeconds(60), config.locks().ttl());
    Config defaults = Config.defaults();
    assertEquals(defaults.watch(), config.watch());
    assertEquals(defaults.engine(), config.engine());
    assertEquals(defaults.registry(), config.registry());
    String key =
        bad.startsWith("[") ? bad.replaceAll("(?s)\\[(\\w+)]\n(\\w+).*", "$1.$2") : "watch";
    assertTrue(config.problems().getFirst().startsWith(key), config.problems().toString());
  }

  @Test
  void brokenTomlIsRefusedWithItsLine() {
    EngineException refused =
        assertThrows(EngineException.class, () -> read("[engine]\nmode = \"live\"\nmode = = 3\n"));
    assertEquals("CONFIG_INVALID", refused.code());
    assertEquals(EngineException.Kind.INVALID, refused.kind());
    assertTrue(String.valueOf(refused.getMessage()).contains("line 3"), refused.getMessage());
  }

  @Test
  void bytesThatAreNotTextAreRefused() throws Exception {
    Files.write(own.resolve("config.toml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    EngineException refused = assertThrows(EngineException.class, () -> Config.read(own));
    assertEquals("CONFIG_INVALID", refused.code());
    assertTrue(String.valueOf(refused.getMessage()).contains("UTF-8"));
  }

  @Test
  void aContractIsTakenWithItsDefaults() throws Exception {
    Config config = read("[[contract]]\nmodule_id = \"MOD-A\"\nforbidden_patterns = [\"*.key\"]\n");
    assertEquals(List.of(), config.problems());
    assertEquals(
        new ModuleContract(
            ".",
            "MOD-A",
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of("*.key"),
            ".reeve/quarantine"),
        config.contracts().getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mode = \"enforced\"",
        "module_id = \"\"",
        "root = \"../x\"",
        "root = \"lib\"",
        "canonical_allow_list = [\"*\"]",
        "canonical_allowlist = \"*\"",
        "quarantine_path = \".reeve/state\"",
        "quarantine_path = \".REEVE\"",
        "quarantine_path = \"a/.git/b\"",
        "quarantine_path = \"/tmp\"",
        "quarantine_path = \"src\"",
        "root = \"src\""
      })
  void aContractWithAValueThatCannotBeUsedIsLeftOutWhole(String line) throws Exception {
    String module = line.startsWith("module_id") ? "" : "module_id = \"MOD-B\"\n";
    String root = line.startsWith("root") ? "" : "root = \"src/b\"\n";
    Config config =
        read(
            "[watch]\nroots = [\"src\"]\n[[contract]]\nroot = \"src\"\nmodule_id = \"MOD-A\"\n"
                + "[[contract]]\n"
                + module
                + root
                + line
                + "\n");
    assertEquals(
        List.of("MOD-A"), config.contracts().stream().map(ModuleContract::moduleId).toList());
    assertEquals(2, config.problems().size(), config.problems().toString());
    assertEquals(
        line.startsWith("canonical_allow_list"),
        config
            .problems()
            .contains(
                "contract.1.canonical_allow_list is not used: there is no such key. Did you mean"
                    + " contract.1.canonical_allowlist?"));
  }
}
