package dev.reeve.engine.links.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What Git remembers of paths")
final class GitHistoryTest {
  @TempDir Path folder;
  private Git git;

  @BeforeEach
  void init() throws Exception {
    git = Git.init().setDirectory(folder.toFile()).call();
    write("docs/guide.md", text("guide"));
    write("docs/setup/install.md", text("install"));
    write("docs/setup/upgrade.md", text("upgrade"));
    write("README.md", "See [guide](docs/guide.md).\n");
    commit("begin");
  }

  @AfterEach
  void close() {
    git.close();
  }

  @Test
  @DisplayName("A rename with a few edits is followed over several steps, at the least similarity")
  void followsRenames() throws Exception {
    move("docs/guide.md", "docs/manual.md");
    commit("one");
    Files.writeString(folder.resolve("docs/manual.md"), text("guide") + "One more line.\n");
    move("docs/manual.md", "handbook/manual.md");
    commit("two");
    try (PathHistory history = open()) {
      Move move = history.movedTo("docs/guide.md").orElseThrow();
      assertEquals("handbook/manual.md", move.to());
      assertTrue(move.similarity() >= 60 && move.similarity() < 100, move.toString());
      assertEquals(
          List.of("docs/manual.md", "docs/guide.md"), history.earlier("handbook/manual.md"));
      assertTrue(history.movedTo("handbook/manual.md").isEmpty(), "it is there");
      assertTrue(history.coverage().whole());
    }
  }

  @Test
  @DisplayName("What was deleted was not moved; its last bytes are known, and who else has them")
  void deletions() throws Exception {
    write("docs/copy.md", text("guide"));
    commit("copy");
    remove("docs/guide.md");
    commit("delete");
    try (PathHistory history = open()) {
      Departure gone = history.departed("docs/guide.md").orElseThrow();
      assertTrue(history.movedTo("docs/guide.md").isEmpty());
      assertEquals(List.of("docs/copy.md"), history.survivors(gone.blob()));
      assertEquals(git.getRepository().resolve("HEAD").name(), gone.commit());
      assertTrue(history.departed("docs/never.md").isEmpty());
      assertEquals(List.of(), history.earlier("docs/copy.md"));
    }
  }

  @Test
  @DisplayName("A rename does not count when the path came back and was deleted later")
  void onlyTheNewestRecord() throws Exception {
    move("docs/guide.md", "docs/manual.md");
    commit("move");
    write("docs/guide.md", "Another text altogether, and not long.\n");
    commit("again");
    remove("docs/guide.md");
    commit("delete");
    try (PathHistory history = open()) {
      assertTrue(history.movedTo("docs/guide.md").isEmpty());
    }
  }

  @Test
  @DisplayName("A rename whose end is gone leads nowhere")
  void movedAndDeleted() throws Exception {
    move("docs/guide.md", "docs/manual.md");
    commit("move");
    remove("docs/manual.md");
    commit("delete");
    try (PathHistory history = open()) {
      assertTrue(history.movedTo("docs/guide.md").isEmpty());
    }
  }

  @Test
  @DisplayName("A folder went where most of its files went")
  void folders() throws Exception {
    move("docs/setup/install.md", "docs/start/install.md");
    move("docs/setup/upgrade.md", "docs/start/upgrade.md");
    commit("move");
    try (PathHistory history = open()) {
      assertEquals("docs/start", history.folderMovedTo("docs/setup").orElseThrow().to());
      assertTrue(history.folderMovedTo("docs/se").isEmpty());
    }
  }

  @Test
  @DisplayName("A merge does not tell again what its branch told")
  void merges() throws Exception {
    String main = git.getRepository().getBranch();
    git.checkout().setCreateBranch(true).setName("side").call();
    move("docs/guide.md", "docs/manual.md");
    commit("side");
    git.checkout().setName(main).call();
    write("docs/other.md", "Other.\n");
    commit("main");
    git.merge().include(git.getRepository().resolve("side")).call();
    try (PathHistory history = open()) {
      assertEquals("docs/manual.md", history.movedTo("docs/guide.md").orElseThrow().to());
      assertEquals(3, history.coverage().commits());
    }
  }

  @Test
  @DisplayName("Without version control, and before the first commit, nothing is remembered")
  void nothing(@TempDir Path bare, @TempDir Path fresh) throws Exception {
    assertSame(PathHistory.NONE, GitHistory.of(bare, EngineClock.system()));
    Git.init().setDirectory(fresh.toFile()).call().close();
    assertSame(PathHistory.NONE, GitHistory.of(fresh, EngineClock.system()));
    assertTrue(PathHistory.NONE.departed("a").isEmpty());
  }

  @Test
  @DisplayName("Reading ends when its time is over, and says so; what was read counts")
  void limited() throws Exception {
    move("docs/guide.md", "docs/manual.md");
    commit("move");
    Repository repository = new FileRepositoryBuilder().findGitDir(folder.toFile()).build();
    try (GitHistory history =
        GitHistory.of(repository, "HEAD", new SettableClock(), Duration.ofNanos(-1))
            .orElseThrow()) {
      assertFalse(history.coverage().whole());
      assertNotNull(history.coverage().why());
      assertTrue(history.movedTo("docs/guide.md").isEmpty());
    }
  }

  @Test
  @DisplayName("A store with missing pieces is read as far as it goes, and says so")
  void missingPieces() throws Exception {
    move("docs/guide.md", "docs/manual.md");
    commit("move");
    String first = git.getRepository().resolve("HEAD~1").name();
    Path object =
        folder.resolve(".git/objects").resolve(first.substring(0, 2)).resolve(first.substring(2));
    Files.delete(object);
    try (PathHistory history = open()) {
      assertFalse(history.coverage().whole());
      assertNotNull(history.coverage().why());
      assertTrue(history.movedTo("docs/guide.md").isEmpty());
    }
  }

  @Test
  @DisplayName("A shallow clone is read to its edge, where nothing came and nothing went")
  void shallow(@TempDir Path clone) throws Exception {
    move("docs/guide.md", "docs/manual.md");
    commit("move");
    write("docs/late.md", "Late.\n");
    commit("late");
    Git.cloneRepository()
        .setURI(folder.toUri().toString())
        .setDirectory(clone.toFile())
        .setDepth(1)
        .call()
        .close();
    try (PathHistory history = GitHistory.of(clone, EngineClock.system())) {
      assertTrue(history.movedTo("docs/guide.md").isEmpty());
      assertEquals(1, history.coverage().commits());
    }
  }

  private PathHistory open() throws IOException {
    return GitHistory.of(folder, EngineClock.system());
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void move(String from, String to) throws IOException {
    Files.createDirectories(folder.resolve(to).getParent());
    Files.move(folder.resolve(from), folder.resolve(to));
  }

  private void remove(String path) throws IOException {
    Files.delete(folder.resolve(path));
  }

  private void commit(String message) throws Exception {
    git.add().addFilepattern(".").call();
    git.add().addFilepattern(".").setUpdate(true).call();
    git.commit()
        .setMessage(message)
        .setAuthor("a", "a@b")
        .setCommitter("a", "a@b")
        .setSign(false)
        .call();
  }

  private static String text(String about) {
    return Stream.concat(
            Stream.of("# " + about),
            IntStream.range(0, 20).mapToObj(line -> "Line " + line + " about " + about + "."))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
