package dev.reeve.engine.registry;

import static dev.reeve.engine.registry.RegistryBed.fileRecord;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking one earlier write back, and what is said beforehand of what it would come to. */
class RegistryRevertTest {
  private static final String A = "REC-000001";
  private static final String B = "REC-000002";

  @TempDir Path folder;
  private RegistryBed bed;
  private String before = "";

  @BeforeEach
  void open() {
    bed = new RegistryBed(folder);
    before = hash(bed.add(fileRecord("a.md", 1)));
  }

  @AfterEach
  void close() {
    bed.close();
  }

  /** The state after a write that was taken; the next one comes a minute later. */
  private String hash(WriteResult result) {
    assertTrue(result.changed(), result.toString());
    bed.clock.advance(Duration.ofMinutes(1));
    return bed.current().hash();
  }

  private String note(String record, String note) {
    return hash(bed.set(PatchSource.USER, record, "notes", "\"" + note + "\""));
  }

  private static final Behalf BY_ANN = new Behalf("ann", null);

  private RegistryRevert revert() {
    return bed.registry.revert();
  }

  private EngineException refused(String from, String to) {
    String text = bed.text();
    EngineException e =
        assertThrows(EngineException.class, () -> revert().revert(from, to, "wrong", BY_ANN));
    assertEquals(text, bed.text(), "nothing was changed");
    return e;
  }

  @Test
  @DisplayName("A value that came goes, one that was there comes back, and later writes stay")
  void aWriteIsTakenBackColumnByColumn() {
    String first = hash(bed.set(PatchSource.USER, A, "short_description", "\"good\""));
    String second =
        hash(
            bed.set(
                PatchSource.USER, A, Map.of("short_description", "\"bad\"", "notes", "\"worse\"")));
    hash(bed.add(fileRecord("b.md", 2)));
    note(B, "later");

    WriteResult result = revert().revert(first, second, "it was wrong", BY_ANN);

    assertTrue(result.changed(), result.toString());
    assertEquals("good", bed.record(A).path("short_description").asText());
    assertTrue(bed.record(A).path("notes").isNull());
    assertEquals("later", bed.record(B).path("notes").asText());
    assertEquals("2026-03-01T12:05:00.000Z", bed.record(A).path("updated_utc").asText());
    RecordWrite write = bed.registry.view().writes(A, 1).getFirst();
    assertEquals("it was wrong", write.reason());
    assertEquals("manual", write.source(), "a person's column is taken back as a person's");
    assertEquals(result.patchId(), write.patchId());
  }

  @Test
  @DisplayName("What the engine wrote is taken back as the engine's")
  void theEnginesOwnColumns() {
    String after = hash(bed.set(PatchSource.SCANNER, A, "size_bytes", "99"));
    assertTrue(revert().revert(before, after, "", BY_ANN).changed());
    assertEquals(12, bed.record(A).path("size_bytes").asInt());
    assertEquals("writer", bed.record(A).path("updated_by").asText());
  }

  @Test
  @DisplayName("A record that the write added becomes a tombstone, the first write's as well")
  void anAddedRecordBecomesATombstone() {
    String after = hash(bed.add(fileRecord("b.md", 2)));
    assertTrue(revert().revert(before, after, "", BY_ANN).changed());
    assertEquals("deleted", bed.record(B).path("status").asText());
    assertEquals("active", bed.record(A).path("status").asText());
    assertEquals(2, bed.current().counters().at("/record_id/current").asInt(), "never go back");

    assertTrue(revert().revert(null, before, "", BY_ANN).changed());
    assertEquals("deleted", bed.record(A).path("status").asText());
  }

  @Test
  @DisplayName("What was changed since is not taken back, and nothing else of that write")
  void changedSince() {
    String after = note(A, "first");
    String next = note(A, "second");
    EngineException e = refused(before, after);
    assertEquals("REVERT_STALE", e.code());
    assertEquals(
        "The write was not taken back: notes of " + A + " was changed since.", e.getMessage());

    String added = hash(bed.add(fileRecord("b.md", 2)));
    hash(bed.set(PatchSource.WATCHER, B, "relative_path", "\"c.md\""));
    assertEquals(
        "The write was not taken back: relative_path of " + B + " was changed since.",
        refused(next, added).getMessage());
  }

  @Test
  @DisplayName("A record that is not there any more is said to be gone")
  void aRecordThatIsGone() throws IOException {
    byte[] old = bed.bytes();
    String after = hash(bed.add(fileRecord("b.md", 2)));
    String later = note(B, "x");
    note(B, "y");
    Files.write(bed.file(), old);
    assertTrue(bed.registry.restore().acceptForeign("me").isEmpty());
    EngineException e = refused(after, later);
    assertEquals("REVERT_STALE", e.code());
    assertEquals(
        "The write was not taken back: the record " + B + " is no longer there.", e.getMessage());
  }

  @Test
  @DisplayName("Without both states, or with a damaged one, a write cannot be taken back")
  void statesThatAreNotKept() throws IOException {
    String after = note(A, "x");
    String unknown = "0".repeat(64);
    String why = "the registry's states before and after it are no longer both kept.";
    assertNull(revert().whyNot(before, after));
    assertNull(revert().whyNot(null, after));
    assertEquals(why, revert().whyNot(unknown, after));
    assertEquals(why, revert().whyNot(before, unknown));
    assertEquals(why, revert().whyNot(null, unknown));
    assertEquals("NOT_REVERTIBLE", refused(unknown, after).code());
    assertEquals("NOT_REVERTIBLE", refused(before, unknown).code());

    Files.writeString(bed.backups().getFirst().file(), "{}");
    assertEquals("NOT_REVERTIBLE", refused(before, after).code());
  }

  @Test
  @DisplayName("A preview names record, file, column, and both values, and writes nothing")
  void thePreview() {
    String first = note(A, "one");
    String second = hash(bed.set(PatchSource.USER, A, "tags", "[\"x\"]"));
    String text = bed.text();

    RegistryRevert.Preview seen = revert().preview(before, first);
    assertEquals(
        List.of(new RegistryRevert.Step(A, "a.md", "notes", "\"one\"", null)), seen.steps());
    assertNull(seen.refused());
    assertEquals(
        List.of(new RegistryRevert.Step(A, "a.md", "tags", "[\"x\"]", null)),
        revert().preview(first, second).steps());
    assertEquals(
        List.of(new RegistryRevert.Step(A, "a.md", "status", "\"active\"", "\"deleted\"")),
        revert().preview(null, before).steps());
    assertEquals(text, bed.text());
  }

  @Test
  @DisplayName("A preview shows what comes back, and says when the rules would refuse it")
  void thePreviewOfWhatIsRefused() {
    String first = hash(bed.set(PatchSource.USER, A, "notes", "\"one\""));
    hash(bed.set(PatchSource.USER, A, "notes", "null"));
    String gone = bed.current().hash();
    assertEquals(
        List.of(new RegistryRevert.Step(A, "a.md", "notes", null, "\"one\"")),
        revert().preview(first, gone).steps());

    String archived = hash(bed.set(PatchSource.USER, A, "status", "\"archived\""));
    RegistryRevert.Preview seen = revert().preview(gone, archived);
    assertEquals(
        List.of(new RegistryRevert.Step(A, "a.md", "status", "\"archived\"", "\"active\"")),
        seen.steps());
    assertTrue(
        String.valueOf(seen.refused()).contains("no transition this source may make"),
        seen.refused());
    assertFalse(revert().revert(gone, archived, "", BY_ANN).success());
    assertEquals("archived", bed.record(A).path("status").asText());
  }

  /** As a file of an older version, upgraded; gives the states before and after that. */
  private List<String> upgraded() {
    bed.with(bed.text().replace("\"version\": \"2.2.0\"", "\"version\": \"2.1.0\""));
    bed.registry.restore().acceptForeign("me");
    String old = bed.current().hash();
    return List.of(old, hash(bed.registry.upgrade().run(old, "me")));
  }

  @Test
  @DisplayName("An upgrade of the file is taken back once, to the version it had")
  void anUpgradeIsTakenBack() {
    List<String> states = upgraded();
    RegistryRevert.Preview seen = revert().preview(states.get(0), states.get(1));
    assertEquals(
        List.of(new RegistryRevert.Step("meta", null, "version", "2.2.0", "2.1.0")), seen.steps());
    assertNull(seen.refused());
    assertTrue(revert().revert(states.get(0), states.get(1), "too early", BY_ANN).changed());
    assertEquals("2.1.0", bed.current().version());
    assertEquals(
        "nothing of it is left to take back.",
        revert().whyNot(states.getFirst(), states.getLast()));
    assertEquals(
        "The upgrade was not taken back: the version was changed again since.",
        refused(states.get(0), states.get(1)).getMessage());
  }

  @Test
  @DisplayName("An upgrade stays once a column of the newer version was written")
  void anUpgradeThatIsInUseStays() {
    List<String> states = upgraded();
    hash(bed.set(PatchSource.SCANNER, A, "src_language", "\"python\""));
    EngineException e = refused(states.get(0), states.get(1));
    assertEquals("REVERT_STALE", e.code());
    assertEquals(
        "The upgrade was not taken back: src_language of "
            + A
            + " was written since, and the older version has no such column.",
        e.getMessage());
  }
}
