package dev.reeve.engine.links;

import static dev.reeve.engine.links.Entry.Role.DOCUMENT;
import static dev.reeve.engine.links.Trees.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.links.CheckScope.Mode;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.links.suggest.FakeHistory;
import dev.reeve.engine.testing.SettableClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a finding to the text that mends it. */
class LinkSuggestionsTest {
  @TempDir Path folder;

  private List<Finding> advised(boolean withHistory) throws Exception {
    CheckedTree tree = new FolderTree(Trees.workspace(folder));
    SettableClock clock = new SettableClock();
    try (ExecutorService pool = Executors.newFixedThreadPool(2);
        PathHistory history = withHistory ? tree.history(clock) : PathHistory.NONE) {
      return new LinkCheck(tree, LinkSettings.USUAL, clock, pool)
          .runWithSuggestions(new CheckScope(Mode.CUSTOM, List.of(), true), history)
          .findings();
    }
  }

  private static Suggestion best(Finding finding) {
    return finding.suggestions().getFirst();
  }

  @Test
  @DisplayName("LINK-A12 Another case of the same name is proposed with 0.96")
  void a12_case() throws Exception {
    write(folder, "README.md", "# x");
    write(folder, "docs/a.md", "[a](../README.MD?q#x)");
    Finding finding = advised(false).getFirst();
    assertEquals(Category.CASE_MISMATCH, finding.reason());
    assertEquals(Band.HIGH, finding.confidence());
    assertEquals("../README.md?q#x", best(finding).text());
  }

  @Test
  @DisplayName(
      "LINK-A19 Two identical copies are offered at 0.93 in one order, whatever the machine")
  void a19_twoCopies() throws Exception {
    write(folder, "docs/a.md", "[a](ii.md#x)");
    List<String> copies = List.of("Z/ii.md", "i/ii.md");
    Finding broken =
        Trees.check(folder, new CheckScope(Mode.CUSTOM, List.of(), false)).findings().getFirst();
    PathHistory history = new FakeHistory().gone("docs/ii.md", copies.toArray(String[]::new));
    Locale usual = Locale.getDefault();
    try {
      for (int run = 0; run < 100; run++) {
        List<String> files = new ArrayList<>(copies);
        files.addAll(List.of("docs/a.md", "docs/other.md", "y/iii.md"));
        Collections.shuffle(files, new Random(run));
        PathIndex index = new PathIndex();
        files.forEach(path -> new Entry(path, true, false, false, DOCUMENT, 0, 0).addTo(index));
        Locale.setDefault(run % 2 == 0 ? Locale.ROOT : Locale.of("tr", "TR"));
        CheckedTree tree = new FolderTree(Trees.workspace(folder));
        Finding told =
            new Advisor(index, new Documents(tree, Extraction.USUAL), history).advise(broken);
        assertEquals(
            List.of("../Z/ii.md#x 0.93", "../i/ii.md#x 0.93"),
            told.suggestions().stream()
                .limit(2)
                .map(each -> each.text() + " " + each.score())
                .toList(),
            "run " + run);
        assertEquals(Band.HIGH, told.confidence());
      }
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  @DisplayName("LINK-A20 A fragment that the new file lacks is kept and flagged")
  void a20_fragment() throws Exception {
    write(folder, "guide/setup.md", "# Other");
    write(folder, "docs/a.md", "[a](setup.md#install)");
    Finding finding = advised(false).getFirst();
    assertEquals("../guide/setup.md#install", best(finding).text());
    assertTrue(best(finding).headingMissing());
  }

  @Test
  @DisplayName("Each text resolves when it is written; a code span names the path from the root")
  void textsResolve() throws Exception {
    write(folder, "lib/x (y).md", "# x");
    write(folder, "src/unique_name.py", "");
    write(folder, "docs/z.md", "# z");
    write(folder, "docs/k.md", "# k");
    write(
        folder,
        "docs/a.md",
        "[a](lib/x%20%28y%29.md) `old/unique_name.py:3` [z](./z.md) [k](old/k.md)");
    List<Finding> findings = advised(false);
    assertEquals(
        List.of("../lib/x%20%28y%29.md", "src/unique_name.py", "./k.md"),
        findings.stream().map(each -> best(each).text()).toList());
    write(folder, "docs/a.md", "[a](../lib/x%20%28y%29.md) `src/unique_name.py:3` [k](./k.md)");
    assertEquals(List.of(), advised(false));
  }

  @Test
  @DisplayName("What git recorded as moved is proposed, also where the name says nothing")
  void history() throws Exception {
    GitSystem.install();
    write(folder, "docs/a.md", "[a](old.md)");
    write(folder, "docs/old.md", "# A page\n\nwith a few lines\nthat nobody else has\n");
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      git.add().addFilepattern(".").call();
      git.commit().setMessage("1").setAuthor("a", "a@x").setSign(false).call();
      write(folder, "handbook/entirely.md", "# A page\n\nwith a few lines\nthat nobody else has\n");
      java.nio.file.Files.delete(folder.resolve("docs/old.md"));
      git.add().addFilepattern(".").call();
      git.rm().addFilepattern("docs/old.md").call();
      git.commit().setMessage("2").setAuthor("a", "a@x").setSign(false).call();
    }
    Finding finding = advised(true).getFirst();
    assertEquals(Band.HIGH, finding.confidence());
    assertEquals("../handbook/entirely.md", best(finding).text());
    assertEquals(List.of(), advised(false).getFirst().suggestions());
  }

  @Test
  @DisplayName(
      "A missing heading is proposed in its file: high for the same letters, never by likeness")
  void headings() throws Exception {
    write(folder, "docs/b.md", "# Get the Frame / Panel\n\n# Rules of the gate");
    write(folder, "docs/a.md", "[a](b.md#get-the-frame-panel) [b](b.md#rules-of-the-gates)");
    List<Finding> findings = advised(false);
    assertEquals("b.md#get-the-frame--panel", best(findings.getFirst()).text());
    assertEquals(Band.HIGH, findings.getFirst().confidence());
    assertEquals("b.md#rules-of-the-gate", best(findings.getLast()).text());
    assertEquals(Band.MEDIUM, findings.getLast().confidence());
    write(folder, "docs/a.md", "# Here\n\n[c](#hers)");
    assertEquals("#here", best(advised(false).getFirst()).text());
  }

  @Test
  @DisplayName("A label and a fragment that is like nothing get nothing proposed")
  void notAdvised() throws Exception {
    write(folder, "docs/a.md", "[a][b] [c](#d)");
    assertTrue(advised(false).stream().allMatch(each -> each.suggestions().isEmpty()));
  }
}
