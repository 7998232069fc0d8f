package dev.reeve.engine.registry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.registry.Classifier;
import dev.reeve.engine.registry.contract.ContractReport.Module;
import dev.reeve.engine.registry.contract.ContractReport.Move;
import dev.reeve.engine.registry.contract.ContractReport.Problem;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractCheckTest {
  private static final String ORDER =
      """
      [[contract]]
      module_id = "MOD-A"
      mode = "enforce"
      canonical_allowlist = ["src/**", "*.key"]
      required_paths = ["README.md", "docs/*.md"]
      optional_paths = ["NOTES.md"]
      generated_patterns = ["*.gen", "src/made.gen"]
      run_artifact_patterns = ["*.log", "*.gen"]
      forbidden_patterns = ["*.key", "src/old/**"]
      """;

  @TempDir Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private ContractReport check(String config) throws IOException {
    file(".reeve/config.toml", config);
    Workspace workspace = Workspace.open(root, new DiskFileLayer());
    assertEquals(List.of(), workspace.config().problems());
    IgnoreRules ignore = IgnoreRules.of(workspace);
    return new ContractCheck(workspace, ignore, new Classifier(workspace, ignore)).run(() -> false);
  }

  private static List<String> items(ContractReport report) {
    return report.items().stream().map(item -> item.problem() + " " + item.path()).toList();
  }

  @Test
  @DisplayName("Forbidden, allow-list, generated, run artifact, else candidate: the first counts")
  void theOrder() throws Exception {
    for (String path :
        List.of(
            "README.md",
            "docs/a.md",
            "NOTES.md",
            "src/a.py",
            "src/made.gen",
            "src/old/b.py",
            "a.gen",
            "run.log",
            "my.key",
            "stray.bin")) {
      file(path, path);
    }
    ContractReport report = check(ORDER);
    assertEquals(
        List.of("FORBIDDEN my.key", "FORBIDDEN src/old/b.py", "UNEXPECTED stray.bin"),
        items(report));
    assertEquals(List.of(new Module(".", "MOD-A", "enforce", 5, 1, 1)), report.modules());
  }

  @Test
  @DisplayName("Missing and misplaced: a file of a missing path's name elsewhere is misplaced")
  void missingAndMisplaced() throws Exception {
    file("old/README.md", "r");
    file("old/NOTES.md", "n");
    file("docs/deep/a.md", "a");
    ContractReport report = check(ORDER);
    assertEquals(
        List.of(
            "MISSING README.md",
            "MISSING docs/*.md",
            "UNEXPECTED docs/deep/a.md",
            "MISPLACED old/NOTES.md",
            "MISPLACED old/README.md"),
        items(report));
    assertEquals("README.md", report.items().getLast().expected());
    file("README.md", "here");
    assertEquals(
        Problem.UNEXPECTED,
        check(ORDER).items().getLast().problem(),
        "where the right one is there, another of its name is no misplaced one");
  }

  @Test
  @DisplayName("The plan names place, target and content, and only of contracts in enforce mode")
  void thePlan() throws Exception {
    file("README.md", "r");
    file("docs/a.md", "a");
    file("my.key", "k");
    file(".reeve/quarantine/my.key", "an earlier one");
    file("build/x.key", "ignored files are not looked at");
    ContractReport report = check(ORDER);
    assertEquals(
        List.of(new Move("my.key", ".reeve/quarantine/my.key.2", Sha256.of("k".getBytes()))),
        report.moves());
    assertEquals(report.planId(), check(ORDER).planId());
    file("my.key", "another");
    assertNotEquals(report.planId(), check(ORDER).planId());
    ContractReport audit = check(ORDER.replace("enforce", "audit"));
    assertEquals(List.of(), audit.moves());
    assertEquals(items(report), items(audit));
  }

  @Test
  @DisplayName("Of nested folders the inner contract counts; what is set aside is not looked at")
  void nested() throws Exception {
    file("a/x.txt", "x");
    file("a/b/y.txt", "y");
    file("a/aside/z.txt", "z");
    file("else.txt", "no contract");
    ContractReport report =
        check(
            """
            [[contract]]
            root = "a"
            module_id = "OUTER"
            canonical_allowlist = ["x.txt"]
            quarantine_path = "a/aside/"
            [[contract]]
            root = "a/b"
            module_id = "INNER"
            canonical_allowlist = ["*.md"]
            [[contract]]
            root = "gone"
            module_id = "GONE"
            required_paths = ["it.txt"]
            """);
    assertEquals(List.of("UNEXPECTED a/b/y.txt", "MISSING gone/it.txt"), items(report));
    assertEquals("INNER", report.items().getFirst().moduleId());
    assertEquals(1, report.modules().getFirst().canonical());
    assertFalse(report.clean());
    assertTrue(check("").clean(), "without contracts nothing is asked of anybody");
  }
}
