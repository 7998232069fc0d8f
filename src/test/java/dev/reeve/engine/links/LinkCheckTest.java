package dev.reeve.engine.links;

import static dev.reeve.engine.links.Trees.check;
import static dev.reeve.engine.links.Trees.told;
import static dev.reeve.engine.links.Trees.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.links.CheckScope.Mode;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.testing.FaultyReads;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkCheckTest {
  @TempDir Path folder;

  private static String rule(String target, String as, String appliesTo) {
    return """
    {"version": 1, "rules": [{"id": "R1", "scope": "both", "sources": "**", "target": "%s",
     "applies_to": ["%s"], "as": "%s", "reason": "because it is so", "author": "ann",
     "created_at": "2026-01-01T00:00:00Z"}]}\
    """
        .formatted(target, appliesTo, as);
  }

  @Test
  @DisplayName("LINK-A8 Steps up, dotted folders and a leading ./ lead where they say")
  void a08_dotsAreNotDamaged() throws Exception {
    write(folder, "x.md", "# x");
    write(folder, "docs/.github/w.yml", "");
    write(folder, "docs/y.md", "# y");
    write(folder, "docs/a.md", "[a](../x.md) [b](.github/w.yml) [c](./y.md) [d](/x.md) [e](..)");
    assertEquals(List.of(), told(check(folder, Mode.CUSTOM)));
  }

  @Test
  @DisplayName("LINK-A11 A target that leaves the root is judged by its text alone")
  void a11_leavingTheRoot() throws Exception {
    write(
        folder,
        "docs/a.md",
        "[a](a/../../../etc/hosts)\n[b](../../" + folder.getFileName() + "/docs/a.md)");
    assertEquals(
        List.of(
            "docs/a.md:1:5 escapes_root a/../../../etc/hosts",
            "docs/a.md:2:5 escapes_root ../../" + folder.getFileName() + "/docs/a.md"),
        told(check(folder, Mode.CUSTOM)));
  }

  @Test
  @DisplayName("LINK-A11 Nothing outside is looked at, whatever documents, settings and code name")
  void a11_nothingOutsideIsLookedAt(@TempDir Path above) throws Exception {
    Path root = Files.createDirectories(above.toRealPath().resolve("work"));
    write(above, "secret.md", "# Secret");
    write(above, "work/docs/b.md", "# B");
    write(above, "work/README.md", "[b](docs/b.md)");
    write(
        above,
        "work/docs/a.md",
        """
        ---
        image: ../../secret.md
        ---
        [a](a/../../../etc/hosts) [b](../../secret.md#secret) [c](/../secret.md) ![d](../../work/docs/b.md)
        <img src="../../../secret.md"> [e] `../../secret.md` [f](..%2F..%2Fsecret.md) [g](../..\\secret.md)

        [e]: ../../secret.md

            [h](../../secret.md)
        """);
    write(
        above, "work/" + LinkSettings.FILE, "{\"version\": 1, \"front_matter_keys\": [\"image\"]}");
    FaultyReads reads = new FaultyReads();
    Workspace workspace = Workspace.open(reads.wrap(root), new DiskFileLayer());
    Set<Path> seen = ConcurrentHashMap.newKeySet();
    reads.witness(seen::add);
    CheckReport report;
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      report =
          new LinkCheck(
                  new FolderTree(workspace),
                  LinkSettingsFile.read(workspace),
                  new SettableClock(),
                  pool)
              .runWithSuggestions(
                  new CheckScope(Mode.CUSTOM, List.of(), true, true), PathHistory.NONE);
    }
    assertEquals(10, report.byReason().get(Category.ESCAPES_ROOT), told(report).toString());
    assertEquals(1, report.byReason().get(Category.CODE_SPAN_MISSING));
    assertEquals(11, report.findings().size());
    assertTrue(seen.contains(root.resolve("docs/a.md")), "it is seen what is looked at");
    assertEquals(List.of(), seen.stream().filter(path -> !path.startsWith(root)).toList());
  }

  @Test
  @DisplayName("LINK-A12 A target that differs in case only is a finding on every platform")
  void a12_case() throws Exception {
    write(folder, "README.md", "# x");
    write(folder, "a.md", "[a](README.MD)");
    assertEquals(
        List.of("a.md:1:5 case_mismatch README.MD"), told(check(folder, Mode.CUSTOM, "a.md")));
  }

  @Test
  @DisplayName("LINK-A14 A document that is not UTF-8 is a finding, and the others are checked")
  void a14_unreadable() throws Exception {
    Files.write(folder.resolve("bad.md"), "\u00e4 [a](x.md)".getBytes(StandardCharsets.ISO_8859_1));
    write(folder, "good.md", "[a](gone.md)");
    assertEquals(
        List.of("bad.md:1:1 unreadable ", "good.md:1:5 missing_file gone.md"),
        told(check(folder, Mode.CUSTOM)));
  }

  @Test
  @DisplayName("LINK-A20 A missing fragment is its own finding, in the same file and in another")
  void a20_fragments() throws Exception {
    write(folder, "b.md", "# Höhe und Breite\n# x\n# x\n");
    write(folder, "code.go", "1\n2\n3");
    write(
        folder,
        "a.md",
        """
        [1](b.md#h%C3%B6he-und-breite) [2](b.md#X-1) [3](b.md#install)
        [4](#none) [5](#) [6](#top) [7](code.go#L3) [8](code.go#L1-L4) [9](?x=1#none2)
        """);
    assertEquals(
        List.of(
            "a.md:1:50 missing_anchor b.md#install",
            "a.md:2:5 missing_anchor_same_file #none",
            "a.md:2:49 missing_anchor code.go#L1-L4",
            "a.md:2:68 missing_anchor_same_file ?x=1#none2"),
        told(check(folder, Mode.CUSTOM, "a.md")));
  }

  @Test
  @DisplayName("LINK-A22 A rule that takes everything is refused when it is read")
  void a22_tooWide() throws Exception {
    for (String target : List.of("**", "*", "**/*", "a", "*/**")) {
      write(folder, LinkSettings.FILE, rule(target, "ignored", "missing_file"));
      assertEquals(
          "RULE_TOO_WIDE",
          assertThrows(EngineException.class, () -> check(folder, Mode.NAV)).code());
    }
  }

  @Test
  @DisplayName("LINK-A26 A document that guards a merge and is gone is a finding")
  void a26_missingDocument() throws Exception {
    write(folder, LinkSettings.FILE, "{\"version\": 1, \"nav_docs\": [\"README.md\"]}");
    CheckReport report = check(folder, Mode.NAV);
    assertEquals(List.of("README.md:1:1 missing_document "), told(report));
    assertEquals(1, report.enforced());
  }

  @Test
  @DisplayName("LINK-A27 Settings that cannot be used end the check, whatever is wrong with them")
  void a27_brokenSettings() throws Exception {
    write(folder, "README.md", "# x");
    for (String text :
        List.of(
            "",
            "{",
            "[]",
            "{\"version\": 2}",
            "{\"version\": 1, \"rulez\": []}",
            "{\"version\": 1, \"rules\": {}}",
            rule("x/**", "ok", "missing_file"),
            rule("x/**", "ignored", "nothing"),
            rule("x/**", "ignored", "missing_file").replace("because it is so", "because"))) {
      write(folder, LinkSettings.FILE, text);
      assertEquals(
          "LINK_RULES_INVALID",
          assertThrows(EngineException.class, () -> check(folder, Mode.NAV), text).code());
    }
  }

  @Test
  @DisplayName("LINK-A33 A document that is a link out of the workspace is a finding, not read")
  void a33_linkOut(@TempDir Path outside) throws Exception {
    write(outside, "secret.md", "[a](x.md)");
    write(folder, "in/real.md", "[a](gone.md)");
    Files.createSymbolicLink(folder.resolve("out.md"), outside.resolve("secret.md"));
    Files.createSymbolicLink(folder.resolve("in.md"), folder.resolve("in/real.md"));
    Files.createSymbolicLink(folder.resolve("loop.md"), folder.resolve("loop.md"));
    Files.createSymbolicLink(folder.resolve("in/up"), folder);
    assertEquals(
        List.of(
            "in/real.md:1:5 missing_file gone.md",
            "loop.md:1:1 unreadable ",
            "out.md:1:1 unreadable "),
        told(check(folder, Mode.CUSTOM)));
  }

  @Test
  @DisplayName(
      "A link into the workspace is no file that was left out; one to no document is told apart")
  void eachLinkIsCountedOnce() throws Exception {
    Trees.writeNavigation(folder);
    write(folder, ".gitignore", "ignored/");
    write(folder, "ignored/real.md", "# Ignored");
    write(folder, "build/real.md", "# Never scanned");
    write(folder, "notes.txt", "# No Markdown name");
    Files.createSymbolicLink(folder.resolve("docs/second.md"), folder.resolve("README.md"));
    Scanned before = scanned();
    Files.createSymbolicLink(folder.resolve("docs/a.md"), folder.resolve("ignored/real.md"));
    Files.createSymbolicLink(folder.resolve("docs/b.md"), folder.resolve("build/real.md"));
    Files.createSymbolicLink(folder.resolve("docs/c.md"), folder.resolve("notes.txt"));
    assertEquals(new Scanned(3, 0, 0), before);
    assertEquals(new Scanned(3, 0, 3), scanned());
  }

  private record Scanned(int documents, int leftOut, int deadEnds) {}

  private Scanned scanned() {
    LinkScan scan = Trees.scan(folder, new CheckScope(Mode.DEEP, List.of(), true));
    return new Scanned(scan.report().documents(), scan.leftOut(), scan.deadEnds());
  }

  @Test
  @DisplayName("A text that would only lead somewhere from the root is not followed from there")
  void rootRelativeOnly() throws Exception {
    write(folder, "src/a.py", "");
    write(folder, "docs/a.md", "[a](src/a.py) [b](/src/a.py) `src/a.py` `src/b.py`\n[u][v]");
    CheckReport report = check(folder, new CheckScope(Mode.CUSTOM, List.of(), true));
    assertEquals(
        List.of(
            "docs/a.md:1:5 root_relative_only src/a.py",
            "docs/a.md:1:42 code_span_missing src/b.py",
            "docs/a.md:2:5 missing_definition v"),
        told(report));
    assertEquals(2, report.enforced());
  }

  @Test
  @DisplayName("A rule takes whole paths, is counted, and cannot hide a file from a nav document")
  void rulesAndGuards() throws Exception {
    write(folder, LinkSettings.FILE, rule("api/**", "ignored", "missing_file"));
    write(folder, "README.md", "[a](api/x)");
    write(folder, "docs/a.md", "[a](api/x) [b](docs/api/x.md)");
    CheckReport report = check(folder, Mode.CUSTOM);
    assertEquals(
        List.of("README.md:1:5 missing_file api/x", "docs/a.md:1:16 missing_file docs/api/x.md"),
        told(report));
    assertEquals(Map.of("R1", 1), report.byRule());
    assertEquals(1, report.byReason().get(Category.IGNORED));
    write(folder, LinkSettings.FILE, rule("api/**", "runtime_endpoint", "missing_file"));
    assertEquals("R1", check(folder, Mode.CUSTOM).findings().getFirst().rule());
    assertEquals(1, check(folder, Mode.CUSTOM).enforced());
  }

  @Test
  @DisplayName("A rule past its end is not applied and says so; a rule that grew is told")
  void rulesEndAndGrow() throws Exception {
    write(folder, "docs/a.md", "[a](api/x) [b](api/y)");
    String rule = rule("api/**", "ignored", "missing_file");
    write(
        folder,
        LinkSettings.FILE,
        rule.replace("\"author\"", "\"expires_at\": \"2020-01-01T00:00:00Z\", \"author\""));
    assertEquals(2, check(folder, Mode.CUSTOM).findings().size());
    assertTrue(check(folder, Mode.CUSTOM).warnings().getFirst().startsWith("RULE_EXPIRED"));
    write(folder, LinkSettings.FILE, rule.replace("\"author\"", "\"max_matches\": 1, \"author\""));
    assertTrue(check(folder, Mode.CUSTOM).warnings().getFirst().startsWith("RULE_GROWN"));
  }

  @Test
  @DisplayName(
      "A deep check reports and enforces nothing; archives and ignored folders are left out")
  void deepScope() throws Exception {
    write(folder, LinkSettings.FILE, "{\"version\": 1, \"nav_docs\": [\"README.md\"]}");
    write(folder, "README.md", "[a](gone.md) [b](docs/build/x.md) [c](made/y.md)");
    write(folder, ".gitignore", "made/\n");
    write(folder, "made/y.md", "[a](gone.md)");
    write(folder, "docs/build/x.md", "[a](gone.md)");
    write(folder, "docs/d/e.md", "[a](gone.md)");
    write(folder, "archive/f.md", "[a](gone.md)");
    CheckReport report = check(folder, Mode.DEEP);
    assertEquals(
        List.of(
            "README.md:1:5 missing_file gone.md",
            "README.md:1:39 missing_file made/y.md",
            "docs/d/e.md:1:5 missing_file gone.md"),
        told(report));
    assertEquals(0, report.enforced());
  }

  @Test
  @DisplayName("Broken escapes, NUL and other odd targets are findings")
  void oddTargets() throws Exception {
    write(folder, "100%.md", "# x");
    write(
        folder, "a.md", "[a](100%.md) [b](%zz.md) [c](%00.md) [d](%ff.md) [e](C:/x.md) [f](//h/x)");
    assertEquals(
        List.of(
            "a.md:1:18 missing_file %zz.md",
            "a.md:1:30 missing_file %00.md", "a.md:1:42 missing_file %ff.md"),
        told(check(folder, Mode.CUSTOM, "a.md")));
  }

  @Test
  @DisplayName("A document past the size limit is told and not read; a named path must be there")
  void largeAndMissing() throws Exception {
    Files.write(folder.resolve("big.md"), new byte[(int) DocumentReader.LARGEST + 1]);
    assertEquals(List.of("big.md:1:1 skipped_large "), told(check(folder, Mode.CUSTOM, "big.md")));
    assertEquals(
        "PATH_NOT_FOUND",
        assertThrows(EngineException.class, () -> check(folder, Mode.CUSTOM, "no.md")).code());
  }

  @Test
  @DisplayName("LINK-A21 Imported patterns take whole paths and say so; what they hid is reported")
  void a21_importedPatterns() throws Exception {
    RuleImport.Imported imported =
        RuleImport.of(
            """
            {"version": 1, "allow_missing_anchors": true,
             "runtime_endpoints": [{"pattern": "api/", "reason": "exists at run time"},
                                   {"pattern": "localhost:", "reason": "a host"}],
             "historical_refs": [{"pattern": "old_thing", "reason": "gone"}],
             "external_deps": [{"pattern": "http://", "reason": "external"}],
             "pattern_ignores": [{"pattern": "*.tmp", "reason": "temporary"}],
             "ignore_patterns": [{"file": "docs/a.md", "target": "x/y.md", "reason": "a"}]}
            """,
            "ann",
            Instant.EPOCH);
    assertEquals(
        List.of("x/y.md", "**/*.tmp", "api/**", "**/*old_thing*"),
        imported.rules().stream().map(LinkRule::target).toList());
    assertEquals(5, imported.warnings().size());
    assertTrue(
        imported.warnings().stream()
            .anyMatch(each -> each.contains("'api/'") && each.contains("'api/**'")));
    write(folder, LinkSettings.FILE, LinkSettingsFile.text(imported.rules()));
    write(folder, "docs/a.md", "[a](api/x) [b](docs/api/x.md) [c](x/y.md) [d](z/my_old_things.md)");
    assertEquals(
        List.of(
            "docs/a.md:1:5 runtime_endpoint api/x",
            "docs/a.md:1:16 missing_file docs/api/x.md",
            "docs/a.md:1:47 historical_ref z/my_old_things.md"),
        told(check(folder, Mode.CUSTOM)));
  }

  @Test
  @DisplayName("What git tracks is there for a reader, also when its rules exclude it")
  void trackedAndIgnored() throws Exception {
    write(folder, ".gitignore", "made/\n*.gen.md\n");
    write(folder, "made/kept/x.md", "# x");
    write(folder, "made/y.md", "# y");
    write(folder, "b.gen.md", "# b");
    write(folder, "gone.gen.md", "# b");
    write(folder, "sub/a.md", "[x](../made/kept/x.md#x) [y](../made/y.md) [k](../made/kept)");
    write(folder, "sub/own/z.md", "# z");
    write(folder, "sub/own/n.md", "# n");
    write(folder, "sub/b.md", "[z](own/z.md) [n](own/n.md)");
    write(folder, "a.md", "[b](b.gen.md) [c](gone.gen.md)");
    GitSystem.install();
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      DirCache index = git.getRepository().lockDirCache();
      DirCacheEditor editor = index.editor();
      for (String path : List.of("made/kept/x.md", "b.gen.md", "gone.gen.md", "sub/own/z.md")) {
        editor.add(
            new DirCacheEditor.PathEdit(path) {
              @Override
              public void apply(DirCacheEntry entry) {
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(ObjectId.zeroId());
              }
            });
      }
      editor.commit();
    }
    Files.delete(folder.resolve("gone.gen.md"));
    assertEquals(
        List.of("a.md:1:19 missing_file gone.gen.md", "sub/a.md:1:30 missing_file ../made/y.md"),
        told(check(folder, Mode.CUSTOM)));
    write(folder, "sub/.gitignore", "own/\n");
    assertEquals(
        List.of("b.md:1:19 missing_file own/n.md"),
        told(check(folder.resolve("sub"), Mode.CUSTOM, "b.md")));
  }

  @Test
  @DisplayName("A path from the root leads there, to a site, or nowhere, as the settings say")
  void rootAbsolute() throws Exception {
    write(folder, "x/y.md", "# y");
    write(folder, "x/a.md", "[a](/x/y.md) [b](/y.md) [c](/x)");
    assertEquals(
        List.of("x/a.md:1:18 missing_file /y.md"), told(check(folder, Mode.CUSTOM, "x/a.md")));
    write(folder, LinkSettings.FILE, "{\"version\": 1, \"root_absolute\": \"site\"}");
    assertEquals(List.of(), told(check(folder, Mode.CUSTOM, "x/a.md")));
    write(folder, LinkSettings.FILE, "{\"version\": 1, \"root_absolute\": \"error\"}");
    assertEquals(
        List.of(
            "x/a.md:1:5 root_relative_only /x/y.md",
            "x/a.md:1:18 missing_file /y.md",
            "x/a.md:1:29 root_relative_only /x"),
        told(check(folder, Mode.CUSTOM, "x/a.md")));
    write(folder, LinkSettings.FILE, "{\"version\": 1, \"folders_need_index\": true}");
    assertEquals(
        List.of("x/a.md:1:18 missing_file /y.md", "x/a.md:1:29 missing_file /x"),
        told(check(folder, Mode.CUSTOM, "x/a.md")));
  }

  @Test
  @DisplayName("Very many links in one document, and a document of 50 MiB, end in findings")
  void manyAndLarge() throws Exception {
    Files.writeString(folder.resolve("many.md"), "[a](#)\n".repeat(250_000));
    assertEquals(250_000, check(folder, Mode.CUSTOM, "many.md").references());
    Files.write(folder.resolve("many.md"), new byte[50 << 20]);
    assertEquals(
        List.of("many.md:1:1 skipped_large "), told(check(folder, Mode.CUSTOM, "many.md")));
  }
}
