package dev.reeve.engine.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks between real processes. */
@Tag("processes")
class LockProcessesTest {
  @TempDir Path root;

  @Test
  @DisplayName("LOCK-A5 processes counting under one lock lose nothing; fences go up")
  void a05_counting() throws Exception {
    count(4, 20);
  }

  @Test
  @Tag("long")
  @DisplayName("LOCK-A5 in full: 8 processes, 200 increments each")
  void a05_countingInFull() throws Exception {
    count(8, 200);
  }

  private void count(int processes, int rounds) throws Exception {
    new LockRoom(root, EngineClock.system()).close(); // the database is made before the crowd comes
    Path file = Files.createDirectories(root.resolve("docs")).resolve("count.txt");
    Files.writeString(file, "0");
    List<LockChild> children = new ArrayList<>();
    try {
      for (int i = 0; i < processes; i++) {
        children.add(LockChild.start(root, "count", Integer.toString(rounds)));
      }
      Map<Integer, Long> fenceByValue = new TreeMap<>();
      for (LockChild child : children) {
        for (String line : child.all("count ")) {
          String[] parts = line.split(" ");
          fenceByValue.put(Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
        }
      }
      assertEquals(processes * rounds, Integer.parseInt(Files.readString(file)));
      assertEquals(processes * rounds, fenceByValue.size());
      long last = 0;
      for (long fence : fenceByValue.values()) {
        assertTrue(fence > last, fence + " after " + last);
        last = fence;
      }
    } finally {
      children.forEach(LockChild::close);
    }
  }

  @Test
  @DisplayName("LOCK-A9 a killed holder's lease is taken within a second; the event names both")
  void a09_killedHolder() throws Exception {
    try (LockRoom room = new LockRoom(root, EngineClock.system());
        LockChild child = LockChild.start(root, "hold", "archive")) {
      child.expect("held");
      assertThrows(EngineException.class, () -> room.acquire("archive"));
      assertEquals(LockStatus.State.HELD, room.locks.status("archive").getFirst().state());
      child.kill();
      assertEquals(LockStatus.State.STALE, room.locks.status("archive").getFirst().state());
      LockHandle heir = room.acquire("tidy", "moves", Duration.ofSeconds(1), "archive");
      assertEquals(List.of("archive"), heir.held());
      LockEvent.LeaseTakenOver event =
          room.events.stream()
              .filter(LockEvent.LeaseTakenOver.class::isInstance)
              .map(LockEvent.LeaseTakenOver.class::cast)
              .findFirst()
              .orElseThrow();
      assertTrue(event.from().contains("pid " + child.pid() + " on "), event.from());
      assertTrue(event.to().contains(room.locks.session().holder()), event.to());
    }
  }

  @Test
  @DisplayName("a waiter gets a killed holder's lease by itself")
  void waiterIsServedAfterAKill() throws Exception {
    try (LockRoom room = new LockRoom(root, EngineClock.system());
        LockChild child = LockChild.start(root, "hold", "docs/a.md")) {
      child.expect("held");
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  org.awaitility.Awaitility.await().until(() -> room.rows() == 2);
                  child.kill();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      assertEquals(List.of("path:docs"), room.paths("here", Duration.ofSeconds(20), "docs").held());
    }
  }

  @Test
  @DisplayName("REG-A39 a killed holder of the registry lock delays nobody")
  void a39_killedRegistryHolder() throws Exception {
    try (LockRoom room = new LockRoom(root, EngineClock.system());
        LockChild child = LockChild.start(root, "hold", "registry")) {
      child.expect("held");
      LockScope item = room.locks.resources().scope("item", "a test", LockRoom.NEVER);
      EngineException e = assertThrows(EngineException.class, item::registry);
      assertEquals("REGISTRY_LOCK_BUSY", e.code());
      child.kill();
      item.registry().close();
    }
  }

  @Test
  @DisplayName("CHG-A36 beside a keeper: observer, free paths, locked paths, WORKSPACE_BUSY")
  void a36_secondProcess() throws Exception {
    try (LockRoom room = new LockRoom(root, EngineClock.system());
        LockChild child = LockChild.start(root, "hold", "keeper", "docs/a.md")) {
      child.expect("held");
      String keeper = "pid " + child.pid() + " on " + room.locks.session().host();
      assertEquals(keeper, room.locks.keeper().orElseThrow().holder());
      assertTrue(room.locks.subsystem().tryKeeper("watches").isEmpty());
      room.paths("here", Duration.ZERO, "docs/b.md").close();
      EngineException busy =
          assertThrows(
              EngineException.class,
              () -> room.paths("here", Duration.ofMillis(300), "docs/a.md", "docs/c.md"));
      assertEquals("LOCK_TIMEOUT", busy.code());
      assertTrue(busy.getMessage().contains("path:docs/a.md is held by child:execute:path"));
      assertTrue(busy.remedy().contains(keeper), busy.remedy());
      EngineException refused =
          assertThrows(EngineException.class, () -> room.locks.subsystem().takeKeeper("watches"));
      assertEquals("WORKSPACE_BUSY", refused.code());
      assertTrue(refused.getMessage().contains(keeper), refused.getMessage());
      child.kill();
      assertTrue(room.locks.keeper().isEmpty());
      assertTrue(room.locks.subsystem().tryKeeper("watches").isPresent());
    }
  }
}
