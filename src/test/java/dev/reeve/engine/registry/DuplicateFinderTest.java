package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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

/** Who claims what another has, and who is proposed to keep it. */
class DuplicateFinderTest {
  private static final Instant OLD = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant NEW = Instant.parse("2021-01-01T00:00:00Z");

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

  private List<DuplicateId> find(ObjectNode... records) {
    room.have(records);
    return new DuplicateFinder(
            room.workspace, room.looking(room.workspace), room.writer(), room.ledger)
        .find(() -> false);
  }

  private void file(String path, String text, Instant modified) {
    try {
      Files.setLastModifiedTime(room.file(path, text), FileTime.from(modified));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String id(int number) {
    return new IdStream("260118", "999", "02").id(number).text();
  }

  private static final String TAKE_OUT = "reeve registry reissue gives it one of its own";

  @Test
  @DisplayName(
      "Of two files with one id the one that its record names keeps it, though it is newer")
  void theFileOfTheRecordKeepsTheId() {
    file("new/" + id(1) + "_a.txt", "a", NEW);
    file("copy/" + id(1) + "_a.txt", "a", OLD);
    file("unregistered.txt", "is a difference, and claims nothing", OLD);

    List<DuplicateId> found = find(FlowRoom.record(1, id(1), "new/" + id(1) + "_a.txt", "a"));

    assertEquals(1, found.size(), found.toString());
    DuplicateId twice = found.getFirst();
    assertEquals(DriftKind.DUPLICATE_ID_ON_DISK, twice.kind());
    assertEquals(id(1), twice.id());
    assertEquals(
        java.util.Set.of(
            new DuplicateId.Claim("new/" + id(1) + "_a.txt", NEW, true, "its record"),
            new DuplicateId.Claim("copy/" + id(1) + "_a.txt", OLD, false, TAKE_OUT)),
        java.util.Set.copyOf(twice.claims()));
  }

  @Test
  @DisplayName("Without a record in force the file that was changed first keeps the id")
  void theOldestFileKeepsTheId() {
    file("a.py", "# doc_id: " + id(2) + "\n", NEW);
    file("b.py", "# doc_id: " + id(2) + "\n", OLD);
    file("c.py", "# doc_id: " + id(2) + "\n", NEW);
    ObjectNode ended =
        FlowRoom.record(1, id(2), "a.py", "# doc_id: " + id(2) + "\n").put("status", "archived");

    DuplicateId twice = find(ended).getFirst();

    assertEquals(
        List.of("a.py false", "b.py true", "c.py false"),
        twice.claims().stream().map(claim -> claim.path() + " " + claim.keeps()).sorted().toList());
    assertEquals(
        "the oldest file",
        twice.claims().stream()
            .filter(DuplicateId.Claim::keeps)
            .map(DuplicateId.Claim::advice)
            .findFirst()
            .orElseThrow());
  }

  @Test
  @DisplayName("A comma in a file's name parts nothing")
  void aCommaInAName() {
    String text = "# doc_id: " + id(2) + "\n";
    file("a, b.py", text, OLD);
    file("c, d.py", text, NEW);
    file("e.py", text, NEW);

    DuplicateId twice = find().getFirst();

    assertEquals(
        List.of(
            new DuplicateId.Claim("a, b.py", OLD, true, "the oldest file"),
            new DuplicateId.Claim("c, d.py", NEW, false, TAKE_OUT),
            new DuplicateId.Claim("e.py", NEW, false, TAKE_OUT)),
        twice.claims());
  }

  @Test
  @DisplayName("Of two records of one path the first is proposed, and the other named to be ended")
  void twoRecordsOfOnePath() {
    ObjectNode first = FlowRoom.record(6, id(6), "twin.txt", "2");
    ObjectNode second = FlowRoom.record(7, id(7), "twin.txt", "2");

    List<DuplicateId> found = find(first, second);

    DuplicateId path =
        found.stream().filter(d -> d.kind() == DriftKind.DUPLICATE_PATH).findFirst().orElseThrow();
    assertEquals(
        List.of(
            "true record REC-000006",
            "false record REC-000007: set its status to deprecated with reeve registry apply"),
        path.claims().stream().map(claim -> claim.keeps() + " " + claim.advice()).toList());
    assertEquals("twin.txt", path.claims().getFirst().path());
    assertNull(path.claims().getFirst().modified(), "there is no file");
  }

  @Test
  @DisplayName("Where file and record say different ids nobody is proposed")
  void fileAndRecordDisagree() {
    String text = "# doc_id: " + id(77) + "\n";
    file("conflict.py", text, OLD);

    DuplicateId found = find(FlowRoom.record(4, id(4), "conflict.py", text)).getFirst();

    assertEquals(DriftKind.ID_CONFLICT, found.kind());
    assertEquals(
        List.of(
            new DuplicateId.Claim(
                "conflict.py",
                OLD,
                false,
                "name, header and record must say one id: correct the wrong one")),
        found.claims());
    assertTrue(found.message().contains(id(77)), found.message());
  }
}
