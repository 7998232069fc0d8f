package dev.reeve.engine;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of events of the real program, and what it does when its database fails. */
class EngineRecordTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void adopt() {
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    Adoption.adopt(workspace);
    file = workspace.own("events", "transitions.jsonl");
  }

  private Engine open(Engine.Role role) {
    return Engine.open(Workspace.open(folder, new DiskFileLayer()), role, true);
  }

  private void openAndClose() {
    open(Engine.Role.KEEPER).close();
  }

  private List<String> types() throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.replaceAll(".*\"event_type\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  @Test
  @DisplayName("Start and end of the keeper are in the event file; an observer leaves none")
  void startAndEndAreOnRecord() throws Exception {
    openAndClose();
    open(Engine.Role.VISITOR).close();
    assertEquals(List.of("engine_started", "engine_stopped"), types());
  }

  @Test
  @DisplayName("SM-40 A last line that is cut in half is set aside and written again at the start")
  void sm40_aTornLineIsRepaired() throws Exception {
    openAndClose();
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() - 40));
    openAndClose();
    assertTrue(Files.readString(file).startsWith(whole));
    assertEquals(
        List.of(
            "engine_started", "engine_stopped", "log_repaired", "engine_started", "engine_stopped"),
        types());
  }

  @Test
  @DisplayName("SM-42 A deleted event file is made again, byte for byte, at the start")
  void sm42_aDeletedFileIsMadeAgain() throws Exception {
    openAndClose();
    String whole = Files.readString(file);
    Files.delete(file);
    openAndClose();
    assertTrue(Files.readString(file).startsWith(whole));
    assertEquals(4, types().size());
  }

  @Test
  @DisplayName("SM-41 After an edited line nothing is written, by anybody, until acknowledged")
  void sm41_aBrokenChainRefusesWrites() throws Exception {
    openAndClose();
    Files.writeString(file, Files.readString(file).replace("\"live\":true", "\"live\":none"));
    Files.writeString(folder.resolve("one.txt"), "1\n");

    try (Engine keeper = open(Engine.Role.KEEPER)) {
      assertEquals("CHAIN_BROKEN", keeper.writesRefused().orElseThrow().code());
      keeper.start();
      assertEquals(List.of(), keeper.registry().rows());
      try (Engine visitor = open(Engine.Role.VISITOR)) {
        EngineException shown = visitor.writesRefused().orElseThrow();
        assertEquals("CHAIN_BROKEN", shown.code());
        assertTrue(shown.getMessage().contains("transitions.jsonl"), shown.getMessage());
        assertThrows(EngineException.class, () -> visitor.acknowledgeBrokenChain("seen"));
      }
      assertThrows(EngineException.class, () -> keeper.acknowledgeBrokenChain(" "));
      assertTrue(keeper.writesRefused().isPresent());

      keeper.acknowledgeBrokenChain("An editor had saved it");
      assertTrue(keeper.writesRefused().isEmpty());
      await().atMost(LONG).until(() -> keeper.registry().rows().size() == 1);
    }
    try (Engine keeper = open(Engine.Role.KEEPER)) {
      assertTrue(keeper.writesRefused().isEmpty());
    }
  }

  @Test
  @DisplayName("ST-32 A full disk raises an alarm and stops scheduling until a write succeeds")
  void st32_aFailingDatabaseStopsScheduling() throws Exception {
    List<EngineEvent> heard = new CopyOnWriteArrayList<>();
    try (Engine engine = open(Engine.Role.KEEPER)) {
      engine.start();
      assertTrue(engine.awaitIdle(LONG));
      engine
          .bus()
          .subscribe(
              event -> {
                if (event instanceof AlarmEvent || event instanceof ExecutionEvent.Changed) {
                  heard.add(event);
                }
              });
      EngineException full =
          assertThrows(
              EngineException.class,
              () ->
                  engine.rooms.store.write(
                      tx -> {
                        tx.number("PRAGMA max_page_count = 1");
                        return tx.update(
                            "INSERT INTO engine_meta VALUES ('filler', zeroblob(4000000))");
                      }));
      assertEquals("STORE_FAILED", full.code());
      assertInstanceOf(AlarmEvent.StoreFailed.class, heard.getFirst());
      engine.rooms.store.write(tx -> tx.number("PRAGMA max_page_count = 1073741823"));
      Files.writeString(folder.resolve("one.txt"), "1\n");

      await().atMost(LONG).until(() -> engine.registry().rows().size() == 1);
      assertInstanceOf(AlarmEvent.StoreRecovered.class, heard.get(1));
      assertInstanceOf(ExecutionEvent.Changed.class, heard.get(2));
    }
    assertTrue(types().contains("store_failed"));
  }
}
