package dev.reeve.engine.beside;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.RegistrySummary;
import dev.reeve.engine.workspace.EngineException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person edits the registry by hand while the engine writes it, or takes its folder away. */
class HandEditTest {
  private static final String REGISTRY = "UNIFIED_SSOT_REGISTRY.json";

  @TempDir Path folder;

  private static void replace(Path file, String text) throws Exception {
    Path temporary = Files.writeString(file.resolveSibling("edit.tmp"), text);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean waits(Desk desk, String code) {
    return desk.items(ItemState.RETRY_WAIT).stream().anyMatch(i -> code.equals(i.errorCode()));
  }

  @Test
  @Tag("long")
  @DisplayName(
      "D7 A valid edit stops the writer until it is accepted, a torn one until it is mended")
  void editsSurvive() throws Exception {
    Files.writeString(folder.resolve("a.md"), "a\n");
    try (Desk desk = Desk.open(folder)) {
      Path registry = desk.at(REGISTRY);
      String edited =
          Files.readString(registry)
              .replace(
                  "\"entity_kind\": \"file\"", "\"entity_kind\": \"file\", \"notes\": \"mine\"");
      replace(registry, edited);
      desk.write("b.md", "b\n");
      await().atMost(Desk.LONG).until(() -> waits(desk, "FOREIGN_WRITE"));
      assertEquals(edited, Files.readString(registry));
      assertTrue(
          desk.engine.registryRecovery().acceptForeign().stream().allMatch(Finding::warning));
      desk.agrees();
      assertTrue(Files.readString(registry).contains("\"notes\": \"mine\""));
      assertTrue(desk.record("b.md").isPresent());

      String whole = Files.readString(registry);
      replace(registry, whole.substring(0, whole.length() / 2));
      desk.write("c.md", "c\n");
      await().atMost(Desk.LONG).until(() -> waits(desk, "REGISTRY_UNREADABLE"));
      assertEquals(whole.substring(0, whole.length() / 2), Files.readString(registry));
      replace(registry, whole);
      desk.agrees();
      assertTrue(desk.record("c.md").isPresent());
    }
  }

  /** Writes the registry again and again, and says how often it was refused. */
  private static final class Writer implements AutoCloseable {
    private final Desk desk;
    private final String key;
    final AtomicInteger written = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;
    private final Thread thread;

    Writer(Desk desk, String key) {
      this.desk = desk;
      this.key = key;
      thread = Thread.ofPlatform().name("writer").start(this::loop);
    }

    private void loop() {
      try {
        while (!stopped) {
          String code = once();
          switch (code) {
            case "WRITTEN" -> written.incrementAndGet();
            case "FOREIGN_WRITE" -> refused.incrementAndGet();
            case "CAS_PRECONDITION_FAILED", "REGISTRY_UNREADABLE" -> {}
            default -> throw new AssertionError(code);
          }
        }
      } catch (Throwable e) {
        failure.set(e);
      }
    }

    private String once() {
      try {
        RegistrySummary now = desk.engine.registry().summary();
        if (now.hash() == null) { // between the person's truncate and write, never gone
          return now.problem().substring(0, now.problem().indexOf(':'));
        }
        String patch =
            "{\"registry_hash\":\"%s\",\"record_id\":\"%s\",\"changes\":{\"notes\":\"written %d\"}}"
                .formatted(now.hash(), key, written.get() + 1);
        return desk.engine.registryActions().apply(patch.getBytes(StandardCharsets.UTF_8)).code();
      } catch (EngineException e) {
        return e.code();
      }
    }

    /** Waits for so many more of these. */
    void await(AtomicInteger counter, int more) {
      int until = counter.get() + more;
      org.awaitility.Awaitility.await()
          .pollInterval(Duration.ofMillis(2))
          .atMost(Desk.LONG)
          .until(() -> failure.get() != null || counter.get() >= until);
      if (failure.get() != null) {
        throw new AssertionError("the writer stopped", failure.get());
      }
    }

    @Override
    public void close() throws InterruptedException {
      stopped = true;
      thread.join();
    }
  }

  private void race(int rounds) throws Exception {
    Files.writeString(folder.resolve("a.md"), "a\n");
    Files.writeString(folder.resolve("b.md"), "b\n");
    try (Desk desk = Desk.open(folder)) {
      Path registry = desk.at(REGISTRY);
      desk.patch(desk.record("b.md").get().key(), "notes", "round 0");
      try (Writer writer = new Writer(desk, desk.record("a.md").get().key())) {
        for (int round = 1; round <= rounds; round++) {
          writer.await(writer.written, 1);
          LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(8_000_000));
          String edited =
              Files.readString(registry)
                  .replace("\"round " + (round - 1) + "\"", "\"round " + round + "\"");
          if (round % 2 == 0) {
            replace(registry, edited);
          } else {
            Files.writeString(registry, edited);
          }
          writer.await(writer.refused, 2);
          assertEquals(edited, Files.readString(registry), "the edit of round " + round);
          assertTrue(
              desk.engine.registryRecovery().acceptForeign().stream().allMatch(Finding::warning));
          writer.await(writer.written, 2);
          assertTrue(
              Files.readString(registry).contains("\"round " + round + "\""), "round " + round);
        }
      }
      desk.agrees();
    }
  }

  @Test
  @DisplayName("An edit saved at whatever moment of a write is never overwritten: 25 rounds")
  void editsRaceWithWrites() throws Exception {
    race(25);
  }

  @Test
  @Tag("long")
  @DisplayName("An edit saved at whatever moment of a write is never overwritten: 1,500 rounds")
  void manyEditsRaceWithWrites() throws Exception {
    race(1500);
  }

  @Test
  @DisplayName(
      "A registry that is gone is not accepted as an empty one; brought back, work goes on")
  void aMissingRegistryIsNotAccepted() throws Exception {
    Files.writeString(folder.resolve("a.md"), "a\n");
    try (Desk desk = Desk.open(folder)) {
      Path registry = desk.at(REGISTRY);
      String id = desk.id("a.md");
      Path away = Files.move(registry, folder.resolve(".reeve/away.json"));
      EngineException e =
          assertThrows(EngineException.class, () -> desk.engine.registryRecovery().acceptForeign());
      assertEquals("REGISTRY_MISSING", e.code());
      assertTrue(String.valueOf(e.remedy()).contains("restore a backup"));
      assertFalse(Files.exists(registry));
      desk.write("b.md", "b\n");
      await().atMost(Desk.LONG).until(() -> waits(desk, "FOREIGN_WRITE"));
      assertFalse(Files.exists(registry));
      Files.move(away, registry);
      desk.agrees();
      assertEquals(id, desk.id("a.md"));
      assertTrue(desk.record("b.md").isPresent());
    }
  }
}
