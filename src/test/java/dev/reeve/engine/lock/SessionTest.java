package dev.reeve.engine.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.FileLayer.OsLock;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
  @TempDir Path root;
  private final SettableClock clock = new SettableClock();

  private Path sessions() {
    return root.resolve(".reeve/state/sessions");
  }

  private List<String> files() throws Exception {
    try (var list = Files.list(sessions())) {
      return list.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  @DisplayName("CHG-A37 leftover session files, empty or foreign, do no harm and are cleared away")
  void a37_leftovers() throws Exception {
    Files.createDirectories(sessions());
    Files.writeString(sessions().resolve("01ARZ3NDEKTSV4RRFFQ69G5FAV.lock"), "");
    Files.write(sessions().resolve("01ARZ3NDEKTSV4RRFFQ69G5FAW.lock"), new byte[] {0, -1, 7});
    Files.writeString(sessions().resolve("notes.lock"), "somebody else's");
    try (LockRoom room = new LockRoom(root, clock)) {
      assertEquals(List.of(room.locks.session().id() + ".lock", "notes.lock"), files());
    }
    assertEquals(List.of("notes.lock"), files());
  }

  @Test
  @DisplayName("a sweep leaves the files of sessions that are just starting alone")
  void manyStartTogether() throws Exception {
    new LockRoom(root, clock).close();
    try (LockRoom room = new LockRoom(root, clock)) {
      Sessions sweeper = new Sessions(room.workspace, room.locks.session());
      AtomicBoolean done = new AtomicBoolean();
      Thread sweeping =
          Thread.startVirtualThread(
              () -> {
                while (!done.get()) {
                  sweeper.sweep(Set.of(), clock.now());
                }
              });
      try {
        for (int i = 0; i < 200; i++) {
          Session session = Session.open(room.workspace, clock, ProcessHandle.current().pid());
          assertTrue(Files.exists(sessions().resolve(session.id() + ".lock")));
          session.closeAndForget();
        }
      } finally {
        done.set(true);
        sweeping.join();
      }
    }
  }

  @Test
  @DisplayName("a session of the same process is known to live, and a look at it does not end it")
  void sameProcess() {
    try (LockRoom room = new LockRoom(root, clock);
        LockRoom other = new LockRoom(root, clock)) {
      room.acquire("archive");
      for (int i = 0; i < 3; i++) {
        assertEquals(LockStatus.State.HELD, other.locks.status("archive").getFirst().state());
        assertThrows(EngineException.class, () -> other.acquire("archive"));
      }
    }
  }

  @Test
  @DisplayName("a dead session's file stays as long as a lease names it")
  void fileStaysWhileNamed() throws Exception {
    LockRoom dead = new LockRoom(root, clock);
    dead.acquire("archive");
    dead.die();
    String file = dead.locks.session().id() + ".lock";
    clock.advance(Duration.ofMinutes(2));
    try (LockRoom room = new LockRoom(root, clock)) {
      assertTrue(files().contains(file));
      room.acquire("archive").close();
      clock.advance(Duration.ofMinutes(2));
    }
    try (LockRoom room = new LockRoom(root, clock)) {
      assertFalse(files().contains(file));
    }
    dead.store.close();
  }

  @Test
  @DisplayName("CHG-A36 the second session is an observer and hears who keeps the workspace")
  void a36_keeper() {
    try (LockRoom room = new LockRoom(root, clock);
        LockRoom other = new LockRoom(root, clock)) {
      assertTrue(other.locks.keeper().isEmpty());
      LockHandle keeper = room.locks.subsystem().tryKeeper("watches").orElseThrow();
      assertTrue(other.locks.subsystem().tryKeeper("watches").isEmpty());
      assertEquals(room.locks.session().holder(), other.locks.keeper().orElseThrow().holder());
      EngineException e =
          assertThrows(EngineException.class, () -> other.locks.subsystem().takeKeeper("watches"));
      assertEquals("WORKSPACE_BUSY", e.code());
      assertTrue(e.getMessage().contains(room.locks.session().holder()), e.getMessage());
      keeper.close();
      assertTrue(other.locks.subsystem().tryKeeper("watches").isPresent());
    }
  }

  @Test
  @DisplayName("a workspace is open while a session lives or may live, and by no other file")
  void anyLives() throws Exception {
    FaultyFiles files = new FaultyFiles();
    Workspace workspace = Workspace.open(root, files);
    assertFalse(Sessions.anyLives(workspace), "never opened");
    Files.createDirectories(sessions());
    Path foreign = Files.writeString(sessions().resolve("notes.lock"), "somebody else's");
    Files.writeString(sessions().resolve("01ARZ3NDEKTSV4RRFFQ69G5FAV.lock"), "");
    try (OsLock held = files.tryLock(foreign)) {
      assertNotNull(held);
      assertFalse(Sessions.anyLives(workspace), "what is locked is no session");
    }
    try (LockRoom _ = new LockRoom(root, clock)) {
      assertTrue(Sessions.anyLives(workspace));
    }
    files.failOn("tryLock", "FAV", new NoSuchFileException("cleared away"));
    assertFalse(Sessions.anyLives(workspace), "its file went meanwhile");
    files.heal();
    Files.writeString(sessions().resolve("01ARZ3NDEKTSV4RRFFQ69G5FAV.lock"), "");
    files.failOn("tryLock", "FAV", new IOException("not now"));
    assertTrue(Sessions.anyLives(workspace), "that cannot be told");
  }
}
