package dev.reeve.engine.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class PathLocksTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration NOW = Duration.ZERO;

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

  private static EngineException refused(Executable call) {
    return assertThrows(EngineException.class, call);
  }

  private CompletableFuture<Void> later(
      LockRoom from, List<String> served, String name, String... paths) {
    long before = room.rows();
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(
            () -> {
              try (LockHandle h = from.paths(name, LONG, paths)) {
                served.add(name);
              }
            },
            task -> Thread.ofVirtual().start(task));
    Awaitility.await().until(() -> room.rows() == before + 1);
    return run;
  }

  @Test
  @DisplayName("CHG-A33 two executions of one path run strictly one after the other, in order")
  void a33_samePathInOrder() {
    List<String> served = Collections.synchronizedList(new ArrayList<>());
    LockHandle first = room.paths("first", NOW, "docs/a.md");
    var second = later(room, served, "second", "docs/a.md", "x");
    var third = later(other, served, "third", "docs/a.md");
    var fourth = later(room, served, "fourth", "docs/a.md");
    assertEquals(List.of(), served);
    assertEquals(3, room.locks.status("path:docs/a.md").getFirst().waiters());
    long fence = first.fence("path:docs/a.md");
    first.close();
    CompletableFuture.allOf(second, third, fourth).join();
    assertEquals(List.of("second", "third", "fourth"), served);
    assertTrue(room.paths("last", NOW, "docs/a.md").fence("path:docs/a.md") > fence + 3);
  }

  @Test
  @DisplayName("CHG-A35 a folder and what lies in it are serialised, both ways round")
  void a35_ancestors() {
    LockHandle file = room.paths("first", NOW, "n");
    EngineException below = refused(() -> other.paths("second", NOW, "n/b"));
    assertEquals("LOCK_TIMEOUT", below.code());
    assertTrue(
        below
            .getMessage()
            .startsWith(
                "Failed to lock the paths [path:n/b]: path:n is held by first:execute:path since"),
        below.getMessage());
    file.close();
    LockHandle inside = room.paths("first", NOW, "n/b");
    assertEquals("LOCK_TIMEOUT", refused(() -> room.paths("second", NOW, "n")).code());
    room.paths("third", NOW, "n2", "nb", "n/c").close();
    inside.close();
    assertEquals(0, room.rows());
  }

  @Test
  @DisplayName("a set waits for an earlier set that waits, though nobody holds its paths")
  void laterSetWaitsForEarlierWaiter() {
    List<String> served = Collections.synchronizedList(new ArrayList<>());
    LockHandle a = room.paths("first", NOW, "a");
    var ab = later(room, served, "second", "a", "b");
    var b = later(other, served, "third", "b");
    room.paths("free", NOW, "c").close();
    a.close();
    CompletableFuture.allOf(ab, b).join();
    assertEquals(List.of("second", "third"), served);
  }

  @Test
  @DisplayName("the whole root waits for everything and keeps everything out")
  void wholeRoot() {
    LockOperation operation = LockRoom.operation("big");
    LockHandle some = room.paths("first", NOW, "a/b");
    assertEquals(
        "LOCK_TIMEOUT",
        refused(() -> other.locks.paths().acquireRoot(operation, "x", NOW, LockRoom.NEVER)).code());
    some.close();
    try (LockHandle all = other.locks.paths().acquireRoot(operation, "x", NOW, LockRoom.NEVER)) {
      assertEquals(List.of("path:."), room.names());
      assertEquals(List.of("path:."), all.held());
      assertEquals("LOCK_TIMEOUT", refused(() -> room.paths("second", NOW, "z")).code());
    }
    room.paths("second", NOW, "z").close();
  }

  @Test
  @DisplayName("an operation holds one set at a time; an empty set holds nothing")
  void oneSetAtATime() {
    LockOperation operation = LockRoom.operation("big");
    PathLocks paths = room.locks.paths();
    try (LockHandle a = paths.acquire(operation, "x", LockRoom.safe("a"), NOW, LockRoom.NEVER)) {
      assertEquals(
          "LOCK_ORDER_VIOLATION",
          refused(() -> paths.acquire(operation, "x", LockRoom.safe("b"), NOW, LockRoom.NEVER))
              .code());
      assertEquals(
          "LOCK_ORDER_VIOLATION",
          refused(
                  () ->
                      room.locks
                          .subsystem()
                          .acquire(operation, "x", List.of("docs"), NOW, LockRoom.NEVER))
              .code());
      assertEquals(List.of("path:a"), a.held());
    }
    assertEquals(List.of(), paths.acquire(operation, "x", List.of(), NOW, LockRoom.NEVER).held());
  }

  @Test
  @DisplayName("a dead process's paths are free at once, and the loser cannot write")
  void deadHolder() {
    LockHandle dead = room.paths("first", NOW, "a");
    room.die();
    try (LockHandle heir = other.paths("second", NOW, "a")) {
      assertTrue(
          other.events.stream()
              .anyMatch(
                  event ->
                      event instanceof LockEvent.LeaseTakenOver over
                          && over.name().equals("path:a")));
      EngineException e =
          refused(
              () ->
                  room.store.write(
                      tx -> {
                        dead.verify(tx);
                        return 0;
                      }));
      assertEquals("STALE_FENCE", e.code());
      room.store.write(
          tx -> {
            heir.verify(tx);
            room.locks.subsystem().verify(tx, "path", heir.fence("path"));
            return 0;
          });
    }
  }

  @Test
  @DisplayName("opening clears away what a dead session left locked")
  void openingClearsUp() {
    room.paths("first", NOW, "a");
    room.acquire("docs");
    room.die();
    try (LockRoom third = new LockRoom(root, EngineClock.system())) {
      assertEquals(List.of("docs"), third.names());
    }
  }

  @Test
  @DisplayName("a record whose paths cannot be read keeps everything out until it is broken")
  void damagedPaths() {
    room.paths("first", NOW, "a");
    room.store.write(
        tx ->
            tx.update("UPDATE leases SET paths = '[\"a', session_id = 'gone', host = 'elsewhere'"));
    assertEquals("LOCK_TIMEOUT", refused(() -> other.paths("second", NOW, "b")).code());
    assertEquals(LockStatus.State.DAMAGED, other.locks.status("path:?").getFirst().state());
    other.locks.breakLock("path:?", true, "odd", "dana");
    other.paths("second", NOW, "b").close();
  }

  @Test
  @DisplayName("sets of 50 paths are one row, and quick beside others")
  void manyPaths() {
    List<LockHandle> held = new ArrayList<>();
    long before = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      int set = i;
      String[] paths =
          IntStream.range(0, 50).mapToObj(n -> "d" + set + "/f" + n).toArray(String[]::new);
      held.add(room.paths("op" + i, NOW, paths));
    }
    assertEquals(20, room.rows());
    assertEquals(1000, room.names().size());
    EngineException e = refused(() -> other.paths("late", NOW, "d7", "z"));
    assertTrue(e.getMessage().contains("is held by op7:execute:path"), e.getMessage());
    held.forEach(LockHandle::close);
    assertEquals(0, room.rows());
    assertFalse(System.nanoTime() - before > 5_000_000_000L, "took seconds");
  }
}
