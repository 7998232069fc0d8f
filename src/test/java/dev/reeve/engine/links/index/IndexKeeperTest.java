package dev.reeve.engine.links.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.reeve.engine.links.Trees;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was read last is what the next process finds, however the writes fall. */
final class IndexKeeperTest {
  @AutoClose("shutdownNow")
  private final ExecutorService pool = Executors.newFixedThreadPool(1);

  @AutoClose("shutdownNow")
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

  private final Deque<Runnable> writes = new ArrayDeque<>();
  private final FaultyFiles files = new FaultyFiles();
  private Path folder;
  private Workspace workspace;
  private Model model;
  private IndexKeeper keeper;

  @BeforeEach
  void read(@TempDir Path given) throws Exception {
    folder = given.toRealPath();
    workspace = Workspace.open(folder, files);
    model = new Model(workspace, new SettableClock(), pool);
    keeper =
        new IndexKeeper(
            workspace, pool, timer, question -> question.accept(model), writes::addLast);
    change("a.md");
  }

  private void change(String document) throws IOException {
    Trees.write(folder, document, "# One more\n");
    try {
      model.readAll();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    keeper.saveLater();
  }

  /** The time for it has come. */
  private void due() {
    Runnable next = timer.getQueue().iterator().next();
    timer.remove(next);
    next.run();
  }

  private Set<String> kept() throws Exception {
    IndexFile.Content content = new IndexFile(workspace).read(pool);
    assertNotNull(content);
    return content.documents().keySet();
  }

  @Test
  @DisplayName("What came while the file was written is written at the close")
  void whileItIsWritten() throws Exception {
    due();
    files.inject(
        call -> {
          if (call.operation().equals("moveReplace")) {
            files.heal();
            change("b.md");
          }
        });
    writes.removeFirst().run();
    assertEquals(Set.of("a.md"), kept());
    keeper.close(model);
    assertEquals(Set.of("a.md", "b.md"), kept());
  }

  @Test
  @DisplayName("A write that comes late writes nothing over what is newer")
  void lateWrite() throws Exception {
    due();
    change("b.md");
    due();
    writes.removeLast().run();
    writes.removeFirst().run();
    assertEquals(Set.of("a.md", "b.md"), kept());
  }

  @Test
  @DisplayName("After the close nothing is written, though the write at the close failed")
  void afterTheClose() throws Exception {
    due();
    writes.removeFirst().run();
    byte[] before = Files.readAllBytes(workspace.own("state", "links.index"));
    change("b.md");
    due();
    change("c.md");
    files.failOn("moveReplace", "links.index", new IOException("no room"));
    keeper.close(model);
    files.heal();
    writes.removeFirst().run();
    assertArrayEquals(before, Files.readAllBytes(workspace.own("state", "links.index")));
  }
}
