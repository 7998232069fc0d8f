package dev.reeve.engine.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ResourceLocksTest {
  @TempDir Path root;
  private LockRoom room;
  private LockRoom other;

  @BeforeEach
  void open() {
    room = new LockRoom(root, EngineClock.system());
    other = new LockRoom(root, EngineClock.system());
  }

  @AfterEach
  void close() {
    other.close();
    room.close();
  }

  private LockScope scope(String item) {
    return room.locks.resources().scope(item, "a test", LockRoom.NEVER);
  }

  private static EngineException refused(Executable call) {
    return assertThrows(EngineException.class, call);
  }

  private static SafePath path(String text) {
    return new SafePath(text);
  }

  @Test
  @DisplayName("REG-A38 path, then doc, then registry; going back is refused at once")
  void a38_order() {
    try (LockScope item = scope("item");
        var path = item.path(path("docs/a.md"));
        var doc = item.doc("260118:999:20");
        var registry = item.registry();
        var ledger = item.idLedger();
        var trail = item.trail()) {
      assertEquals(
          List.of("path:docs/a.md", "doc:260118:999:20", "registry", "id-ledger", "trail"),
          room.names());
      assertEquals("LOCK_ORDER_VIOLATION", refused(() -> item.path(path("b"))).code());
      assertEquals("LOCK_ORDER_VIOLATION", refused(() -> item.doc("x")).code());
      assertEquals(5, room.names().size(), "what is held is still held");
    }
    assertEquals(List.of(), room.names());
  }

  @Test
  @DisplayName("a full disk refuses the locks of the operating system, frees the rest, and passes")
  void fullDisk(@TempDir Path elsewhere) {
    FaultyFiles files = new FaultyFiles();
    try (LockRoom full =
        new LockRoom(
            elsewhere,
            EngineClock.system(),
            LockRoom.settings(),
            ResourceLocks.Timeouts.defaults(),
            files)) {
      files.failOn("tryLock", "locks", new IOException("No space left on device"));
      try (LockScope item = full.locks.resources().scope("item", "a test", LockRoom.NEVER)) {
        item.path(path("docs/a.md"));
        for (Executable lock : List.<Executable>of(item::registry, item::idLedger, item::trail)) {
          EngineException e = refused(lock);
          assertEquals("DISK_FULL", e.code());
          assertEquals("Nothing was changed.", e.safe());
          assertEquals(List.of("path:docs/a.md"), full.names());
        }
        files.heal();
        item.registry();
        item.trail();
        assertEquals(List.of("path:docs/a.md", "registry", "trail"), full.names());
      }
      assertEquals(List.of(), full.names());
    }
  }

  @Test
  @DisplayName("a move's two paths are taken in sorted order, all or none")
  void severalPaths() {
    try (LockScope holder = scope("holder");
        LockScope item = scope("item")) {
      var held = holder.path(path("b"));
      assertEquals(
          "PATH_LOCK_BUSY", refused(() -> item.paths(List.of(path("b"), path("a")))).code());
      assertEquals(List.of("path:b"), room.names());
      held.close();
      item.paths(List.of(path("b"), path("a")));
      assertEquals(List.of("path:a", "path:b"), room.names());
      assertEquals("LOCK_ORDER_VIOLATION", refused(() -> item.path(path("0"))).code());
      item.path(path("c"));
    }
    assertEquals(List.of(), room.names());
  }

  @Test
  @DisplayName("a work item takes again what it has; it is free after the last giving back")
  void reentrant() throws Exception {
    try (LockScope item = scope("item")) {
      var outer = item.registry();
      var inner =
          CompletableFuture.supplyAsync(item::registry, task -> Thread.ofVirtual().start(task))
              .get();
      inner.close();
      inner.close();
      assertEquals("REGISTRY_LOCK_BUSY", refused(() -> scope("next").registry()).code());
      outer.close();
      scope("next").registry().close();
    }
  }

  @Test
  @DisplayName("who waits too long hears who holds it")
  void busy() {
    var resources = room.locks.resources();
    try (LockScope holder = resources.scope("item-7", "writes 12 records", LockRoom.NEVER);
        LockScope item = scope("item-8")) {
      holder.doc("k");
      holder.registry();
      EngineException doc = refused(() -> item.doc("k"));
      assertEquals("DOC_LOCK_BUSY", doc.code());
      assertEquals(EngineException.Kind.BUSY, doc.kind());
      EngineException registry = refused(item::registry);
      assertEquals("REGISTRY_LOCK_BUSY", registry.code());
      assertTrue(registry.getMessage().contains("item-7 (pid "), registry.getMessage());
      assertEquals("writes 12 records", room.locks.status("registry").getFirst().purpose());
      assertEquals(
          "LOCK_HOLDER_RUNNING",
          refused(() -> room.locks.breakLock("registry", true, "why", "dana")).code());
      item.doc("other").close();
    }
  }

  @Test
  @DisplayName("another session waits for the registry's file lock and is told the holder")
  void acrossSessions() {
    LockScope abroad = other.locks.resources().scope("abroad", "a test", LockRoom.NEVER);
    try (LockScope item = scope("item-7")) {
      item.registry();
      Awaitility.await().until(() -> !other.locks.status("registry").isEmpty());
      EngineException e = refused(abroad::registry);
      assertEquals("REGISTRY_LOCK_BUSY", e.code());
      assertTrue(e.getMessage().contains("item-7"), e.getMessage());
    }
    abroad.registry().close();
    Awaitility.await().until(() -> other.locks.status("registry").isEmpty());
    assertTrue(Files.exists(root.resolve(".reeve/state/locks/registry.lock")), "never deleted");
  }

  @Test
  @DisplayName("waiters of one process are served in the order in which they came")
  void fair() {
    List<String> served = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<Void>> runs = new ArrayList<>();
    try (LockRoom patient =
        new LockRoom(
            root, EngineClock.system(), LockRoom.settings(), ResourceLocks.Timeouts.defaults())) {
      var resources = patient.locks.resources();
      LockScope holder = resources.scope("holder", "", LockRoom.NEVER);
      holder.registry();
      for (int i = 0; i < 8; i++) {
        String name = "w" + i;
        int waiting = i + 1;
        runs.add(
            CompletableFuture.runAsync(
                () -> {
                  try (LockScope item = resources.scope(name, "", LockRoom.NEVER)) {
                    item.registry();
                    served.add(name);
                  }
                },
                task -> Thread.ofVirtual().start(task)));
        Awaitility.await()
            .until(() -> patient.locks.status("registry").getFirst().waiters() == waiting);
      }
      holder.close();
      runs.forEach(CompletableFuture::join);
    }
    assertEquals(List.of("w0", "w1", "w2", "w3", "w4", "w5", "w6", "w7"), served);
  }

  @Test
  @DisplayName("a cancelled item leaves its place in the line")
  void cancelled() {
    AtomicBoolean cancelled = new AtomicBoolean(true);
    try (LockScope holder = scope("holder");
        LockScope item = room.locks.resources().scope("item", "a test", cancelled::get)) {
      holder.doc("k");
      assertEquals("CANCELLED", refused(() -> item.doc("k")).code());
      assertEquals(0, room.locks.status("doc:k").getFirst().waiters());
    }
  }

  @Test
  @DisplayName("after five minutes a hold raises an alarm, and is kept")
  void alarm() {
    SettableClock clock = new SettableClock();
    try (LockRoom slow = new LockRoom(root, clock);
        LockRoom beside = new LockRoom(root, clock);
        LockScope item = slow.locks.resources().scope("item", "", LockRoom.NEVER)) {
      item.registry();
      Awaitility.await().until(() -> !beside.locks.status("registry").isEmpty());
      for (LockRoom seen : List.of(slow, beside)) {
        assertEquals(LockStatus.State.HELD, seen.locks.status("registry").getFirst().state());
      }
      clock.advance(Duration.ofMinutes(5));
      for (LockRoom seen : List.of(slow, beside)) {
        assertEquals(LockStatus.State.HELD, seen.locks.status("registry").getFirst().state());
      }
      clock.advance(Duration.ofMillis(1));
      for (LockRoom seen : List.of(slow, beside)) {
        assertEquals(LockStatus.State.OVERDUE, seen.locks.status("registry").getFirst().state());
      }
    }
  }

  @Test
  @DisplayName("who waits hears of the holder of that lock, not of another")
  void busyNamesTheRightHolder() {
    try (LockScope first = scope("item-1");
        LockScope second = scope("item-2");
        LockScope third = scope("item-3")) {
      first.doc("a");
      second.doc("b");
      assertTrue(refused(() -> third.doc("a")).getMessage().contains("held by item-1 (pid "));
      assertTrue(refused(() -> third.doc("b")).getMessage().contains("held by item-2 (pid "));
    }
  }
}
