package dev.reeve.engine.registry;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.queue.Attempt;
import dev.reeve.engine.queue.Dispatcher;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.RetryPolicy;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.watch.FileWatcher;
import dev.reeve.engine.watch.RootStatus;
import dev.reeve.engine.watch.Suppression;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watcher, queue and handler together, on a real disk in real time. */
class RegistryFlowTest {
  private static final String QUICK =
      "engine.mode = \"live\"\nwatch.debounce_ms = 50\nwatch.window_ms = 50\n";

  @TempDir Path root;
  private FlowRoom room;
  private WorkQueue queue;
  private Suppression suppression;
  private Inventory inventory;
  private Dispatcher dispatcher;
  private FileWatcher watcher;

  private void open(String config) {
    EngineClock clock = EngineClock.system();
    room = new FlowRoom(root, QUICK + config, clock);
    inventory = new Inventory(room.store, room::current, room.bus);
    inventory.load();
    queue =
        new WorkQueue(room.store, clock, room.bus, inventory, RetryPolicy.standard(new Random(1)));
    suppression = new Suppression(room.store, clock);
    dispatcher =
        new Dispatcher(
            queue, room.handler(new AnnouncedCarriers(), clock), "test", 1, room.bus, clock);
    watcher =
        new FileWatcher(
            room.workspace,
            room.ignore(),
            queue,
            suppression,
            inventory,
            (rootId, reason) -> CompletableFuture.completedFuture(true),
            room.bus,
            clock,
            Executors.newVirtualThreadPerTaskExecutor());
    dispatcher.start();
    watcher.start();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> watcher.roots().getFirst().state() == RootStatus.State.WATCHING);
  }

  @AfterEach
  void close() {
    watcher.close();
    dispatcher.close();
    inventory.close();
    room.close();
  }

  /** Writes headers as the change room does: announced, then replaced atomically. */
  private final class AnnouncedCarriers implements CarrierWriter {
    @Override
    public Result replace(SafePath file, byte[] before, String beforeHash, byte[] after) {
      suppression.register(
          "header-" + file, List.of(new Suppression.Expected(file.text(), Sha256.of(after))));
      try {
        Path place = file.under(room.root);
        Path temporary = place.resolveSibling(".reeve-test-1.tmp");
        Files.write(temporary, after);
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        return Result.DONE;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Result rename(SafePath from, SafePath to, String hash) {
      throw new UnsupportedOperationException();
    }
  }

  private Optional<ObjectNode> at(String path) {
    RegistryDocument document = room.current();
    return document.atPath(path).stream()
        .filter(RecordHead::active)
        .map(document::record)
        .findFirst();
  }

  private void awaitRecord(String path, String text) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                at(path)
                    .filter(record -> record.get("sha256").asText().equals(Sha256.of(text)))
                    .isPresent());
  }

  private void awaitIdle() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                queue.list(Set.of(), 1000).stream()
                    .allMatch(item -> item.state() == ItemState.DONE));
  }

  private List<Attempt> attempts(String path) {
    WorkItem row =
        queue.list(Set.of(), 1000).stream()
            .filter(item -> item.path().equals(path))
            .findFirst()
            .orElseThrow();
    return queue.history(row.id());
  }

  @Test
  @DisplayName("REG-A42 an embedded header is not worked on again; a user's edit right after is")
  void a42_ownHeadersDoNotComeBackAsWork() throws IOException {
    open("registry.carrier = \"HEADER\"\n");
    room.file("a.py", "print(1)\n");
    String text = "# doc_id: 2099900001260118\nprint(1)\n";
    awaitRecord("a.py", text);
    assertEquals(text, Files.readString(root.resolve("a.py")));
    await().atMost(Duration.ofSeconds(30)).until(() -> suppression.counters().matched() == 1);
    awaitIdle();
    assertEquals(1, attempts("a.py").size());
    Files.writeString(root.resolve("a.py"), "print(2)\n", StandardOpenOption.APPEND);
    awaitRecord("a.py", text + "print(2)\n");
    awaitIdle();
    assertEquals(2, attempts("a.py").size());
    assertEquals(1, room.ledger.entries().size());
  }

  @Test
  @DisplayName("REG-A43 a renamed file keeps record and id, without a tombstone")
  void a43_aRenamedFileKeepsItsRecord() throws IOException {
    open("");
    room.file("a.txt", "content");
    awaitRecord("a.txt", "content");
    awaitIdle();
    String id = at("a.txt").orElseThrow().get("doc_id").asText();
    room.move("a.txt", "docs/b.txt");
    awaitRecord("docs/b.txt", "content");
    awaitIdle();
    assertEquals(id, at("docs/b.txt").orElseThrow().get("doc_id").asText());
    assertEquals(1, room.current().size());
    assertTrue(inventory.hasRecord("docs/b.txt"));
    assertEquals(List.of("docs/b.txt"), inventory.under("docs"));
  }
}
