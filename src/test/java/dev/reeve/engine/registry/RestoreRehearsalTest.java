package dev.reeve.engine.registry;

import static dev.reeve.engine.registry.RegistryBed.fileRecord;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore that is only rehearsed, on a disk with faults. */
class RestoreRehearsalTest {
  @TempDir Path folder;
  private RegistryBed bed;
  private String backup = "";
  private byte[] registry = {};

  @BeforeEach
  void open() {
    bed = new RegistryBed(folder);
    assertTrue(bed.add(fileRecord("lib/a.py", 1)).changed());
    assertTrue(bed.set(PatchSource.USER, "REC-000001", "notes", "\"one\"").changed());
    backup = bed.backups().getFirst().name();
    registry = bed.bytes();
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private List<Path> temporaries() throws IOException {
    Path tmp = bed.workspace.own("tmp");
    if (!Files.isDirectory(tmp)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(tmp)) {
      return all.toList();
    }
  }

  @Test
  @DisplayName("a rehearsal whose file cannot be removed has still succeeded; the file goes later")
  void deleteRefused() throws IOException {
    bed.files.failOn("delete", "tmp", new IOException("in use"));
    RestoreTest rehearsed = bed.registry.restore().rehearse(backup);
    assertEquals(1, rehearsed.records());
    assertEquals(1, temporaries().size());
    bed.files.heal();
    bed.registry.restore().rehearse(backup);
    assertEquals(List.of(), temporaries());
    assertArrayEquals(registry, bed.bytes());
  }

  @Test
  @DisplayName("a full disk fails the rehearsal by that name and leaves nothing")
  void fullDisk() throws IOException {
    bed.files.tornAfter(10);
    EngineException e =
        assertThrows(EngineException.class, () -> bed.registry.restore().rehearse(backup));
    assertEquals("DISK_FULL", e.code());
    assertEquals(List.of(), temporaries());
    assertArrayEquals(registry, bed.bytes());
  }
}
