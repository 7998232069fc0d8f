package dev.reeve.engine.links;

import static dev.reeve.engine.links.Trees.told;
import static dev.reeve.engine.links.Trees.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.links.CheckScope.Mode;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A commit is judged as its checkout would be. */
class CommitTreeTest {
  @TempDir Path folder;

  @BeforeEach
  void commit() throws Exception {
    write(
        folder,
        "docs/a.md",
        "[b](b.md#x) [c](../src/c.go#L2) [d](../SRC/c.go) [e](/docs) [g](gone)");
    write(folder, "docs/b.md", "# x");
    write(folder, "docs/bad.md", "x");
    Files.write(folder.resolve("docs/bad.md"), new byte[] {(byte) 0xe4});
    write(folder, "src/c.go", "1\n2\n");
    write(folder, "node_modules/m.md", "[g](gone)");
    Files.createSymbolicLink(folder.resolve("out.md"), Path.of("../elsewhere.md"));
    Files.createSymbolicLink(folder.resolve("in.md"), Path.of("docs/a.md"));
    Files.createSymbolicLink(folder.resolve("circle.md"), Path.of("circle.md"));
    Files.createSymbolicLink(folder.resolve("docs/up"), Path.of("../src"));
    write(folder, "docs/z.md", "[u](up) [v](up/)");
    GitSystem.install();
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      git.add().addFilepattern(".").call();
      git.commit().setMessage("x").setAuthor("a", "a@x").setSign(false).call();
    }
  }

  private static CheckReport check(Path store, String revision) {
    try (CommitTree tree = CommitTree.open(store, revision);
        ExecutorService pool = Executors.newFixedThreadPool(2)) {
      return new LinkCheck(tree, LinkSettingsFile.read(tree), new SettableClock(), pool)
          .run(new CheckScope(Mode.CUSTOM, List.of(), false));
    }
  }

  @Test
  @DisplayName("Without a checkout the findings are those of the folder")
  void sameAsTheFolder() {
    List<String> ofFolder = told(Trees.check(folder, Mode.CUSTOM));
    assertEquals(ofFolder, told(check(folder, "HEAD")));
    assertEquals(ofFolder, told(check(folder.resolve(".git"), "master")));
    assertEquals(
        List.of(
            "circle.md:1:1 unreadable ",
            "docs/a.md:1:37 case_mismatch ../SRC/c.go",
            "docs/a.md:1:65 missing_file gone",
            "docs/bad.md:1:1 unreadable ",
            "out.md:1:1 unreadable "),
        ofFolder);
  }

  @Test
  @DisplayName("No store, no such commit and missing objects are plain messages or findings")
  void brokenStores(@TempDir Path empty) throws Exception {
    assertEquals("GIT_STORE_UNREADABLE", code(empty, "HEAD"));
    assertEquals("COMMIT_NOT_FOUND", code(folder, "nope"));
    assertEquals("COMMIT_NOT_FOUND", code(folder, "^^"));
    ObjectId tree;
    ObjectId document;
    try (Git git = Git.open(folder.toFile())) {
      Repository store = git.getRepository();
      tree = store.resolve("HEAD^{tree}");
      document = store.resolve("HEAD:docs/b.md");
    }
    Files.delete(object(document));
    assertTrue(told(check(folder, "HEAD")).contains("docs/b.md:1:1 unreadable "));
    Files.delete(object(tree));
    assertEquals("GIT_STORE_UNREADABLE", code(folder, "HEAD"));
  }

  @Test
  @DisplayName("A check leaves the store as it was")
  void leavesNoTrace() throws Exception {
    List<Path> before = files();
    check(folder, "HEAD");
    assertEquals(before, files());
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    }
  }

  private Path object(ObjectId id) {
    String name = id.name();
    return folder.resolve(".git/objects/" + name.substring(0, 2) + "/" + name.substring(2));
  }

  private static String code(Path store, String revision) {
    return assertThrows(EngineException.class, () -> check(store, revision)).code();
  }
}
