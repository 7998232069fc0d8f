package dev.reeve.engine.watch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.queue.Claim;
import dev.reeve.engine.queue.Dispatcher;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.Outcome;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatcherTest {
  private static final String QUICK = "[watch]\ndebounce_ms = 100\nwindow_ms = 150\n";

  @TempDir Path folder;
  private WatchFixture w;

  @BeforeAll
  static void patience() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  @AfterEach
  void close() {
    if (w != null) {
      w.close();
    }
  }

  private void open(String settings) throws IOException {
    w = new WatchFixture(folder, settings);
  }

  private RootStatus root() {
    return w.watcher.roots().getFirst();
  }

  @Test
  void changesReachTheQueueAndSettle() throws IOException {
    open(QUICK);
    w.recorded("kept.md", "1");
    w.recorded("gone.md", "1");
    w.started();
    assertEquals(2, root().filesSeen());
    assertEquals(List.of(". STARTED"), w.rescans);
    w.write("new.md", "1");
    w.write("kept.md", "22");
    Files.delete(w.root.resolve("gone.md"));
    w.write("noise.tmp", "x");
    w.write(".reeve-X1-1.tmp", "x");
    w.write("build/out.md", "x");
    await().until(() -> w.ready("new.md") && w.ready("kept.md") && w.ready("gone.md"));
    assertEquals(List.of("ADDED new.md", "DELETED gone.md", "MODIFIED kept.md"), w.rows());
    await().until(() -> root().settling() == 0);
    assertTrue(root().eventsLastMinute() >= 3);
    assertTrue(w.events.stream().anyMatch(event -> event instanceof WatchEvent.Roots));
  }

  @Test
  @DisplayName("REG-A40 a file written slowly for 5 s is processed once, with its final bytes")
  void a40_slowWriteIsProcessedOnce() throws Exception {
    open("");
    w.started();
    StableRead reader = new StableRead(Workspace.open(w.root, new DiskFileLayer()));
    List<StableRead.Result> results = new CopyOnWriteArrayList<>();
    Path file = w.root.resolve("slow.bin");
    AtomicInteger chunks = new AtomicInteger();
    try (Dispatcher dispatcher =
            new Dispatcher(
                w.queue,
                batch -> {
                  List<Outcome> outcomes = new ArrayList<>();
                  for (Claim claim : batch) {
                    results.add(reader.read(claim.path(), claim.fingerprint(), 0));
                    outcomes.add(Outcome.done(claim));
                  }
                  return outcomes;
                },
                "test",
                2,
                w.bus,
                w.clock);
        ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor()) {
      dispatcher.start();
      var writing =
          writer.scheduleAtFixedRate(
              () -> append(file, "chunk " + chunks.incrementAndGet()),
              0,
              200,
              TimeUnit.MILLISECONDS);
      await().until(() -> chunks.get() >= 25);
      writing.cancel(false);
      await().until(() -> !results.isEmpty());
      await().during(Duration.ofSeconds(2)).until(() -> results.size() == 1);
    }
    assertEquals(Sha256.of(file), ((StableRead.Result.Read) results.getFirst()).sha256());
    assertEquals(1, w.queue.history(w.row("slow.bin").orElseThrow().id()).size());
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("REG-A42 Reeve's own write is dropped; a person's edit a second later is work")
  void a42_ownWriteIsDroppedAndTheNextEditIsNot() throws Exception {
    open(QUICK);
    Path file = w.recorded("doc.md", "text");
    w.started();
    String withHeader = "<!-- doc_id: 0199900042260118 -->\ntext";
    w.suppression.register(
        "X1", List.of(new Suppression.Expected("doc.md", Sha256.of(withHeader))));
    Path temporary = w.write(".reeve-X1-1.tmp", withHeader);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    await().until(() -> root().suppressed() == 1);
    assertEquals(List.of(), w.rows());
    assertEquals(1, w.suppression.counters().matched());

    Files.writeString(file, "an edit");
    await().until(() -> w.ready("doc.md"));
    assertEquals(List.of("MODIFIED doc.md"), w.rows());
  }

  @Test
  void anEditOnTopOfAnOwnWriteIsWork() throws Exception {
    open(QUICK);
    Path file = w.recorded("doc.md", "text");
    w.started();
    w.suppression.register("X1", List.of(new Suppression.Expected("doc.md", Sha256.of("own"))));
    Files.writeString(file, "own");
    Files.writeString(file, "own, and edited at once");
    await().until(() -> w.ready("doc.md"));
    assertEquals(1, w.suppression.counters().mismatched());
  }

  @Test
  @DisplayName("REG-A43 a renamed file is one move, also below a renamed folder")
  void a43_renameIsOneMove() throws IOException {
    open(QUICK);
    Path file = w.recorded("a.md", "content");
    w.recorded("old/one.md", "content one");
    w.recorded("old/deep/two.md", "content two");
    w.started();
    Files.move(file, w.root.resolve("b.md"));
    Files.move(w.root.resolve("old"), w.root.resolve("new"));
    await().until(() -> w.ready("b.md") && w.ready("new/one.md") && w.ready("new/deep/two.md"));
    await().until(() -> root().settling() == 0);
    assertEquals(
        List.of(
            "MOVED a.md->b.md",
            "MOVED old/deep/two.md->new/deep/two.md",
            "MOVED old/one.md->new/one.md"),
        w.rows());
    w.write("new/deep/two.md", "changed where it is now");
    await().until(() -> w.row("new/deep/two.md").orElseThrow().contentChanged());
  }

  @Test
  void aFolderThatComesOrGoesIsItsFiles() throws IOException {
    open(QUICK);
    w.recorded("going/a.md", "1");
    w.recorded("going/sub/b.md", "2");
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.createDirectories(outside.resolve("coming/sub"));
    Files.writeString(outside.resolve("coming/c.md"), "3");
    Files.writeString(outside.resolve("coming/sub/d.md"), "4");
    w.started();
    Files.move(w.root.resolve("going"), outside.resolve("went"));
    Files.move(outside.resolve("coming"), w.root.resolve("coming"));
    await().until(() -> w.ready("coming/sub/d.md") && w.ready("going/sub/b.md"));
    await().until(() -> root().settling() == 0);
    assertEquals(
        List.of(
            "ADDED coming/c.md",
            "ADDED coming/sub/d.md",
            "DELETED going/a.md",
            "DELETED going/sub/b.md"),
        w.rows());
    w.write("coming/sub/e.md", "5");
    await().until(() -> w.ready("coming/sub/e.md"));
  }

  @Test
  @DisplayName("REG-A45 a lost root pauses with an alarm and deletes nothing; when back it is read")
  void a45_lostRootDeletesNothing() throws IOException {
    open(QUICK + "roots = [\"data\"]\n");
    w.recorded("data/a.md", "1");
    w.recorded("data/b.md", "2");
    w.started();
    Files.delete(w.root.resolve("data/a.md"));
    Files.move(w.root.resolve("data"), w.root.resolve("elsewhere"));
    await().until(() -> root().state() == RootStatus.State.LOST);
    assertTrue(root().error().contains("Nothing is taken as deleted"));
    await()
        .during(Duration.ofMillis(2300))
        .until(
            () ->
                w.queue.list(Set.of(), 10).stream()
                    .noneMatch(item -> item.state() == ItemState.STABLE_READY));
    w.rescans.clear();
    Files.createDirectory(w.root.resolve("data")); // a mount point without its volume
    await().during(Duration.ofMillis(2300)).until(() -> root().state() == RootStatus.State.LOST);
    Files.delete(w.root.resolve("data"));
    Files.move(w.root.resolve("elsewhere"), w.root.resolve("data"));
    await().until(() -> root().state() == RootStatus.State.WATCHING);
    assertEquals(List.of("data RETURNED"), w.rescans);
    w.write("data/c.md", "3");
    await().until(() -> w.ready("data/c.md"));
  }

  @Test
  void aDeletedRootIsLostToo() throws IOException {
    open(QUICK + "roots = [\"data\"]\n");
    Files.createDirectories(w.root.resolve("data"));
    w.started();
    Files.delete(w.root.resolve("data"));
    await().until(() -> root().state() == RootStatus.State.LOST);
  }

  @Test
  void aRootThatWasNeverThereIsLost() throws IOException {
    open(QUICK + "roots = [\"data\"]\n");
    w.watcher.start();
    await().until(() -> root().state() == RootStatus.State.LOST);
    Files.createDirectories(w.root.resolve("data"));
    await().until(() -> root().state() == RootStatus.State.WATCHING);
  }

  @Test
  void aPausedRootTakesNothingAndIsReadWhenItResumes() throws IOException {
    open(QUICK);
    w.started();
    w.watcher.pause(".", true);
    assertEquals(RootStatus.State.PAUSED, root().state());
    w.write("unseen.md", "1");
    await().during(Duration.ofMillis(500)).until(() -> w.rows().isEmpty());
    w.watcher.pause(".", false);
    await().until(() -> root().state() == RootStatus.State.WATCHING);
    w.watcher.rescan(".");
    await().until(() -> w.rescans.equals(List.of(". STARTED", ". RESUMED", ". ASKED")));
    w.write("seen.md", "1");
    await().until(() -> w.ready("seen.md"));
    assertThrows(EngineException.class, () -> w.watcher.pause("nowhere", true));
    assertFalse(w.watcher.ignorePatterns().isEmpty());
  }

  @Test
  void newIgnoreRulesHoldAtOnceAndTheRootIsReadAgain() throws IOException {
    open(QUICK);
    w.write("drafts/a.md", "1");
    w.started();
    w.write(".gitignore", "drafts/\n");
    await().until(() -> w.rescans.contains(". RULES_CHANGED"));
    await().until(() -> root().state() == RootStatus.State.WATCHING);
    w.write("drafts/b.md", "2");
    w.write("c.md", "3");
    await().until(() -> w.ready("c.md"));
    assertEquals(List.of("ADDED .gitignore", "ADDED c.md"), w.rows());
  }

  @Test
  void rowsLeftWaitingByAnEarlierProcessAreFollowed() throws IOException {
    open(QUICK);
    w.write("left.md", "1");
    w.queue.observe(
        List.of(
            dev.reeve.engine.queue.FileEvent.of("left.md", FileEventKind.ADDED, w.clock.now())));
    w.started();
    await().until(() -> w.ready("left.md"));
  }

  @Test
  void anUnstableReadSettlesAgain() throws IOException {
    open(QUICK);
    w.started();
    w.write("a.md", "1");
    await().until(() -> w.ready("a.md"));
    Claim claim = w.queue.claim("test", 1).getFirst();
    w.queue.finish(List.of(new Outcome.Unstable(claim)));
    await().until(() -> w.ready("a.md"));
  }
}
