package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdLedgerTest {
  private static final IdStream STREAM = new IdStream("260118", "999", "20");

  @TempDir Path root;
  private FlowRoom room;
  private Path file;

  @BeforeEach
  void open() {
    room = new FlowRoom(root, "");
    file = room.workspace.own("registry", "id_ledger.jsonl");
  }

  @AfterEach
  void close() {
    room.close();
  }

  private LedgerEntry entry(int sequence, String path) {
    return new LedgerEntry(
        room.clock.now(),
        STREAM.key(),
        sequence,
        STREAM.id(sequence),
        path,
        LedgerEntry.Action.ALLOCATE);
  }

  private IdLedger second() {
    return new IdLedger(
        room.workspace, FlowRoom.osLock(room.workspace, "id-ledger"), FlowRoom.FORMAT);
  }

  @Test
  void nothingIsCreatedByLooking() {
    assertEquals(0, room.ledger.highest(STREAM));
    assertEquals(List.of(), room.ledger.entries());
    assertFalse(Files.exists(file));
  }

  @Test
  void everyLineTellsOneIdAndOthersSeeItAtOnce() throws IOException {
    IdLedger other = second();
    assertEquals(0, other.highest(STREAM));
    room.ledger.append(List.of(entry(7, "a.py"), entry(9, "b.py")));
    assertEquals(
        "{\"utc\":\"2038-01-01T00:00:00.000Z\",\"key\":\"260118:999:20\",\"seq\":7,"
            + "\"doc_id\":\"2099900007260118\",\"path\":\"a.py\",\"action\":\"allocate\"}",
        Files.readAllLines(file).getFirst());
    assertEquals(9, other.highest(STREAM));
    assertEquals(Optional.of(entry(7, "a.py")), other.find(STREAM.id(7)));
    assertEquals(Optional.of(STREAM.id(9)), other.lastFor("b.py"));
    other.append(List.of(entry(10, "c.py")));
    assertEquals(10, room.ledger.highest(STREAM));
    assertEquals(3, room.ledger.entries().size());
  }

  @Test
  void aTornLastLineIsSetAsideBeforeTheNextIsWritten() throws IOException {
    room.ledger.append(List.of(entry(1, "a.py")));
    Files.writeString(file, "{\"utc\":\"2038-01-0", StandardOpenOption.APPEND);
    IdLedger other = second();
    assertEquals(1, other.highest(STREAM));
    other.append(List.of(entry(2, "b.py")));
    assertEquals(2, Files.readAllLines(file).size());
    assertEquals(2, room.ledger.highest(STREAM));
    assertEquals("{\"utc\":\"2038-01-0", Files.readString(file.resolveSibling("id_ledger.torn")));
  }

  @Test
  void aDamagedLineStopsAllIssuing() throws IOException {
    room.ledger.append(List.of(entry(1, "a.py")));
    Files.writeString(file, "no json\n", StandardOpenOption.APPEND);
    EngineException refused =
        assertThrows(EngineException.class, () -> second().append(List.of(entry(2, "b.py"))));
    assertEquals("LEDGER_UNREADABLE", refused.code());
    assertEquals(2, Files.readAllLines(file).size());
  }

  @Test
  void aLedgerThatWasCutForgetsNothingWhileTheProgramRuns() throws IOException {
    room.ledger.append(List.of(entry(1, "a.py"), entry(2, "b.py")));
    Files.write(file, new byte[0]);
    assertEquals(2, room.ledger.highest(STREAM));
  }

  @Test
  void calendarIdsMoveNoCounter() {
    DocId calendar = new DocId("2026012322470001");
    room.ledger.append(
        List.of(
            new LedgerEntry(room.clock.now(), "", 0, calendar, "a.py", LedgerEntry.Action.ADOPT)));
    assertEquals(0, room.ledger.highest(new IdStream("470001", "260", "20")));
    assertEquals(1, room.ledger.entries().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"utc\":\"2038-01-01T00:00:00Z\",\"action\":\"allocate\"}",
        "{\"utc\":\"2038-01-01T00:00:00Z\",\"doc_id\":\"7\",\"action\":\"allocate\"}",
        "{\"utc\":\"2038-01-01T00:00:00Z\",\"doc_id\":\"2099900007260118\",\"action\":\"eat\"}"
      })
  @DisplayName("A line without an id, or with an action that is none, stops all issuing")
  void aLineThatTellsNoId(String line) throws IOException {
    room.ledger.append(List.of(entry(1, "a.py")));
    Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    EngineException refused =
        assertThrows(EngineException.class, () -> second().append(List.of(entry(2, "b.py"))));
    assertEquals("LEDGER_UNREADABLE", refused.code());
    assertTrue(String.valueOf(refused.getMessage()).contains(file.toString()));
    assertEquals(2, Files.readAllLines(file).size());
  }

  @Test
  @DisplayName("Of an id that was issued twice the newest line counts, in the place of the first")
  void theNewestLineOfAnId() {
    room.ledger.append(List.of(entry(1, "a.py"), entry(2, "b.py")));
    room.ledger.append(List.of());
    LedgerEntry again =
        new LedgerEntry(
            room.clock.now(), STREAM.key(), 1, STREAM.id(1), "c.py", LedgerEntry.Action.IMPORT);
    room.ledger.append(List.of(again));
    assertEquals(List.of(again, entry(2, "b.py")), second().entries());
    assertEquals(Optional.empty(), room.ledger.find(STREAM.id(3)));
    assertEquals(Optional.of(STREAM.id(1)), room.ledger.lastFor("c.py"));
    assertEquals(2, room.ledger.highest(STREAM));
  }
}
