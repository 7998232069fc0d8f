package dev.reeve.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.FaultyFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OwnFilesTest {
  private static final byte[] OLD = "old".getBytes();
  private static final byte[] NEW = "new".getBytes();

  private final FaultyFiles disk = new FaultyFiles();
  @TempDir Path folder;
  private Path own;
  private OwnFiles files;

  @BeforeEach
  void ownFolder() {
    own = folder.resolve(".reeve");
    files = new OwnFiles(own, disk);
  }

  private List<String> entries(Path directory) throws IOException {
    try (var all = Files.list(directory)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileInTheWayOfAFolderIsNotATakenName() throws IOException {
    files.writeNew(own.resolve("a"), OLD);
    files.writeNew(own.resolve("backups"), OLD);
    Path below = own.resolve("backups/a");
    assertThrows(NotDirectoryException.class, () -> files.moveNew(own.resolve("a"), below));
    assertThrows(NotDirectoryException.class, () -> files.copyNew(own.resolve("a"), below));
    assertThrows(NotDirectoryException.class, () -> files.writeNew(below, NEW));
    assertEquals(List.of("a", "backups"), entries(own));
  }

  @Test
  void everyCallRefusesAPlaceOutsideAndTouchesNothing() {
    Path outside = folder.resolve("outside/x");
    Path climbing = own.resolve("../outside/x");
    Path inside = own.resolve("a");
    for (Path bad : List.of(outside, climbing)) {
      assertThrows(IllegalArgumentException.class, () -> files.append(bad, NEW));
      assertThrows(IllegalArgumentException.class, () -> files.truncate(bad, 0));
      assertThrows(IllegalArgumentException.class, () -> files.writeNew(bad, NEW));
      assertThrows(IllegalArgumentException.class, () -> files.replace(bad, NEW));
      assertThrows(IllegalArgumentException.class, () -> files.copyNew(inside, bad));
      assertThrows(IllegalArgumentException.class, () -> files.moveNew(inside, bad));
      assertThrows(IllegalArgumentException.class, () -> files.moveNew(bad, inside));
      assertThrows(IllegalArgumentException.class, () -> files.delete(bad));
      assertThrows(IllegalArgumentException.class, () -> files.createDirectories(bad));
      assertThrows(IllegalArgumentException.class, () -> files.tryLock(bad));
    }
    assertEquals(List.of(), disk.calls());
    assertFalse(Files.exists(folder.resolve("outside")));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aLinkUnderTheOwnFolderIsNotFollowed() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.createDirectory(own);
    Files.createSymbolicLink(own.resolve("trail"), outside);
    assertThrows(IOException.class, () -> files.append(own.resolve("trail/x.jsonl"), NEW));
    assertEquals(List.of(), entries(outside));
  }

  @Test
  void replacingIsAllOrNothing() throws Exception {
    Path file = own.resolve("state/settings.json");
    files.replace(file, OLD);
    disk.failOn("moveReplace", "settings.json", new IOException("in use"));
    assertThrows(IOException.class, () -> files.replace(file, NEW));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("settings.json"), entries(file.getParent()));
    disk.heal();
    disk.tornAfter(1);
    assertThrows(IOException.class, () -> files.replace(file, NEW));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("settings.json"), entries(file.getParent()));
    disk.heal();
    files.replace(file, NEW);
    assertEquals("new", Files.readString(file));
  }

  @Test
  void aTornNewFileIsTakenBackAndATakenNameIsLeftAlone() throws Exception {
    Path file = own.resolve("vault/blob");
    disk.tornAfter(1);
    assertThrows(IOException.class, () -> files.writeNew(file, NEW));
    assertEquals(List.of(), entries(own.resolve("vault")));
    disk.heal();
    files.writeNew(file, OLD);
    assertThrows(FileAlreadyExistsException.class, () -> files.writeNew(file, NEW));
    assertThrows(FileAlreadyExistsException.class, () -> files.copyNew(file, file));
    assertEquals("old", Files.readString(file));
  }

  @Test
  void appendMoveDeleteLock() throws Exception {
    Path log = own.resolve("trail/2026-01.jsonl");
    files.append(log, OLD);
    files.append(log, NEW);
    assertEquals("oldnew", Files.readString(log));
    files.truncate(log, 3);
    files.moveNew(log, own.resolve("trail/old/2026-01.jsonl"));
    assertEquals("old", Files.readString(own.resolve("trail/old/2026-01.jsonl")));
    files.delete(own.resolve("trail/old/2026-01.jsonl"));
    assertEquals(List.of(), entries(own.resolve("trail/old")));
    try (FileLayer.OsLock lock = files.tryLock(own.resolve("state/locks/trail.lock"))) {
      assertTrue(lock != null);
    }
    assertTrue(files.usableSpace() > 0);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void whatIsMadeIsForTheOwnerOnly() throws Exception {
    Path file = own.resolve("registry/backups/x.json");
    files.writeNew(file, NEW);
    files.append(own.resolve("log"), NEW);
    for (Path made : List.of(own, own.resolve("registry"), file.getParent())) {
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    }
    for (Path made : List.of(file, own.resolve("log"))) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    }
  }

  @Test
  void aTemporaryThatCannotBeRemovedGoesWithTheNext() throws IOException {
    Path first = files.temporary();
    files.writeNew(first, NEW);
    disk.failOn("delete", "tmp", new IOException("in use"));
    files.discard(first);
    assertTrue(Files.exists(first));
    disk.heal();
    Path second = files.temporary();
    assertFalse(Files.exists(first));
    assertFalse(second.equals(first));
  }

  @Test
  void leftoversOfDeadProcessesGoAlsoWhenThisOneHasTheirId() throws IOException {
    Path living = files.temporary();
    files.writeNew(living, NEW);
    long pid = ProcessHandle.current().pid();
    for (String dead : List.of(pid + "-0-1.tmp", "999999999999999999-0-1.tmp", "odd.tmp")) {
      files.writeNew(living.resolveSibling(dead), NEW);
    }
    files.removeLeftovers();
    assertEquals(List.of(living.getFileName().toString()), entries(living.getParent()));
  }
}
