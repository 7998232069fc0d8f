package dev.reeve.engine.watch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.reeve.engine.watch.StableRead.Result;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StableReadTest {
  @TempDir Path folder;

  private StableRead reader(StableRead.Opener opener) {
    return new StableRead(folder, Look.disk(folder, false), opener);
  }

  @Test
  void givesHashAndBytesOfAFileAtRest() throws IOException {
    Path file = Files.writeString(folder.resolve("a.md"), "content");
    StableRead read = new StableRead(Workspace.open(folder, new DiskFileLayer()));
    Result.Read found = assertInstanceOf(Result.Read.class, read.read("a.md", null, 100));
    assertEquals(Sha256.of("content"), found.sha256());
    assertArrayEquals("content".getBytes(), found.bytes());
    assertEquals(Files.size(file), found.facts().size());
    assertNull(assertInstanceOf(Result.Read.class, read.read("a.md", null, 3)).bytes());
    String settled = Fingerprint.of((FileFacts) Look.disk(folder, false).at("a.md"));
    assertInstanceOf(Result.Read.class, read.read("a.md", settled, 0));
    assertInstanceOf(Result.Unstable.class, read.read("a.md", "7;earlier;key", 0));
  }

  @Test
  void aChangeWhileReadingMakesItWorthless() throws IOException {
    Files.writeString(folder.resolve("a.md"), "content");
    StableRead grows =
        reader(
            file -> {
              Files.writeString(file, " and more", StandardOpenOption.APPEND);
              return Files.newInputStream(file);
            });
    assertInstanceOf(Result.Unstable.class, grows.read("a.md", null, 100));
    StableRead goes =
        reader(
            file -> {
              Files.delete(file);
              return Files.newInputStream(file);
            });
    assertInstanceOf(Result.Unstable.class, goes.read("a.md", null, 100));
    assertInstanceOf(Result.Gone.class, goes.read("a.md", null, 100));
  }

  @Test
  void whatCannotBeReadNowHasTheQueuesCode() throws IOException {
    Files.writeString(folder.resolve("a.md"), "content");
    assertEquals("FILE_LOCKED", code(new FileSystemException("a", null, "used by another")));
    assertEquals("PERMISSION_DENIED_TRANSIENT", code(new AccessDeniedException("a")));
    assertEquals("TEMP_IO_ERROR", code(new IOException("bad sector")));
  }

  private String code(IOException failure) {
    StableRead read =
        reader(
            file -> {
              throw failure;
            });
    return assertInstanceOf(Result.Failed.class, read.read("a.md", null, 0)).code();
  }

  @Test
  void linksAndFoldersAreNoFiles() throws IOException {
    Files.writeString(folder.resolve("a.md"), "content");
    Files.createDirectory(folder.resolve("folder"));
    try {
      Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a.md"));
    } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
      Files.createDirectory(folder.resolve("link"));
    }
    StableRead read = new StableRead(Workspace.open(folder, new DiskFileLayer()));
    assertInstanceOf(Result.Gone.class, read.read("link", null, 0));
    assertInstanceOf(Result.Gone.class, read.read("folder", null, 0));
    assertInstanceOf(Result.Gone.class, read.read("a.md/below", null, 0));
  }
}
