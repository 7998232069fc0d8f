package dev.reeve.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.FaultyReads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoreRulesTest {
  @TempDir Path root;

  private IgnoreRules rules(String... extra) {
    return new IgnoreRules(root, "UNIFIED_SSOT_REGISTRY.json", List.of(extra), true, false);
  }

  private void gitignore(String folder, String text) throws Exception {
    Path place = Files.createDirectories(root.resolve(folder));
    Files.writeString(place.resolve(".gitignore"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".git/HEAD",
        "sub/.git/config",
        "a/__pycache__/x.py",
        "m.pyc",
        "web/node_modules/p/index.js",
        "build/o.js",
        "sub/target/x.class",
        "pkg.egg-info/PKG-INFO",
        "a/.reeve-exec_0-1.tmp",
        "notes.md~",
        "~$letter.docx",
        "#notes.md#",
        ".#notes.md",
        ".~lock.sheet.ods#",
        "a/B.java___jb_tmp___",
        "a/B.java___jb_old___",
        "Thumbs.db",
        ".reeve/state/reeve.db",
        ".reeve",
        "UNIFIED_SSOT_REGISTRY.json",
      })
  void theDefaultsCoverTheirSubtrees(String path) {
    assertTrue(rules().ignored(path, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".",
        "README.md",
        "builder/x",
        "sub/UNIFIED_SSOT_REGISTRY.json",
        ".github/workflows/ci.yml",
        "tmp/a",
        "sub/.reeve.md",
      })
  void otherPathsAreSeen(String path) {
    assertFalse(rules().ignored(path, false));
  }

  @Test
  void patternsOfTheSettingsAreAdded() {
    IgnoreRules rules = rules("*.log", "generated/**");
    assertTrue(rules.ignored("a/b.log", false));
    assertTrue(rules.ignored("generated", true));
    assertTrue(rules.ignored("generated/deep/x", false));
    assertFalse(rules.ignored("src/generated/x", false));
    assertTrue(rules.patterns().contains("generated/**"));
  }

  @Test
  void gitignoreFilesCountAtEveryLevelAndTheNearestDecides() throws Exception {
    gitignore(".", "*.log\n/only-top\nout/\n");
    gitignore("sub", "!keep.log\n*.bak\n");
    IgnoreRules rules = rules();
    assertTrue(rules.ignored("a.log", false));
    assertTrue(rules.ignored("sub/a.log", false));
    assertFalse(rules.ignored("sub/keep.log", false));
    assertTrue(rules.ignored("sub/deep/x.bak", false));
    assertFalse(rules.ignored("x.bak", false));
    assertTrue(rules.ignored("only-top", false));
    assertFalse(rules.ignored("sub/only-top", false));
    assertTrue(rules.ignored("sub/out/x", false));
    assertFalse(rules.ignored("sub/out", false), "a folder pattern does not match a file");
  }

  @Test
  void nothingBelowAnIgnoredFolderComesBack() throws Exception {
    gitignore(".", "closed/\n!closed/a\nhalf/*\n!half/a\n");
    IgnoreRules rules = rules();
    assertTrue(rules.ignored("closed/a", false));
    assertFalse(rules.ignored("half/a", false));
    assertTrue(rules.ignored("half/b", false));
  }

  @Test
  void gitignoreCannotBringBackADefault() throws Exception {
    gitignore(".", "!.reeve\n!build\n");
    assertTrue(rules().ignored("build/x", false));
    assertTrue(rules().ignored(".reeve/x", false));
  }

  @Test
  void aChangeCountsAfterReload() throws Exception {
    IgnoreRules rules = rules();
    assertFalse(rules.ignored("a.log", false));
    gitignore(".", "*.log");
    assertTrue(rules.isRuleFile(".gitignore"));
    assertTrue(rules.isRuleFile("sub/.gitignore"));
    assertFalse(rules.isRuleFile("x.gitignore"));
    rules.reload();
    assertTrue(rules.ignored("a.log", false));
  }

  @Test
  void aChangeCountsAfterReloadAlsoWhenAQuestionIsBeingAnsweredMeanwhile() throws Exception {
    gitignore(".", "*.log\n");
    gitignore("a", "*.bak\n");
    FaultyReads disk = new FaultyReads();
    IgnoreRules rules = new IgnoreRules(disk.wrap(root), "r.json", List.of(), true, false);
    Path below = root.resolve("a/.gitignore");
    disk.inject(
        (operation, path) -> {
          if (path.equals(below)) { // what the root says was taken, what the folder says was not
            disk.inject(null);
            Files.writeString(root.resolve(".gitignore"), "*.txt\n");
            rules.reload();
          }
        });
    assertTrue(rules.ignored("a/x.bak", false));
    assertFalse(rules.ignored("a/x.log", false), "the rule is gone");
    assertTrue(rules.ignored("a/x.txt", false), "the rule is new");
  }

  @Test
  void gitignoreFilesCanBeSwitchedOff() throws Exception {
    gitignore(".", "*.log");
    IgnoreRules rules = new IgnoreRules(root, "r.json", List.of(), false, false);
    assertFalse(rules.ignored("a.log", false));
  }

  @Test
  void onAVolumeThatIgnoresCaseTheRulesDoToo() throws Exception {
    gitignore(".", "Logs/\n");
    IgnoreRules rules = new IgnoreRules(root, "Registry.json", List.of(), true, true);
    assertTrue(rules.ignored("logs/x", false));
    assertTrue(rules.ignored("REGISTRY.JSON", false));
    assertTrue(rules.ignored("Build/x", false));
  }

  @Test
  void aWorkspaceGivesItsOwnRules() throws Exception {
    Files.createDirectories(root.resolve(".reeve"));
    Files.writeString(
        root.resolve(".reeve/config.toml"),
        "[watch]\nignore_patterns = ['*.out']\n[registry]\npath = 'meta/reg.json'\n");
    Workspace workspace = Workspace.open(root, new DiskFileLayer());
    IgnoreRules rules = IgnoreRules.of(workspace, List.of("index.md"));
    assertTrue(rules.ignored("x.out", false));
    assertTrue(rules.ignored("meta/reg.json", false));
    assertTrue(rules.ignored("index.md", false));
    assertEquals("meta/reg.json", rules.patterns().getLast());
  }
}
