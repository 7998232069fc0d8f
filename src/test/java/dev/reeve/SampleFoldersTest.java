package dev.reeve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import dev.reeve.sample.SampleWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples are removed when they were left, and nothing else ever is. */
final class SampleFoldersTest {
  @TempDir Path parent;

  private SampleFolders folders() {
    return new SampleFolders(parent);
  }

  private Path left() throws IOException {
    try (SampleFolders.Held held = folders().make()) {
      Path file = held.folder().resolve("harbour-office/docs/a.md");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "a");
      return held.folder();
    }
  }

  @Test
  @DisplayName("One that was left goes, the one to keep and one that somebody works in stay")
  void whatGoes() throws IOException {
    Path old = left();
    Path last = left();
    try (SampleFolders.Held held = folders().make()) {
      assertEquals(List.of(old), folders().removeBut(last));
      assertFalse(Files.exists(old));
      assertTrue(Files.exists(last.resolve("harbour-office/docs/a.md")));
      assertTrue(Files.exists(held.folder()));
    }
    assertEquals(2, folders().removeBut(null).size());
  }

  @Test
  @DisplayName("Without the mark, with another mark, of another name, or as a link: nothing goes")
  void whatNeverGoes() throws IOException {
    Path without = Files.createDirectories(parent.resolve("reeve-sample-1/harbour-office"));
    Path other = Files.createDirectories(parent.resolve("reeve-sample-2"));
    Files.writeString(other.resolve(".reeve-sample"), "mine\n");
    Path marked = left();
    Path named = Files.move(marked, parent.resolve("my-sample"));
    Path mine = Files.createDirectories(parent.resolve("mine"));
    Files.writeString(mine.resolve("letter.txt"), "dear");
    Path link = Files.createSymbolicLink(parent.resolve("reeve-sample-3"), named);
    Path inside = left();
    Files.createSymbolicLink(inside.resolve("link"), mine);

    assertEquals(List.of(inside), folders().removeBut(null));
    for (Path each : List.of(without, other, named, mine.resolve("letter.txt"), link)) {
      assertTrue(Files.exists(each), each.toString());
    }
  }

  @Test
  @DisplayName("The copies of the sample's registry take 60 MB at most, half of a limit on the way")
  void backups() throws IOException {
    Path folder = parent.resolve("sample");
    SampleWorkspace.create(folder);
    long limit = Workspace.open(folder, new DiskFileLayer()).config().registry().backupBytes();
    assertTrue(limit + limit / 2 <= 60_000_000, limit + " bytes");
  }
}
