package dev.reeve.engine.registry;

import static dev.reeve.engine.registry.RegistryBed.fileRecord;
import static dev.reeve.engine.registry.RegistryBed.json;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The write sequence: compare and swap, backup, replacement, results, counters. */
class RegistryWriteTest {
  @TempDir Path folder;
  private RegistryBed bed;

  @BeforeEach
  void open() {
    bed = new RegistryBed(folder);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  @DisplayName("REG-A1 a patch for 'no file yet' creates the file, without a backup")
  void a01_theFirstPatchCreatesTheFile() {
    Patch patch =
        new Patch(
            Patch.newId(),
            "sha256:empty",
            new Patch.Complex(List.of(Operation.add("records", fileRecord("src/a.py", 1)))),
            PatchSource.SCANNER,
            "",
            null,
            null);

    WriteResult result = bed.writer().write(patch);

    assertEquals(WriteResult.WRITTEN, result.code(), result.toString());
    assertNull(result.backupPath());
    assertEquals("2.2.0", bed.current().version());
    assertEquals(1, bed.current().size());
    assertEquals(Sha256.of(bed.bytes()), result.newRegistryHash());
    assertTrue(bed.text().endsWith("]\n}\n"), bed.text());
    assertTrue(bed.text().startsWith("{\n  \"meta\": {\n    \"document_id\": "), bed.text());
  }

  @Test
  @DisplayName("REG-A2 a matching patch is written, with one backup of the former bytes")
  void a02_aMatchingPatchIsWrittenWithABackup() {
    bed.add(fileRecord("src/a.py", 1));
    byte[] before = bed.bytes();

    WriteResult result = bed.set(PatchSource.USER, "REC-000001", "notes", "\"seen\"");

    assertTrue(result.success() && result.changed(), result.toString());
    assertEquals(Sha256.of(bed.bytes()), result.newRegistryHash());
    assertEquals(1, bed.backups().size());
    RegistryView.Backup backup = bed.backups().getFirst();
    assertEquals(result.backupPath(), backup.name());
    assertEquals(Sha256.of(before), backup.hash());
    assertTrue(backup.verified());
    assertEquals(1, backup.records());
    assertArrayEquals(before, bed.registry.backups().read(backup.name()));
    assertEquals("user", bed.record("REC-000001").get("updated_by").asText());
  }

  @Test
  @DisplayName("REG-A3 a wrong hash is refused, and the file is left alone")
  void a03_wrongHashIsRefusedAndLeavesTheFile() {
    bed.add(fileRecord("src/a.py", 1));
    RegistryDocument base = bed.current();
    bed.set(PatchSource.USER, "REC-000001", "notes", "\"first\"");
    byte[] before = bed.bytes();
    int backups = bed.backups().size();

    WriteResult result =
        bed.writer()
            .write(Patch.simple(base, PatchSource.USER, "REC-000001", Map.of("notes", json("1"))));

    assertEquals("CAS_PRECONDITION_FAILED", result.code());
    assertTrue(result.message().contains(base.hash().substring(0, 8)), result.message());
    assertEquals(List.of("REC-000001"), result.changedSinceBase());
    assertArrayEquals(before, bed.bytes());
    assertEquals(1, bed.registry.counters().casConflicts());
    assertEquals(backups, bed.backups().size());
  }

  @Test
  @DisplayName("REG-A4 eight threads raise one counter thirty times each, and none is lost")
  void a04_noIncrementIsLost() throws Exception {
    bed.add(fileRecord("src/a.py", 1));
    String path = "counters/file_doc_id/260118:999:20/current";
    List<CompletableFuture<Integer>> threads = new ArrayList<>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int t = 0; t < 8; t++) {
        threads.add(
            CompletableFuture.supplyAsync(
                () -> {
                  int succeeded = 0;
                  for (int i = 0; i < 30; i++) {
                    succeeded += bed.writer().write(raise(path)).changed() ? 1 : 0;
                  }
                  return succeeded;
                },
                pool));
      }
      int successes = threads.stream().mapToInt(CompletableFuture::join).sum();
      assertEquals(240, successes);
    }
    assertEquals(240, bed.current().counters().at("/file_doc_id/260118:999:20/current").asInt());
  }

  @Test
  @DisplayName("REG-A4 the same with patches made outside the lock and made again on conflict")
  void a04_conflictsAreSeenAndNothingIsLost() {
    bed.add(fileRecord("src/a.py", 1));
    String path = "counters/file_doc_id/260118:999:20/current";
    List<CompletableFuture<Integer>> threads = new ArrayList<>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int t = 0; t < 4; t++) {
        threads.add(
            CompletableFuture.supplyAsync(
                () -> {
                  int done = 0;
                  while (done < 10) {
                    done += bed.writer().write(raise(path).apply(bed.current())).changed() ? 1 : 0;
                  }
                  return done;
                },
                pool));
      }
      assertEquals(40, threads.stream().mapToInt(CompletableFuture::join).sum());
    }
    assertEquals(40, bed.current().counters().at("/file_doc_id/260118:999:20/current").asInt());
    RegistryCounters counters = bed.registry.counters();
    assertEquals(
        counters.attempted(), counters.succeeded() + counters.casConflicts() + counters.noops());
  }

  private static java.util.function.Function<RegistryDocument, Patch> raise(String path) {
    return document -> {
      long now = document.counters().at("/file_doc_id/260118:999:20/current").asLong(0);
      return Patch.simple(
          document, PatchSource.ALLOCATOR, null, Map.of(path, json(String.valueOf(now + 1))));
    };
  }

  @Test
  @DisplayName("A file that changes while a patch is written is left alone, then tried again")
  void aChangeAtTheLastMomentIsAConflict() throws IOException {
    bed.add(fileRecord("src/a.py", 1));
    byte[] other = (bed.text() + " ").getBytes(StandardCharsets.UTF_8);
    bed.commit.beforeSwap(() -> write(bed.file(), other));

    WriteResult result =
        bed.writer()
            .write(
                Patch.simple(
                    bed.current(), PatchSource.USER, "REC-000001", Map.of("notes", json("\"x\""))));

    assertEquals("CAS_PRECONDITION_FAILED", result.code());
    assertArrayEquals(other, bed.bytes());
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("REG-A26 five writes within one second leave five backups that verify")
  void a26_backupsOfOneSecondHaveDistinctNames() {
    bed.add(fileRecord("src/a.py", 1));
    for (int i = 0; i < 5; i++) {
      bed.set(PatchSource.USER, "REC-000001", "notes", "\"" + (i % 2) + "\"");
    }

    List<RegistryView.Backup> backups = bed.backups();

    assertEquals(5, backups.size());
    assertEquals(5, new HashSet<>(backups.stream().map(RegistryView.Backup::name).toList()).size());
    assertTrue(backups.stream().allMatch(RegistryView.Backup::verified));
    assertTrue(
        backups.stream()
            .allMatch(
                b ->
                    b.name()
                        .matches(
                            "UNIFIED_SSOT_REGISTRY_20260301T1200000\\d\\dZ_[0-9a-f]{8}\\.json")),
        backups.toString());
  }

  @Test
  @DisplayName("REG-A29 a file in the way of the backup folder refuses the write, and ends")
  void a29_aFileInTheWayOfTheBackups() throws IOException {
    bed.add(fileRecord("src/a.py", 1));
    byte[] before = bed.bytes();
    Path backups = folder.resolve(".reeve/registry/backups");
    Files.move(backups, folder.resolve(".reeve/away"));
    Files.writeString(backups, "not a folder");

    WriteResult result =
        assertTimeoutPreemptively(
            Duration.ofMinutes(1), () -> bed.set(PatchSource.USER, "REC-000001", "notes", "\"x\""));

    assertEquals("BACKUP_FAILED", result.code());
    assertArrayEquals(before, bed.bytes());
  }

  @Test
  @DisplayName("REG-A29 when no backup can be made, nothing is written")
  void a29_noBackupNoWrite() {
    bed.add(fileRecord("src/a.py", 1));
    byte[] before = bed.bytes();
    bed.files.fail(
        (operation, path) -> {
          if (path.toString().contains("backups")) {
            throw new IOException("Permission denied");
          }
        });

    WriteResult result = bed.set(PatchSource.USER, "REC-000001", "notes", "\"x\"");

    assertEquals("BACKUP_FAILED", result.code());
    assertArrayEquals(before, bed.bytes());
    assertEquals(1, bed.registry.counters().failed());
    bed.files.heal();
    assertTrue(bed.set(PatchSource.USER, "REC-000001", "notes", "\"x\"").changed());
  }

  @Test
  @DisplayName("REG-A30 a patch that changes nothing succeeds without a backup and a new hash")
  void a30_identicalValuesChangeNothing() {
    bed.add(fileRecord("src/a.py", 1));
    bed.set(PatchSource.USER, "REC-000001", "notes", "\"x\"");
    String hash = bed.current().hash();
    bed.clock.advance(Duration.ofMinutes(1));

    WriteResult result = bed.set(PatchSource.USER, "REC-000001", "notes", "\"x\"");

    assertTrue(result.success());
    assertFalse(result.changed());
    assertNull(result.backupPath());
    assertEquals(hash, result.newRegistryHash());
    assertEquals(hash, Sha256.of(bed.bytes()));
    assertEquals(1, bed.backups().size());
    assertEquals(1, bed.registry.counters().noops());
  }

  @Test
  @DisplayName("REG-A31 unknown members and written numbers survive byte for byte")
  void a31_whatIsNotTouchedKeepsItsBytes() {
    String record =
        """
        { "record_kind":"entity", "record_id": "REC-000001","status":"active",
              "x_future": {"a":[1.0, 1e5,-0,  0.10]}, "odd": 1.0, "created_utc":"2026-01-01T00:00:00Z",
          "updated_utc":"2026-01-01T00:00:00Z","created_by":"s","updated_by":"s",
          "entity_id":"E-1", "entity_kind":"asset" }\
        """;
    bed.with(
        """
        {"meta": {"document_id": "REG-T", "registry_name": "UNIFIED_SSOT_REGISTRY",
          "version": "2.2.0", "status": "active", "last_updated_utc": "2026-01-01T00:00:00Z"},
         "counters": {}, "x_top": [1.50],
         "records": [
           %s
          ]}\
        """
            .formatted(record));

    WriteResult other = bed.add(fileRecord("src/a.py", 1));
    assertTrue(other.changed(), other.toString());
    assertTrue(bed.text().contains(record), bed.text());
    assertTrue(bed.text().contains("\"x_top\": [1.50]"), bed.text());

    WriteResult same = bed.set(PatchSource.USER, "REC-000001", "notes", "\"touched\"");
    assertTrue(same.changed(), same.toString());
    JsonNode touched = bed.record("REC-000001");
    assertEquals("[1.0,1e5,-0,0.10]", RegistryJson.line(touched.at("/x_future/a")));
    assertEquals("1.0", touched.get("odd").asText());
  }

  @Test
  void aRepeatedPatchGetsItsFirstResult() {
    bed.add(fileRecord("src/a.py", 1));
    Patch patch =
        Patch.simple(
            bed.current(), PatchSource.USER, "REC-000001", Map.of("notes", json("\"once\"")));
    WriteResult first = bed.writer().write(patch);
    bed.set(PatchSource.USER, "REC-000001", "notes", "\"later\"");
    bed.reopen();

    WriteResult again = bed.writer().write(patch);

    assertEquals(first, again);
    assertEquals("later", bed.record("REC-000001").get("notes").asText());
    Patch other =
        Patch.simple(bed.current(), PatchSource.USER, "REC-000001", Map.of("notes", json("\"x\"")))
            .withId(patch.patchId());
    assertEquals("PATCH_MALFORMED", bed.writer().write(other).code());
  }

  @Test
  void disjointPatchesOfABatchAreOneWrite() {
    bed.add(fileRecord("src/a.py", 1), fileRecord("src/b.py", 2), fileRecord("src/c.py", 3));
    RegistryDocument base = bed.current();
    List<Patch> patches =
        List.of(
            note(base, "REC-000001", "one"),
            note(base, "REC-000002", "two"),
            note(base, "REC-000002", "again"),
            Patch.simple(base, PatchSource.USER, "REC-000003", Map.of("sha256", json("\"x\""))));

    List<WriteResult> results = bed.writer().writeAll(patches);

    assertEquals(
        List.of("WRITTEN", "WRITTEN", "CAS_PRECONDITION_FAILED", "SA_SCHEMA"),
        results.stream().map(WriteResult::code).toList());
    assertEquals(1, bed.backups().size());
    assertEquals("two", bed.record("REC-000002").get("notes").asText());
    assertEquals(results.get(0).newRegistryHash(), Sha256.of(bed.bytes()));
    RegistryCounters counters = bed.registry.counters();
    assertEquals(5, counters.attempted());
    assertEquals(3, counters.succeeded());
    WriteResult late = bed.writer().write(note(base, "REC-000001", "late"));
    assertEquals(List.of("REC-000001", "REC-000002"), late.changedSinceBase());
  }

  private static Patch note(RegistryDocument base, String record, String note) {
    return Patch.simple(base, PatchSource.USER, record, Map.of("notes", json("\"" + note + "\"")));
  }

  @Test
  void addingFilesInABatchGivesEachItsOwnRecordId() {
    RegistryDocument base = bed.current();
    List<Patch> patches = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      patches.add(
          Patch.complex(
              base,
              PatchSource.SCANNER,
              List.of(Operation.add("records", fileRecord("f" + Math.min(i, 3) + ".md", i)))));
    }

    List<WriteResult> results = bed.writer().writeAll(patches);

    assertEquals(
        List.of("WRITTEN", "WRITTEN", "WRITTEN", "RI_DUPLICATE_PATH"),
        results.stream().map(WriteResult::code).toList());
    assertEquals(
        List.of("REC-000001", "REC-000002", "REC-000003"),
        bed.current().heads().map(RecordHead::recordId).toList());
    assertEquals(3, bed.current().counters().at("/record_id/current").asInt());
  }

  @Test
  void aFullDiskIsSeenBeforehand() {
    bed.add(fileRecord("src/a.py", 1));
    bed.files.usableSpace(bed.bytes().length * 2L);

    WriteResult result = bed.set(PatchSource.USER, "REC-000001", "notes", "\"x\"");

    assertEquals("DISK_FULL", result.code());
    assertEquals(0, bed.backups().size());
  }

  @Test
  void theCountersAreKeptAndAddUp() {
    bed.add(fileRecord("src/a.py", 1));
    bed.set(PatchSource.USER, "REC-000001", "notes", "\"x\"");
    bed.set(PatchSource.USER, "REC-000001", "notes", "\"x\"");
    bed.set(PatchSource.USER, "REC-000001", "sha256", "\"x\"");
    bed.writer().submit("{}".getBytes(StandardCharsets.UTF_8), PatchSource.CLI);
    bed.reopen();

    RegistryCounters counters = bed.registry.counters();

    assertEquals(new RegistryCounters(2, 1, 0, 0, 2, 0), counters);
    assertEquals(5, counters.attempted());
  }

  @Test
  void everyWriteLeavesItsPatchAndOneCommittedLineAndAnEvent() {
    WriteResult result = bed.add(fileRecord("src/a.py", 1));

    assertTrue(
        Files.exists(
            bed.workspace.own("registry", "patches", "patch-" + result.patchId() + ".json")));
    assertEquals(
        1, bed.commit.trail().stream().filter(line -> line.startsWith("committed")).count());
    RegistryEvent.Written event =
        bed.events.stream()
            .filter(RegistryEvent.Written.class::isInstance)
            .map(RegistryEvent.Written.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(result.newRegistryHash(), event.hash());
    assertEquals("src/a.py", event.rows().getFirst().path());
    assertEquals(1, event.summary().activeFiles());
  }

  @Test
  void timesNeverGoBack() {
    bed.add(fileRecord("src/a.py", 1));
    bed.clock.jump(Duration.ofDays(-30));

    bed.set(PatchSource.USER, "REC-000001", "notes", "\"x\"");

    assertEquals("2026-03-01T12:00:00.000Z", bed.record("REC-000001").get("updated_utc").asText());
    assertEquals("2026-03-01T12:00:00.000Z", bed.current().meta().get("last_updated_utc").asText());
  }

  @Test
  void volatileColumnsStayOutOfTheFileAndAreReadAllTheSame() {
    bed.add(fileRecord("src/a.py", 1));
    byte[] before = bed.bytes();

    WriteResult result =
        bed.set(
            PatchSource.WATCHER,
            "REC-000001",
            Map.of("mtime_utc", "\"2026-03-01T11:00:00Z\"", "absolute_path", "\"/w/src/a.py\""));

    assertTrue(result.success());
    assertFalse(result.changed());
    assertArrayEquals(before, bed.bytes());
    JsonNode shown = bed.registry.view().record("REC-000001").orElseThrow();
    assertEquals("2026-03-01T11:00:00Z", shown.get("mtime_utc").asText());
    assertEquals(
        "WP_TOOL_ONLY",
        bed.set(PatchSource.USER, "REC-000001", "mtime_utc", "\"2026-03-01T11:30:00Z\"").code());
  }

  @Test
  void theNewestThousandPatchesAreKept() throws IOException {
    Path patches = Files.createDirectories(bed.workspace.own("registry", "patches"));
    FileTime old = FileTime.from(bed.clock.now().minus(Duration.ofDays(900)));
    for (int i = 0; i < 1001; i++) {
      Path patch = Files.writeString(patches.resolve("patch-OLD" + i + ".json"), "{}");
      Files.setLastModifiedTime(patch, FileTime.from(old.toInstant().plusSeconds(i)));
    }
    Files.writeString(patches.resolve("notes.txt"), "a person's");
    assertTrue(bed.add(fileRecord("a.txt", 1)).success());
    new StoredPatches(bed.workspace).prune();
    assertEquals(1001, count(patches), "a thousand patches and the person's file");
    assertFalse(Files.exists(patches.resolve("patch-OLD1.json")));
    assertTrue(Files.exists(patches.resolve("patch-OLD2.json")));
  }

  @Test
  void storedPatchesAreThinnedOutAfterAThousandWereAdded() throws IOException {
    RegistryBackups none = bed.registry.backups();
    StoredPatches patches = new StoredPatches(bed.workspace);
    Path folder = Files.createDirectories(bed.workspace.own("registry", "patches"));
    for (int i = 0; i < 1001; i++) {
      Files.writeString(folder.resolve("patch-" + i + ".json"), "{}");
    }
    Maintenance maintenance = new Maintenance(none, patches, Runnable::run, Long.MAX_VALUE);
    maintenance.written(1, 999);
    assertEquals(1001, count(folder));
    maintenance.written(1, 1);
    assertEquals(1000, count(folder));
  }

  @Test
  void thinningOutThatWasPutOffIsDroppedOnceTheRegistryIsClosed() throws IOException {
    StoredPatches patches = new StoredPatches(bed.workspace);
    Path folder = Files.createDirectories(bed.workspace.own("registry", "patches"));
    for (int i = 0; i < 1001; i++) {
      Files.writeString(folder.resolve("patch-" + i + ".json"), "{}");
    }
    List<Runnable> later = new ArrayList<>();
    Maintenance maintenance =
        new Maintenance(bed.registry.backups(), patches, Runnable::run, later::add, Long.MAX_VALUE);
    maintenance.written(1, 1);
    maintenance.close();
    later.forEach(Runnable::run);
    assertEquals(1001, count(folder), "nothing is touched any more");
    maintenance.written(1, 1000);
    assertEquals(1001, count(folder));
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void aRefusalIsToldUnlessTheEngineMakesThePatchAnew() {
    RegistryDocument old = bed.current();
    assertTrue(bed.add(fileRecord("a.txt", 1)).success());
    bed.events.clear();
    Operation step = Operation.add("records", fileRecord("b.txt", 2));
    WriteResult own = bed.writer().write(Patch.complex(old, PatchSource.SCANNER, List.of(step)));
    assertEquals("CAS_PRECONDITION_FAILED", own.code());
    assertEquals(List.of(), refusals(), "the engine's own is made anew");
    bed.writer().write(Patch.complex(old, PatchSource.CONSOLE, List.of(step)));
    assertEquals(List.of("CAS_PRECONDITION_FAILED"), refusals());
    bed.operations(PatchSource.SCANNER, Operation.add("records", fileRecord("a.txt", 3)));
    assertEquals(List.of("CAS_PRECONDITION_FAILED", "RI_DUPLICATE_PATH"), refusals());
    assertEquals(2, bed.registry.counters().casConflicts());
  }

  private List<String> refusals() {
    return bed.events.stream()
        .filter(RegistryEvent.Refused.class::isInstance)
        .map(event -> ((RegistryEvent.Refused) event).code())
        .toList();
  }

  /** The backups of so many writes, each of another note. */
  private List<String> noted(int times) {
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      String note = "\"" + bed.current().hash() + "\"";
      WriteResult result = bed.set(PatchSource.USER, "REC-000001", "notes", note);
      newestFirst.addFirst(String.valueOf(result.backupPath()));
    }
    return newestFirst;
  }

  private List<String> names() {
    return bed.backups().stream().map(RegistryView.Backup::name).toList();
  }

  private long packed() throws IOException {
    try (Stream<Path> files = Files.list(bed.workspace.own("registry", "backups"))) {
      return files.filter(file -> file.toString().endsWith(".gz")).count();
    }
  }

  @Test
  @DisplayName("Backups keep the order of the writes though the clock was set back")
  void backupsInTheOrderOfTheWrites() {
    bed.add(fileRecord("src/a.py", 1));
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      made.addAll(0, noted(1));
      bed.clock.jump(Duration.ofHours(-1));
    }
    assertEquals(made, names());
    assertEquals(
        "2026-03-01T12:00:00.002Z",
        bed.registry.backups().newestTime().orElseThrow().toString(),
        "each a little after the one before");
  }

  @Test
  @DisplayName("Backups of one millisecond keep the order of the writes too")
  void backupsOfOneMillisecond() throws IOException {
    bed.add(fileRecord("src/a.py", 1));
    List<String> made = noted(8);
    assertEquals(made, names());
    assertEquals(
        8, new HashSet<>(made.stream().map(name -> name.substring(0, 41)).toList()).size());
    KeptBackup kept = new KeptBackup(bed.registry.backups());
    assertNull(kept.name());
    String name = kept.keep(bed.bytes(), bed.current().hash());
    assertEquals(name, kept.name());
    assertEquals(name, names().getFirst());
  }

  @Test
  @DisplayName("A damaged backup is listed as such, never read, and passed over for the newest")
  void aDamagedBackup() throws IOException {
    bed.add(fileRecord("src/a.py", 1));
    List<String> made = noted(2);
    RegistryView.Backup newest = bed.backups().getFirst();
    Files.writeString(newest.file(), "{}");

    RegistryView.Backup damaged = bed.backups().getFirst();
    assertFalse(damaged.verified());
    assertEquals(2, damaged.bytes());
    assertTrue(newest.hash().startsWith(damaged.hash()), "the digits of its name are all there is");
    assertTrue(bed.backups().getLast().verified());
    assertEquals(made.getLast(), bed.registry.backups().newestVerified().orElseThrow());
    assertEquals("BACKUP_DAMAGED", unread(made.getFirst()));
    assertEquals("BACKUP_NOT_FOUND", unread("UNIFIED_SSOT_REGISTRY_none.json"));
  }

  private String unread(String name) {
    return org.junit.jupiter.api.Assertions.assertThrows(
            dev.reeve.engine.workspace.EngineException.class,
            () -> bed.registry.backups().read(name))
        .code();
  }

  @Test
  @DisplayName("Backups are thinned out at once when much was written, and told beforehand")
  void backupsAreThinnedOut() throws IOException {
    bed.add(fileRecord("src/a.py", 1));
    List<String> made = noted(22);
    List<String> oldest = made.subList(20, 22);
    assertEquals(new HashSet<>(oldest), bed.registry.backups().upkeep().superfluous());

    List<Runnable> later = new ArrayList<>();
    Maintenance maintenance =
        new Maintenance(
            bed.registry.backups(),
            new StoredPatches(bed.workspace),
            Runnable::run,
            later::add,
            100);
    maintenance.written(49, 1);
    assertEquals(22, bed.backups().size(), "not so much yet");
    maintenance.written(1, 1);
    assertEquals(made.subList(0, 20), names());
    assertEquals(Set.of(), bed.registry.backups().upkeep().prune(), "nothing is left to do");

    later.getFirst().run();
    assertEquals(0, packed(), "another write came after that one");
    later.getLast().run();
    assertEquals(19, packed(), "all but the newest");
    assertEquals(made.subList(0, 20), names());
    assertTrue(bed.backups().stream().allMatch(RegistryView.Backup::verified));
  }

  @Test
  @DisplayName("However long a write takes, its record and the list of writes tell one time of it")
  void oneTimeOfAWrite() {
    bed.commit.beforeSwap(() -> bed.clock.advance(Duration.ofSeconds(2)));
    bed.add(fileRecord("src/a.py", 1));
    RecordWrite written = bed.registry.view().writes("REC-000001", 1).getFirst();
    assertEquals("2026-03-01T12:00:00.000Z", bed.record("REC-000001").get("updated_utc").asText());
    assertEquals(java.time.Instant.parse("2026-03-01T12:00:00Z"), written.at());
  }

  @Test
  @DisplayName("What was written is told newest first, with who, why and the backup it left")
  void whatWasWritten() throws IOException {
    WriteResult first = bed.add(fileRecord("src/a.py", 1));
    bed.clock.advance(Duration.ofMinutes(1));
    WriteResult second =
        bed.writer()
            .write(
                Patch.simple(
                        bed.current(),
                        PatchSource.CLI,
                        "REC-000001",
                        Map.of("notes", json("\"x\"")))
                    .because("I looked"));
    bed.set(PatchSource.USER, "REC-000001", "notes", "\"x\"");
    bed.clock.advance(Duration.ofMinutes(1));
    WriteResult third = bed.add(fileRecord("src/b.py", 2));

    List<RecordWrite> all = bed.registry.view().writes(null, 9);
    assertEquals(
        List.of(third.patchId(), second.patchId(), first.patchId()),
        all.stream().map(RecordWrite::patchId).toList(),
        "not what changed nothing");
    assertEquals(
        List.of(second.patchId(), first.patchId()),
        bed.registry.view().writes("REC-000001", 9).stream().map(RecordWrite::patchId).toList());
    assertEquals(1, bed.registry.view().writes(null, 1).size());
    assertEquals(
        new RecordWrite(
            java.time.Instant.parse("2026-03-01T12:01:00Z"),
            second.patchId(),
            String.valueOf(first.newRegistryHash()),
            String.valueOf(second.newRegistryHash()),
            "cli",
            "I looked",
            second.backupPath(),
            second.executionId()),
        all.get(1));
    Files.delete(bed.workspace.own("registry", "patches", "patch-" + second.patchId() + ".json"));
    RecordWrite forgotten = bed.registry.view().writes(null, 9).get(1);
    assertNull(forgotten.reason());
    assertEquals(second.backupPath(), forgotten.backup());
  }

  @Test
  @DisplayName("A patch handed in again is known by its id, its source and what it asks for")
  void aPatchHandedInAgain() throws IOException {
    bed.add(fileRecord("src/a.py", 1));
    StoredPatches patches = new StoredPatches(bed.workspace);
    Patch simple = note(bed.current(), "REC-000001", "one");
    Patch complex =
        Patch.complex(
            bed.current(),
            PatchSource.USER,
            List.of(Operation.upsert("records/REC-000001/notes", json("\"one\""))));
    for (Patch patch : List.of(simple, complex)) {
      assertEquals(StoredPatches.Kept.NOTHING, patches.kept(patch));
      patches.keep(patch);
      assertEquals(StoredPatches.Kept.THE_SAME, patches.kept(patch));
    }
    String id = simple.patchId();
    assertEquals(
        StoredPatches.Kept.ANOTHER,
        patches.kept(note(bed.current(), "REC-000001", "two").withId(id)));
    assertEquals(StoredPatches.Kept.ANOTHER, patches.kept(complex.withId(id)));
    Patch theConsoles =
        Patch.simple(
                bed.current(), PatchSource.CONSOLE, "REC-000001", Map.of("notes", json("\"one\"")))
            .withId(id);
    assertEquals(StoredPatches.Kept.ANOTHER, patches.kept(theConsoles));
    patches.drop(simple);
    assertEquals(StoredPatches.Kept.NOTHING, patches.kept(simple));
    Files.writeString(
        bed.workspace.own("registry", "patches", "patch-" + complex.patchId() + ".json"), "{");
    assertEquals(StoredPatches.Kept.NOTHING, patches.kept(complex), "a torn copy says nothing");
  }
}
