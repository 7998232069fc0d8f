package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.MemoryFolder;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleFileCommitTest {
  private static final String OLD = "{\"records\": []}\n";
  private static final String NEW = "{\"records\": [1]}\n";
  private static final String KEPT = "registry (edit kept by Reeve).json";
  private static final String ROTTEN = "{\"records\": [7]}\n";

  @TempDir(factory = MemoryFolder.class)
  Path root;

  @AutoClose private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(root);
    bench.write("registry.json", OLD);
  }

  private static SingleFileRequest request(String path, String present, String next) {
    return Bench.request(
        ChangeKind.REGISTRY, path, present, next, SingleFileRequest.Evidence.plain());
  }

  private static SingleFileRequest keptBy(
      SingleFileRequest request, SingleFileRequest.Backup backup) {
    return new SingleFileRequest(
        request.executionId(),
        request.kind(),
        request.intent(),
        request.operator(),
        request.target(),
        request.present(),
        request.next(),
        new SingleFileRequest.Evidence(
            backup, "patch-1", request.evidence().members().put("tool", "t")),
        request.fence());
  }

  private List<String> lines(String id) {
    return bench.trail.list(TrailFilter.ofExecution(id), 9).stream().map(TrailLine::type).toList();
  }

  private List<String> temporaries() throws IOException {
    try (var files = Files.list(root)) {
      return files.map(p -> p.getFileName().toString()).filter(n -> n.endsWith(".tmp")).toList();
    }
  }

  @Test
  void replacesAndLeavesRowTrailAndBackup() throws IOException {
    Path backup = root.resolve(".reeve/registry/backups/b1.json");
    SingleFileRequest request =
        keptBy(
            request("registry.json", OLD, NEW),
            SingleFileRequest.Backup.rawCopy(bench.files, backup));
    Files.setPosixFilePermissions(
        root.resolve("registry.json"), PosixFilePermissions.fromString("rw-r-----"));

    SingleFileResult.Committed done =
        assertInstanceOf(SingleFileResult.Committed.class, bench.single.commit(request));

    assertEquals(NEW, bench.read("registry.json"));
    assertEquals(
        "rw-r-----",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(root.resolve("registry.json"))));
    assertEquals(OLD, Files.readString(backup));
    assertTrue(done.outcomeOnTrail());
    assertEquals("b1.json", done.backup());
    List<TrailLine> lines = bench.trail.list(TrailFilter.ofExecution(done.executionId()), 9);
    assertEquals(List.of("intent", "committed"), lines.stream().map(TrailLine::type).toList());
    for (TrailLine line : lines) {
      assertEquals(Sha256.of(OLD), line.text("before_hash"));
      assertEquals(Sha256.of(NEW), line.text("after_hash"));
      assertEquals("patch-1", line.text("patch_id"));
      assertEquals("t", line.text("tool"));
    }
    ExecutionRecord row = bench.record(done.executionId());
    assertEquals(ExecutionStatus.COMPLETED, row.status());
    assertTrue(row.head().small());
    assertEquals(
        row.head().intent(),
        ExecutionResult.fromJson(lines.get(1).json().path("result")).head().intent());
    assertEquals(List.of(), temporaries());
    assertInstanceOf(TrailCheck.Whole.class, bench.trail.verify());
  }

  @Test
  void theVaultKeepsWhatNobodyElseKeeps() throws IOException {
    SingleFileRequest request = request("registry.json", OLD, NEW);
    bench.single.commit(request);
    assertArrayEquals(Bench.bytes(OLD), bench.vault.get(Sha256.of(OLD)));
    assertEquals(0, bench.vault.sweep());
    assertTrue(bench.vault.has(Sha256.of(OLD)));
  }

  @Test
  void createsAFileThatIsNotThere() {
    SingleFileResult.Committed done =
        assertInstanceOf(
            SingleFileResult.Committed.class,
            bench.single.commit(request("docs/new.json", null, NEW)));
    assertEquals(NEW, bench.read("docs/new.json"));
    assertEquals(null, done.backup());
  }

  @Test
  void aFileThatIsNotAsExpectedIsLeft() {
    assertEquals(
        new SingleFileResult.Stale(Sha256.of(OLD)),
        bench.single.commit(request("registry.json", "other", NEW)));
    assertEquals(
        new SingleFileResult.Stale(Sha256.of(OLD)),
        bench.single.commit(request("registry.json", null, NEW)));
    assertEquals(OLD, bench.read("registry.json"));
  }

  @Test
  void aFileChangedAtTheLastMomentIsLeft() throws IOException {
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("before_swap")) {
            bench.write("registry.json", "by hand");
          }
        };
    SingleFileRequest request = request("registry.json", OLD, NEW);
    assertEquals(new SingleFileResult.Stale(Sha256.of("by hand")), bench.single.commit(request));
    assertEquals("by hand", bench.read("registry.json"));
    assertEquals(List.of("intent", "aborted"), lines(request.executionId()));
    assertEquals(List.of(), temporaries());
  }

  @Test
  void aPlatformWithoutAtomicReplaceIsRefusedAndNothingIsCopied() {
    AtomicMoveNotSupportedException no = new AtomicMoveNotSupportedException("a", "b", "no");
    bench.files.failOn("exchange", "registry.json", no);
    bench.files.failOn("moveReplace", "registry.json", no);
    SingleFileRequest request = request("registry.json", OLD, NEW);
    EngineException e = assertThrows(EngineException.class, () -> bench.single.commit(request));
    assertEquals("ATOMIC_REPLACE_UNSUPPORTED", e.code());
    assertEquals(OLD, bench.read("registry.json"));
    assertEquals(ExecutionStatus.FAILED, bench.record(request.executionId()).status());
  }

  @Test
  void aFailedBackupStopsIt() {
    SingleFileRequest request =
        keptBy(
            request("registry.json", OLD, NEW),
            (bytes, hash) -> {
              throw new IOException("no");
            });
    EngineException e = assertThrows(EngineException.class, () -> bench.single.commit(request));
    assertEquals("BACKUP_FAILED", e.code());
    assertEquals(List.of(), lines(request.executionId()));
  }

  @Test
  void tooLittleSpaceStopsIt() {
    bench.files.usableSpace(1000);
    EngineException e =
        assertThrows(
            EngineException.class, () -> bench.single.commit(request("registry.json", OLD, NEW)));
    assertEquals("DISK_FULL", e.code());
  }

  @Test
  void aStaleFenceStopsIt() {
    SingleFileRequest plain = request("registry.json", OLD, NEW);
    SingleFileRequest fenced =
        new SingleFileRequest(
            plain.executionId(),
            plain.kind(),
            plain.intent(),
            null,
            plain.target(),
            plain.present(),
            plain.next(),
            plain.evidence(),
            tx -> {
              throw EngineException.of(EngineException.Kind.BUSY, "STALE_FENCE", "lost");
            });
    assertEquals(
        "STALE_FENCE",
        assertThrows(EngineException.class, () -> bench.single.commit(fenced)).code());
    assertEquals(
        Optional.empty(), bench.store.read(tx -> bench.history.find(tx, plain.executionId())));
    assertEquals(OLD, bench.read("registry.json"));
    assertFalse(
        Files.exists(root.resolve(".reeve/vault/refs/" + plain.executionId() + ".json")),
        "what was kept for it is nobody's");
  }

  @Test
  void whatDoesNotReadBackIsPutBack() throws IOException {
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("after_swap")) {
            rot("registry.json", ROTTEN);
          }
        };
    SingleFileRequest request = request("registry.json", OLD, NEW);
    EngineException e = assertThrows(EngineException.class, () -> bench.single.commit(request));
    assertEquals("READBACK_FAILED", e.code());
    assertEquals(OLD, bench.read("registry.json"));
    assertEquals(List.of("intent", "rolled_back"), lines(request.executionId()));
    assertArrayEquals(Bench.bytes(ROTTEN), bench.vault.get(Sha256.of(ROTTEN)));
  }

  /** As a disk does: other bytes, and nobody wrote them. */
  private void rot(String path, String bytes) {
    Path file = root.resolve(path);
    try {
      FileTime time = Files.getLastModifiedTime(file);
      Files.writeString(file, bytes);
      Files.setLastModifiedTime(file, time);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"in place", "by rename", "deleted"})
  @DisplayName("An edit right after the replace stays: it was made on top of it")
  void anEditRightAfterTheReplaceStays(String how) throws IOException {
    Path file = root.resolve("registry.json");
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("after_swap")) {
            try {
              switch (how) {
                case "in place" -> Files.writeString(file, "by hand");
                case "by rename" ->
                    Files.move(
                        Files.writeString(root.resolve("edit"), "by hand"),
                        file,
                        StandardCopyOption.REPLACE_EXISTING);
                default -> Files.delete(file);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    SingleFileRequest request = request("registry.json", OLD, NEW);
    assertInstanceOf(SingleFileResult.Committed.class, bench.single.commit(request));
    assertEquals(!how.equals("deleted"), Files.exists(file));
    if (Files.exists(file)) {
      assertEquals("by hand", bench.read("registry.json"));
    }
    assertEquals(List.of("intent", "committed"), lines(request.executionId()));
    assertEquals(List.of(), temporaries());
  }

  /** Saves before each of so many exchanges of the file; gives how many there were. */
  private int committedWhileSaving(int saves) {
    AtomicInteger exchanges = new AtomicInteger();
    bench.files.inject(
        call -> {
          if (call.operation().equals("exchange") && exchanges.incrementAndGet() <= saves) {
            Files.writeString(root.resolve("registry.json"), "edit " + exchanges.get());
          }
        });
    SingleFileRequest request = request("registry.json", OLD, NEW);
    assertInstanceOf(SingleFileResult.Stale.class, bench.single.commit(request));
    assertEquals(List.of("intent", "edit_kept", "aborted"), lines(request.executionId()));
    return exchanges.get();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  @DisplayName("Of edits at the moment of the replace the last stays, the one before it beside it")
  void ofEditsAtTheReplaceTheLastStays(int saves) throws IOException {
    committedWhileSaving(saves);
    assertEquals("edit " + saves, bench.read("registry.json"));
    assertEquals("edit " + (saves - 1), bench.read(KEPT));
    assertEquals(List.of(), temporaries());
  }

  @Test
  @DisplayName("Of edits at every exchange, without end, the last two are both there")
  void ofEditsWithoutEndTheLastTwoStay() throws IOException {
    int last = committedWhileSaving(Integer.MAX_VALUE);
    assertEquals(
        Set.of("edit " + last, "edit " + (last - 1)),
        Set.of(bench.read("registry.json"), bench.read(KEPT)));
    assertEquals(List.of(), temporaries());
  }

  @Test
  void anOutcomeTheTrailCannotTakeIsMadeUpByRecovery() {
    AtomicInteger appends = new AtomicInteger();
    bench.files.fail(
        (operation, path) -> {
          if (operation.equals("append") && appends.incrementAndGet() > 1) {
            throw new IOException("No space left on device");
          }
        });
    SingleFileRequest request = request("registry.json", OLD, NEW);
    SingleFileResult.Committed done =
        assertInstanceOf(SingleFileResult.Committed.class, bench.single.commit(request));
    assertFalse(done.outcomeOnTrail());
    bench.files.heal();
    assertEquals(List.of(request.executionId()), bench.smallRecovery.run());
    List<TrailLine> lines = bench.trail.list(TrailFilter.ofExecution(request.executionId()), 9);
    assertEquals(List.of("intent", "committed"), lines.stream().map(TrailLine::type).toList());
    assertTrue(lines.getLast().json().path("reconstructed").asBoolean());
    assertEquals(List.of(), bench.smallRecovery.run());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyCallOnTheDiskMayFail(boolean update) {
    List<String> outcomes = new ArrayList<>();
    for (int failing = 1; ; failing++) {
      String path = "f" + failing + ".json";
      if (update) {
        bench.write(path, OLD);
      }
      AtomicInteger calls = new AtomicInteger();
      int fails = failing;
      bench.files.fail(
          (operation, at) -> {
            if (calls.incrementAndGet() == fails) {
              throw new IOException("injected");
            }
          });
      SingleFileRequest request = request(path, update ? OLD : null, NEW);
      boolean committed;
      try {
        committed = bench.single.commit(request) instanceof SingleFileResult.Committed;
      } catch (EngineException e) {
        committed = false;
      }
      bench.files.heal();
      bench.smallRecovery.run();
      String live = Files.exists(root.resolve(path)) ? bench.read(path) : null;
      assertEquals(committed ? NEW : update ? OLD : null, live, "call " + failing);
      outcomes.add(committed + "");
      if (calls.get() < failing) {
        break;
      }
    }
    assertTrue(outcomes.size() >= 10, outcomes.toString());
    assertTrue(outcomes.contains("false"));
    assertInstanceOf(TrailCheck.Whole.class, bench.trail.verify());
  }

  /** Commits and dies at the named point. */
  static final class Victim {
    public static void main(String[] args) {
      Bench bench = new Bench(Path.of(args[0]));
      bench.checkpoints =
          (name, id, index) -> {
            if (name.equals(args[1])) {
              Runtime.getRuntime().halt(9);
            }
          };
      bench.single.commit(request("registry.json", OLD, NEW));
    }
  }

  private ExecutionRecord killedAt(String point) throws Exception {
    assertEquals(9, Children.await(Children.start(Victim.class, root.toString(), point)));
    ExecutionRecord left = bench.store.read(tx -> OpenExecutions.unfinished(tx)).getFirst();
    assertEquals(List.of(left.head().id()), bench.smallRecovery.run());
    return bench.record(left.head().id());
  }

  @Test
  @DisplayName("REG-A27 killed between temp write and replace: old content, temp removed")
  void a27_killedBeforeTheReplace() throws Exception {
    ExecutionRecord row = killedAt("before_swap");
    assertEquals(OLD, bench.read("registry.json"));
    assertEquals(List.of(), temporaries());
    assertEquals(ExecutionStatus.FAILED, row.status());
    assertEquals(List.of("intent", "aborted"), lines(row.head().id()));
  }

  private boolean keptAfterCollecting(String content) throws IOException {
    bench.vault.collect(new NeededContents(bench.tools));
    return bench.vault.has(Sha256.of(content));
  }

  @Test
  @DisplayName("killed between the backup and the history row: the content is not kept for ever")
  void killedBeforeTheRow() throws Exception {
    assertEquals(9, Children.await(Children.start(Victim.class, root.toString(), "after_backup")));
    assertEquals(List.of(), bench.store.read(tx -> OpenExecutions.unfinished(tx)));
    assertTrue(bench.vault.has(Sha256.of(OLD)), "otherwise this shows nothing");
    assertFalse(keptAfterCollecting(OLD));
    assertEquals(OLD, bench.read("registry.json"));
  }

  @Test
  @DisplayName("who lives may just be beginning: what it referenced without a row stays")
  void referencedByTheLiving() throws Exception {
    String hash = Sha256.of(OLD);
    bench.vault.reference(Ids.next(Ids.EXECUTION), bench.owners.current(), Set.of(hash));
    bench.vault.put(Bench.bytes(OLD), hash);
    assertTrue(keptAfterCollecting(OLD));
  }

  @Test
  @DisplayName("a lost database: what the trail can make rows of stays in the vault")
  void lostDatabase() throws Exception {
    assertEquals(9, Children.await(Children.start(Victim.class, root.toString(), "after_swap")));
    bench.close();
    try (var files = Files.list(root.resolve(".reeve/state"))) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("reeve.db")).toList()) {
        Files.delete(file);
      }
    }
    bench = new Bench(root);
    assertEquals(List.of(), bench.store.read(tx -> OpenExecutions.unfinished(tx)));
    assertTrue(keptAfterCollecting(OLD));
  }

  @Test
  @DisplayName("REG-A28 killed after replace, before audit: new content, entry reconstructed")
  void a28_killedAfterTheReplace() throws Exception {
    ExecutionRecord row = killedAt("after_swap");
    assertEquals(NEW, bench.read("registry.json"));
    assertEquals(ExecutionStatus.COMPLETED, row.status());
    List<TrailLine> lines = bench.trail.list(TrailFilter.ofExecution(row.head().id()), 9);
    assertEquals(List.of("intent", "committed"), lines.stream().map(TrailLine::type).toList());
    assertTrue(lines.getLast().json().path("reconstructed").asBoolean());
  }

  @Test
  @DisplayName("how long it took is on the trail in whole numbers, in the row exactly")
  void howLongItTook() {
    bench.close();
    SettableClock clock = new SettableClock("2026-03-01T10:00:00Z");
    bench = new Bench(root, clock, ExecutionLimits.DEFAULT);
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("after_swap")) {
            clock.advance(Duration.ofMillis(2_600));
          }
        };
    SingleFileRequest request = request("registry.json", OLD, NEW);
    bench.single.commit(request);
    TrailLine line = bench.trail.list(TrailFilter.ofExecution(request.executionId()), 1).getFirst();
    assertEquals(2_600, line.json().path("duration_ms").asInt());
    assertEquals(3, line.json().path("result").path("duration_seconds").asInt());
    ExecutionOutcome outcome = bench.record(request.executionId()).outcome();
    assertEquals(2.6, outcome == null ? 0 : outcome.durationSeconds());
  }
}
