package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.MemoryFolder;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's answers to a single-file commit that needs attention. */
class SmallResolutionTest {
  private static final String OLD = "old\n";
  private static final String NEW = "new\n";

  @TempDir(factory = MemoryFolder.class)
  Path root;

  @AutoClose private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(root);
  }

  private static SingleFileRequest request(
      @Nullable String present, SingleFileRequest.@Nullable Backup backup) {
    return request(ChangeKind.HEADER, "a.md", present, backup);
  }

  private static SingleFileRequest request(
      ChangeKind kind,
      String path,
      @Nullable String present,
      SingleFileRequest.@Nullable Backup backup) {
    return Bench.request(
        kind,
        path,
        present,
        NEW,
        new SingleFileRequest.Evidence(backup, null, SingleFileRequest.Evidence.plain().members()));
  }

  /** The disk cannot confirm what was put in place, and then cannot put the old content back. */
  private String needsAttention(SingleFileRequest request, Runnable afterSwap) {
    Path file = request.target().under(bench.root);
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("after_swap")) {
            afterSwap.run();
            bench.files.fail(
                (operation, path) -> {
                  if (operation.equals("forceDirectory") && path.equals(file.getParent())) {
                    throw new IOException("injected");
                  }
                });
            bench.files.failOn("writeNew", "-2-part.tmp", new IOException("injected"));
            bench.files.failOn("delete", file.toString(), new IOException("injected"));
          }
        };
    EngineException e = assertThrows(EngineException.class, () -> bench.single.commit(request));
    assertEquals("ROLLBACK_FAILED", e.code());
    bench.checkpoints = Checkpoints.NONE;
    bench.files.heal();
    assertEquals(ExecutionStatus.NEEDS_ATTENTION, bench.record(request.executionId()).status());
    return request.executionId();
  }

  private void assertSettled(String id, ExecutionStatus status, String how) {
    assertEquals(status, bench.record(id).status());
    assertTrue(bench.record(id).resolvedAt() != null);
    TrailLine last = bench.trail.list(TrailFilter.ofExecution(id), 9).getLast();
    assertEquals("attention_resolved", last.type());
    assertEquals(how, last.text("resolution"));
    assertFalse(Files.exists(bench.artifacts.folder(id)), "it has no folder, and gets none");
  }

  @Test
  @DisplayName("its old content is put back from the vault when it is tried again")
  void triedAgain() {
    bench.write("a.md", OLD);
    String id = needsAttention(request(OLD, null), () -> {});
    assertEquals(NEW, bench.read("a.md"));
    bench.resolutions.retryRestore(id, "ann");
    assertEquals(OLD, bench.read("a.md"));
    assertSettled(id, ExecutionStatus.ROLLED_BACK, "retry_restore");
  }

  @Test
  @DisplayName("a file that it had made is removed when it is tried again")
  void madeAnew() {
    String id = needsAttention(request(null, null), () -> {});
    bench.resolutions.retryRestore(id, "ann");
    assertFalse(Files.exists(root.resolve("a.md")));
    assertSettled(id, ExecutionStatus.ROLLED_BACK, "retry_restore");
  }

  @Test
  @DisplayName("what the disk made of it counts as ours: it is kept, and the old content put back")
  void rotten() throws IOException {
    bench.write("a.md", OLD);
    String id = needsAttention(request(OLD, null), () -> rot("rot\n"));
    assertEquals("rot\n", bench.read("a.md"));
    bench.resolutions.retryRestore(id, "ann");
    assertEquals(OLD, bench.read("a.md"));
    assertTrue(bench.vault.has(Sha256.of("rot\n")));
    assertSettled(id, ExecutionStatus.ROLLED_BACK, "retry_restore");
  }

  @Test
  @DisplayName("what the disk made of it stays where it is when it could not be kept")
  void rottenAndNotKept() {
    bench.write("a.md", OLD);
    String id =
        needsAttention(
            request(OLD, null),
            () -> {
              rot("rot\n");
              bench.files.failOn("writeNew", ".reeve", new IOException("injected"));
            });
    EngineException e =
        assertThrows(EngineException.class, () -> bench.resolutions.retryRestore(id, "ann"));
    assertEquals("ROLLBACK_CONFLICT", e.code());
    assertEquals("rot\n", bench.read("a.md"));
  }

  /** As a disk does: other bytes, and nobody wrote them. */
  private void rot(String bytes) {
    Path file = root.resolve("a.md");
    try {
      FileTime time = Files.getLastModifiedTime(file);
      Files.writeString(file, bytes);
      Files.setLastModifiedTime(file, time);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("an edit made since stays, and the execution goes on needing attention")
  void editedSince() {
    bench.write("a.md", OLD);
    String id = needsAttention(request(OLD, null), () -> {});
    bench.write("a.md", "by hand");
    EngineException e =
        assertThrows(EngineException.class, () -> bench.resolutions.retryRestore(id, "ann"));
    assertEquals("ROLLBACK_CONFLICT", e.code());
    assertEquals("by hand", bench.read("a.md"));
    assertEquals(
        List.of(id),
        bench.store.read(tx -> OpenExecutions.unsettled(tx)).stream()
            .map(ExecutionRow::id)
            .toList());
    bench.resolutions.acceptCurrent(id, "ann");
    assertSettled(id, ExecutionStatus.NEEDS_ATTENTION, "accept_current");
  }

  @Test
  @DisplayName("where the backup is not the vault's it is named, and the file is left alone")
  void backupElsewhere() {
    bench.write("a.md", OLD);
    Path backup = root.resolve(".reeve/registry/backups/b1.json");
    String id =
        needsAttention(
            request(OLD, SingleFileRequest.Backup.rawCopy(bench.files, backup)), () -> {});
    EngineException e =
        assertThrows(EngineException.class, () -> bench.resolutions.retryRestore(id, "ann"));
    assertEquals("ROLLBACK_FAILED", e.code());
    assertTrue(e.remedy().contains("b1.json"), e.remedy());
    assertEquals(NEW, bench.read("a.md"));
    bench.write("a.md", OLD);
    bench.resolutions.restoredByHand(id, "ann");
    assertSettled(id, ExecutionStatus.ROLLED_BACK, "restored_by_hand");
  }

  @Test
  @DisplayName("the file of settings, which no other change may touch, is put back the same way")
  void ofASetting() {
    bench.write(".reeve/config.toml", OLD);
    String id =
        needsAttention(request(ChangeKind.SETTINGS, ".reeve/config.toml", OLD, null), () -> {});
    assertEquals(Unsettled.State.AS_AFTER, bench.resolutions.look(id).files().getFirst().state());
    bench.resolutions.retryRestore(id, "ann");
    assertEquals(OLD, bench.read(".reeve/config.toml"));
    assertSettled(id, ExecutionStatus.ROLLED_BACK, "retry_restore");
  }

  @Test
  @DisplayName("the file of settings that was put back by hand is looked at")
  void ofASettingByHand() {
    bench.write(".reeve/config.toml", OLD);
    String id =
        needsAttention(request(ChangeKind.SETTINGS, ".reeve/config.toml", OLD, null), () -> {});
    bench.write(".reeve/config.toml", OLD);
    bench.resolutions.restoredByHand(id, "ann");
    assertSettled(id, ExecutionStatus.ROLLED_BACK, "restored_by_hand");
  }

  @Test
  @DisplayName(
      "content under a temporary name is Reeve's own once it is kept, not once it is named")
  void namedIsNotKept() throws IOException {
    String id = Ids.next(Ids.EXECUTION);
    String odd = Sha256.of("odd\n");
    bench.write("a.md", NEW);
    Leftovers leftovers = new Leftovers(bench.tools);
    Leftovers.Change change =
        new Leftovers.Change(id, Bench.path("a.md"), Sha256.of(OLD), Sha256.of(NEW));
    Path temporary = root.resolve(SmallRecovery.temporary(id, 2));
    bench.vault.reference(id, bench.owners.current(), List.of(odd));
    Files.writeString(temporary, "odd\n");
    assertEquals(Leftovers.Found.PUT_BACK, leftovers.clear(change, temporary));
    assertEquals("odd\n", bench.read("a.md"));

    bench.write("a.md", NEW);
    bench.vault.put(Bench.bytes("odd\n"), odd);
    Files.writeString(temporary, "odd\n");
    assertEquals(Leftovers.Found.OURS, leftovers.clear(change, temporary));
    assertEquals(NEW, bench.read("a.md"));
    assertFalse(Files.exists(temporary));
  }
}
