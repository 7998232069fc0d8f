package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another id for a file, against records and ledgers that a person can bring about. */
class ReissuingTest {
  private static final Instant OLD = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant NEW = Instant.parse("2021-01-01T00:00:00Z");
  private static final String ID = id(2);
  private static final String TEXT = "# doc_id: " + ID + "\n";

  @TempDir Path root;
  private FlowRoom room;

  @BeforeEach
  void open() {
    room = new FlowRoom(root, "");
  }

  @AfterEach
  void close() {
    room.close();
  }

  private static String id(int number) {
    return new IdStream("260118", "999", "02").id(number).text();
  }

  private static final class NoCarriers implements CarrierWriter {
    @Override
    public Result replace(SafePath file, byte[] before, String beforeHash, byte[] after) {
      throw new AssertionError("a plan writes nothing");
    }

    @Override
    public Result rename(SafePath from, SafePath to, String hash) {
      throw new AssertionError("a plan writes nothing");
    }
  }

  private DuplicateFinder finder() {
    return new DuplicateFinder(
        room.workspace, room.looking(room.workspace), room.writer(), room.ledger);
  }

  private Reissue plan(String path) {
    return room.handler(new NoCarriers())
        .reissuing(finder())
        .plan(KnownFile.canonical(path).orElseThrow(), () -> false);
  }

  private EngineException refused(String path) {
    return assertThrows(EngineException.class, () -> plan(path));
  }

  private void file(String path, Instant modified) throws IOException {
    Files.setLastModifiedTime(room.file(path, TEXT), FileTime.from(modified));
  }

  private static ObjectNode record(int number, String path, String status) {
    return FlowRoom.record(number, ID, path, TEXT).put("status", status);
  }

  /** Three files with one id, of which the first is not the oldest. */
  private void threeFiles() throws IOException {
    file("a.py", NEW);
    file("b.py", OLD);
    file("c.py", NEW);
  }

  /** What is proposed, and that each that is to get another id can have one. */
  private List<String> proposed() {
    DuplicateId twice = finder().find(() -> false).getFirst();
    for (DuplicateId.Claim claim : twice.claims()) {
      if (claim.advice().contains("registry reissue")) {
        assertEquals(ID, plan(claim.path()).oldId().text(), claim.path());
      } else if (!claim.advice().equals("the oldest file")) {
        assertEquals("ID_IS_ITS_OWN", refused(claim.path()).code(), claim.path());
      }
    }
    return twice.claims().stream()
        .filter(DuplicateId.Claim::keeps)
        .map(claim -> claim.path() + ": " + claim.advice())
        .toList();
  }

  @Test
  @DisplayName("Proposal and plan ask one rule: an active record keeps its id")
  void activeRecord() throws Exception {
    threeFiles();
    room.have(record(1, "a.py", "active"));
    assertEquals(List.of("a.py: its record"), proposed());
    assertEquals(List.of("a.py"), plan("b.py").keptBy());
  }

  @Test
  @DisplayName("An archived record keeps the id from all files; each can get another")
  void archivedRecord() throws Exception {
    threeFiles();
    room.have(record(1, "a.py", "archived"));
    assertEquals(List.of("b.py: the oldest file"), proposed());
    assertEquals(List.of("b.py", "c.py"), plan("a.py").keptBy());
  }

  @Test
  @DisplayName("A deleted record comes back with its file, so its id is that file's")
  void deletedRecord() throws Exception {
    threeFiles();
    room.have(record(1, "a.py", "deleted"));
    assertEquals(List.of("a.py: its record"), proposed());
  }

  @Test
  @DisplayName("An id without a record is that of the file it was issued for")
  void issuedFor() throws Exception {
    threeFiles();
    room.ledger.append(
        List.of(
            new LedgerEntry(
                OLD,
                "260118:999:02",
                2,
                DocId.parse(ID).orElseThrow(),
                "c.py",
                LedgerEntry.Action.ALLOCATE)));
    assertEquals(List.of("c.py: it was issued for it"), proposed());
  }

  @Test
  @DisplayName("A file that can get no record gets no other id")
  void noRecordToCome() throws Exception {
    room.close();
    room = new FlowRoom(root, "[watch]\nignore_patterns = [\"kept-out/*\"]\n");
    threeFiles();
    room.have(record(1, "a.py", "active"));
    file("kept-out/b.py", OLD);
    assertEquals("NOT_GOVERNED", refused("kept-out/b.py").code());
    file("0000000000000000_b.py", OLD);
    EngineException name = refused("0000000000000000_b.py");
    assertEquals("INVALID_ID_FORMAT_AFTER_REPAIR", name.code());
    assertEquals("Give the file another name first.", name.remedy());
  }

  @Test
  @DisplayName(
      "A file whose deleted record had an id gets that again; what went elsewhere does not")
  void givenBefore() throws Exception {
    threeFiles();
    for (int number : List.of(4, 5)) {
      room.ledger.append(
          List.of(
              new LedgerEntry(
                  OLD,
                  "260118:999:02",
                  number,
                  DocId.parse(id(number)).orElseThrow(),
                  number == 4 ? "b.py" : "c.py",
                  LedgerEntry.Action.ALLOCATE)));
    }
    room.have(
        record(1, "a.py", "active"),
        FlowRoom.record(2, id(4), "b.py", TEXT).put("status", "deleted"),
        FlowRoom.record(3, id(5), "moved/c.py", TEXT).put("status", "deleted"));
    Reissue again = plan("b.py");
    assertEquals(id(4), again.newId().text());
    assertFalse(again.issues());
    Reissue another = plan("c.py");
    assertNotEquals(id(5), another.newId().text(), "its file went on under another name");
    assertTrue(another.issues());
  }

  @Test
  @DisplayName("A file too large to carry a header is refused by its size, before it is read")
  void tooLarge() {
    FileObserver observer = new FileObserver(room.workspace);
    room.file("a.py", TEXT);
    Observed.Present small =
        (Observed.Present) observer.observe(KnownFile.canonical("a.py").orElseThrow(), null);
    FileReading read = small.content();
    Observed.Present large =
        new Observed.Present(
            small.path(),
            small.facts(),
            new FileReading(read.sha256(), HeaderEmbedder.LARGEST + 1L, read.head()));
    DocId old = new DocId(ID);
    DocId next = new DocId(id(3));
    ReissuedText text = new ReissuedText(room.workspace, observer);
    assertEquals(
        "HEADER_NOT_REPLACED",
        assertThrows(EngineException.class, () -> text.of(large, old, next)).code());
    assertEquals(
        TEXT.replace(ID, id(3)),
        new String(text.of(small, old, next).after(), StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("Two records with one id: neither file gets another, one record is to be ended")
  void twoRecords() throws Exception {
    threeFiles();
    room.have(record(1, "b.py", "deprecated"), record(2, "a.py", "active"));
    assertEquals(List.of("a.py: its record"), proposed());
    assertEquals(List.of("a.py", "b.py"), plan("c.py").keptBy());
  }
}
