package dev.reeve.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.Child;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiskFileLayerTest {
  private final DiskFileLayer disk = new DiskFileLayer();
  @TempDir Path folder;

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aRenameToAFreeNameKeepsTheFile() throws Exception {
    Path from = Files.writeString(folder.resolve("ü from"), "text");
    Path to = folder.resolve("ö to");
    disk.moveNew(from, to);
    assertEquals("text", Files.readString(to));
    assertFalse(Files.exists(from));
  }

  @Test
  void aRenameNeverReplaces() throws Exception {
    Path from = Files.writeString(folder.resolve("from"), "new");
    Path to = Files.writeString(folder.resolve("to"), "old");
    assertThrows(FileAlreadyExistsException.class, () -> disk.moveNew(from, to));
    assertEquals("old", Files.readString(to));
    assertEquals("new", Files.readString(from));
    assertThrows(
        NoSuchFileException.class, () -> disk.moveNew(folder.resolve("no"), folder.resolve("x")));
  }

  @Test
  void foldersAreRenamedWithWhatTheyHoldAndNeverIntoATakenName() throws Exception {
    Path from = Files.createDirectory(folder.resolve("from"));
    Files.writeString(from.resolve("a"), "text");
    Path taken = Files.createDirectory(folder.resolve("taken"));
    assertThrows(FileAlreadyExistsException.class, () -> disk.moveNew(from, taken));
    disk.moveNew(from, folder.resolve("to"));
    assertEquals("text", Files.readString(folder.resolve("to/a")));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aDanglingLinkIsATakenName() throws Exception {
    Path from = Files.writeString(folder.resolve("from"), "x");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nothing"));
    assertThrows(FileAlreadyExistsException.class, () -> disk.moveNew(from, link));
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void writingNewNeverOverwrites() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "old");
    assertThrows(FileAlreadyExistsException.class, () -> disk.writeNew(file, new byte[] {1}));
    assertThrows(FileAlreadyExistsException.class, () -> disk.copyNew(file, file));
    assertEquals("old", Files.readString(file));
  }

  @Test
  void copyAppendTruncateAndTimes() throws Exception {
    byte[] bytes = new byte[300_000];
    new java.util.Random(7).nextBytes(bytes);
    Path file = folder.resolve("a");
    disk.writeNew(file, bytes);
    disk.copyNew(file, folder.resolve("b"));
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("b")));
    disk.append(folder.resolve("log"), "one\n".getBytes(), true);
    disk.append(folder.resolve("log"), "tw".getBytes(), false);
    disk.truncate(folder.resolve("log"), 4);
    assertEquals("one\n", Files.readString(folder.resolve("log")));
    disk.setModified(file, FileTime.fromMillis(1_000_000));
    assertEquals(1_000_000, Files.getLastModifiedTime(file).toMillis());
    disk.delete(folder.resolve("absent"));
    assertTrue(disk.usableSpace(folder) > 0);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void modesAreSetAndCopied() throws Exception {
    Path script = Files.createFile(folder.resolve("run.sh"));
    disk.setMode(script, 0750);
    assertEquals("rwxr-x---", mode(script));
    Path other = Files.createFile(folder.resolve("other"));
    disk.copyAttributes(script, other);
    assertEquals("rwxr-x---", mode(other));
    disk.setMode(other, 0604);
    assertEquals("rw----r--", mode(other));
  }

  @Test
  void aLockIsHadOnceUntilItIsFreed() throws Exception {
    Path file = folder.resolve("x.lock");
    FileLayer.OsLock lock = held(disk.tryLock(file));
    assertNull(disk.tryLock(file));
    assertNull(new DiskFileLayer().tryLock(folder.resolve(".").resolve("x.lock")));
    lock.close();
    lock.close();
    FileLayer.OsLock again = held(disk.tryLock(file));
    lock.close();
    assertNull(disk.tryLock(file), "an old handle must not free a newer lock");
    again.close();
  }

  @Test
  void askingTwiceDoesNotFreeTheLockForOtherProcesses() throws Exception {
    Path file = folder.resolve("x.lock");
    FileLayer.OsLock lock = held(disk.tryLock(file));
    assertNull(disk.tryLock(file));
    assertEquals("taken", Child.output(LockMain.class, file.toString()));
    lock.close();
    assertEquals("free", Child.output(LockMain.class, file.toString()));
  }

  private static FileLayer.OsLock held(FileLayer.OsLock lock) {
    assertNotNull(lock);
    return lock;
  }

  /** Another process that asks for the lock. */
  public static final class LockMain {
    public static void main(String[] args) throws Exception {
      System.out.print(new DiskFileLayer().tryLock(Path.of(args[0])) == null ? "taken" : "free");
    }
  }
}
