package dev.reeve.engine.registry;

import static dev.reeve.engine.registry.RegistryBed.fileRecord;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that cannot be written to: damaged, too new, or written by somebody else; and ways out.
 */
class RegistryFileTest {
  @TempDir Path folder;
  private RegistryBed bed;

  @BeforeEach
  void open() {
    bed = new RegistryBed(folder);
    assertTrue(bed.add(fileRecord("lib/a.py", 1)).changed());
    assertTrue(bed.set(PatchSource.USER, "REC-000001", "notes", "\"one\"").changed());
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private WriteResult note(RegistryDocument base, String note) {
    return bed.writer()
        .write(
            Patch.simple(
                base,
                PatchSource.USER,
                "REC-000001",
                Map.of("notes", RegistryBed.json("\"" + note + "\""))));
  }

  @Test
  @DisplayName("REG-A25 a damaged file is not touched, and a backup is offered")
  void a25_aDamagedFileIsOnlyRead() throws IOException {
    RegistryDocument base = bed.current();
    byte[] whole = bed.bytes();
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
    Files.write(bed.file(), half);

    WriteResult result = note(base, "x");

    assertEquals("REGISTRY_UNREADABLE", result.code());
    assertArrayEquals(half, bed.bytes());
    RegistrySummary summary = bed.registry.view().summary();
    assertTrue(summary.problem().startsWith("REGISTRY_UNREADABLE"), summary.problem());
    String backup = bed.backups().getFirst().name();
    assertTrue(summary.problem().contains(backup), summary.problem());
    assertEquals(List.of(), bed.registry.view().rows());
    assertThrows(EngineException.class, () -> bed.registry.view().record("REC-000001"));
    assertTrue(bed.events.stream().anyMatch(RegistryEvent.Alarm.class::isInstance));

    WriteResult restored = bed.registry.restore().restore(backup, "me");

    assertTrue(restored.changed());
    assertArrayEquals(half, bed.registry.backups().read(restored.backupPath()));
    assertNull(bed.registry.view().summary().problem());
    assertFalse(bed.record("REC-000001").has("notes"));
    assertTrue(note(bed.current(), "again").changed());
  }

  @Test
  @DisplayName("REG-A54 a file of a newer major version is only read")
  void a54_aNewerFileIsOnlyRead() {
    bed.with(bed.text().replace("\"version\": \"2.2.0\"", "\"version\": \"3.0.0\""));
    byte[] before = bed.bytes();

    WriteResult result = note(bed.current(), "x");

    assertEquals("SA_VERSION_TOO_NEW", result.code());
    assertArrayEquals(before, bed.bytes());
    assertTrue(bed.registry.view().summary().problem().startsWith("SA_VERSION_TOO_NEW"));
    assertEquals(1, bed.registry.view().rows().size());
    assertTrue(
        bed.registry.view().validate(false).stream()
            .anyMatch(f -> f.code().equals("SA_VERSION_TOO_NEW")));
  }

  @Test
  @DisplayName("D7 what somebody else wrote stops the writer until it is accepted")
  void aForeignWriteStopsTheWriter() {
    bed.reopen();
    bed.with(bed.text().replace("\"one\"", "\"two\""));
    byte[] foreign = bed.bytes();

    WriteResult result = note(bed.current(), "x");

    assertEquals("FOREIGN_WRITE", result.code());
    assertArrayEquals(foreign, bed.bytes());
    assertTrue(bed.registry.view().summary().problem().startsWith("FOREIGN_WRITE"));
    assertTrue(bed.registry.restore().acceptForeign("me").stream().allMatch(Finding::warning));
    assertTrue(bed.commit.trail().toString().contains("registry_foreign_accepted me"));
    assertTrue(note(bed.current(), "x").changed());
  }

  @Test
  void aForeignWriteWithErrorsIsNotAccepted() {
    bed.with(bed.text().replace("\"filename\": \"a.py\"", "\"filename\": \"b.py\""));
    assertTrue(
        bed.registry.restore().acceptForeign("me").stream()
            .anyMatch(f -> f.code().equals("DV_MISMATCH")));
    assertEquals("FOREIGN_WRITE", note(bed.current(), "x").code());
  }

  @Test
  void aFileThatVanishedIsAForeignWriteToo() throws IOException {
    Files.delete(bed.file());
    assertEquals("FOREIGN_WRITE", bed.add(fileRecord("b.md", 2)).code());
    assertFalse(Files.exists(bed.file()));
  }

  @Test
  @DisplayName("D7 a branch switch is accepted by itself when the file is in order")
  void aBranchSwitchIsAccepted() throws IOException {
    Path git = Files.createDirectories(folder.resolve(".git/refs/heads"));
    Files.writeString(folder.resolve(".git/HEAD"), "ref: refs/heads/main\n");
    Files.writeString(git.resolve("main"), "1".repeat(40) + "\n");
    assertTrue(note(bed.current(), "here").changed());
    Files.writeString(folder.resolve(".git/packed-refs"), "2".repeat(40) + " refs/heads/other\n");
    Files.writeString(folder.resolve(".git/HEAD"), "ref: refs/heads/other\n");
    bed.with(bed.text().replace("\"here\"", "\"there\""));

    assertTrue(note(bed.current(), "x").changed());

    assertTrue(bed.commit.trail().toString().contains("head of version control moved"));
    bed.with(bed.text().replace("\"x\"", "\"y\""));
    assertEquals("FOREIGN_WRITE", note(bed.current(), "z").code());
  }

  @Test
  @DisplayName("D7 a head that moved while the registry was its own excuses no later foreign write")
  void anOldMoveOfTheHeadExcusesNothing() throws IOException {
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/HEAD"), "1".repeat(40));
    assertTrue(note(bed.current(), "here").changed());
    Files.writeString(
        folder.resolve(".git/HEAD"), "2".repeat(40)); // a commit: the file is as it was
    assertTrue(bed.writer().open());
    bed.with(bed.text().replace("\"here\"", "\"by hand\""));
    assertEquals("FOREIGN_WRITE", note(bed.current(), "x").code());
  }

  @Test
  void aBranchWithErrorsIsNotAcceptedByItself() throws IOException {
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/HEAD"), "1".repeat(40));
    assertTrue(note(bed.current(), "here").changed());
    Files.writeString(folder.resolve(".git/HEAD"), "2".repeat(40));
    bed.with(bed.text().replace("\"filename\": \"a.py\"", "\"filename\": \"b.py\""));
    assertEquals("FOREIGN_WRITE", note(bed.current(), "x").code());
  }

  @Test
  void aWriteThatACrashCutOffIsNotForeign() {
    bed.commit.beforeSwap(
        () -> {
          throw new Crash();
        });
    assertThrows(Crash.class, () -> note(bed.current(), "crash"));
    byte[] announced = bed.text().replace("\"one\"", "\"crash\"").getBytes(StandardCharsets.UTF_8);
    assertNotNull(announced);
    bed.reopen();
    assertTrue(note(bed.current(), "after").changed(), "the file is as before the crash");
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void theFileIsParsedOnceWhileItStaysTheSame() throws IOException {
    RegistryDocument first = bed.current();
    assertSame(first, bed.current());
    Files.setLastModifiedTime(
        bed.file(), java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));
    assertSame(first, bed.current(), "the same bytes are the same document");
    bed.reopen();
    assertEquals(first.hash(), bed.current().hash());
  }

  @Test
  void aRestoreShowsWhatItWouldChange() {
    String before = bed.current().hash();
    bed.set(PatchSource.USER, "REC-000001", "notes", "\"two\"");
    bed.add(fileRecord("b.md", 2));
    RegistryView.Backup old =
        bed.backups().stream().filter(b -> b.hash().equals(before)).findFirst().orElseThrow();

    RegistryDifference difference = bed.registry.restore().preview(old.name());

    assertEquals(List.of("REC-000002"), difference.removed());
    assertEquals(List.of(), difference.added());
    assertEquals(List.of("REC-000001"), List.copyOf(difference.changed().keySet()));
    assertTrue(difference.changed().get("REC-000001").contains("notes"));
    WriteResult restored = bed.registry.restore().restore(old.name(), "me");
    assertEquals(2, restored.recordsAffected());
    assertEquals(before, bed.current().hash());
    assertEquals(WriteResult.UNCHANGED, bed.registry.restore().restore(old.name(), "me").code());
  }

  @Test
  void aDamagedBackupIsNeverUsed() throws IOException {
    RegistryView.Backup backup = bed.backups().getFirst();
    byte[] bytes = Files.readAllBytes(backup.file());
    bytes[bytes.length / 2] ^= 1;
    Files.write(backup.file(), bytes);

    assertFalse(bed.backups().getFirst().verified());
    assertEquals(
        "BACKUP_DAMAGED",
        assertThrows(
                EngineException.class, () -> bed.registry.restore().restore(backup.name(), "me"))
            .code());
    assertEquals("one", bed.record("REC-000001").get("notes").asText());
  }

  @Test
  void oldBackupsArePackedAndStillRead() {
    String before = bed.current().hash();
    for (int i = 0; i < 3; i++) {
      bed.set(PatchSource.USER, "REC-000001", "notes", "\"" + "long text ".repeat(50 + i) + "\"");
    }

    bed.registry.backups().upkeep().maintain();

    List<RegistryView.Backup> backups = bed.backups();
    assertEquals(4, backups.size());
    assertTrue(backups.stream().allMatch(RegistryView.Backup::verified));
    assertTrue(backups.getFirst().file().toString().endsWith(".json"));
    assertTrue(
        backups.stream().skip(1).allMatch(b -> b.file().toString().endsWith(".json.gz")),
        backups.toString());
    assertTrue(backups.stream().allMatch(b -> b.name().endsWith(".json")));
    assertTrue(backups.stream().anyMatch(b -> b.hash().equals(before)));
  }

  @Test
  void aLockThatIsNotHadIsAResultAndIsCounted() {
    Patch patch =
        Patch.simple(
            bed.current(), PatchSource.USER, "REC-000001", Map.of("notes", RegistryBed.json("1")));
    Registry busy =
        Registry.open(
            bed.workspace,
            bed.store,
            bed.bus,
            bed.clock,
            wait -> {
              throw EngineException.of(
                  EngineException.Kind.BUSY, "REGISTRY_LOCK_BUSY", "Held by another process.");
            },
            bed.commit,
            Runnable::run);

    assertEquals("REGISTRY_LOCK_BUSY", busy.writer().write(patch).code());
    assertEquals("REGISTRY_LOCK_BUSY", busy.writer().write(document -> patch).code());
    assertEquals(2, busy.counters().failed());
  }

  @Test
  void aFileThatCouldNotBePutBackRaisesAnAlarm() {
    for (String code : List.of("READBACK_FAILED", "ROLLBACK_FAILED")) {
      bed.commit.beforeSwap(
          () -> {
            throw EngineException.of(EngineException.Kind.UNAVAILABLE, code, "The disk lies.");
          });
      assertEquals(code, note(bed.current(), "x").code());
    }
    assertEquals(1, bed.registry.counters().rollbacks());
    assertEquals(2, bed.registry.counters().failed());
    assertTrue(
        bed.events.stream()
            .anyMatch(
                e -> e instanceof RegistryEvent.Alarm a && a.code().equals("ROLLBACK_FAILED")));
  }

  @Test
  void theViewFindsARecordByAnyOfItsNames() {
    String docId = bed.record("REC-000001").get("doc_id").asText();
    for (String key : List.of("REC-000001", docId, "lib/a.py")) {
      assertEquals(
          "REC-000001",
          bed.registry.view().record(key).orElseThrow().get("record_id").asText(),
          key);
    }
    assertTrue(bed.registry.view().record("nothing").isEmpty());
    RecordRow row = bed.registry.view().rows().getFirst();
    assertEquals("lib/a.py", row.path());
    assertEquals(12L, row.size());
    RegistrySummary summary = bed.registry.view().summary();
    assertEquals(1, summary.activeFiles());
    assertEquals(1, summary.backups());
    assertEquals(2, summary.writesSucceeded());
    assertEquals(bed.clock.now(), summary.lastWrite());
  }
}
