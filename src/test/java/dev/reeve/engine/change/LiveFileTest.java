package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveFileTest {
  @TempDir Path root;

  private LiveFile.State look(String path, @Nullable String expected) {
    LiveFile seen = LiveFile.look(Workspace.open(root, new DiskFileLayer()), path, expected);
    assertEquals(path, seen.path());
    return seen.state();
  }

  @Test
  @DisplayName("a file is as it was left, edited, or gone; a deleted one is still away, or is back")
  void states() throws IOException {
    Files.writeString(root.resolve("a.md"), "a");
    assertEquals(LiveFile.State.UNCHANGED, look("a.md", Sha256.of("a")));
    assertEquals(LiveFile.State.DRIFTED, look("a.md", Sha256.of("b")));
    assertEquals(LiveFile.State.DRIFTED, look("a.md", null));
    assertEquals(LiveFile.State.MISSING, look("b.md", Sha256.of("a")));
    assertEquals(LiveFile.State.UNCHANGED, look("b.md", null));
    assertEquals("missing", LiveFile.State.MISSING.code());
  }

  @Test
  @DisplayName("a link or a folder in its place is not what was left there, whatever it leads to")
  void otherThings() throws IOException {
    Files.writeString(root.resolve("a.md"), "a");
    Files.createSymbolicLink(root.resolve("link.md"), root.resolve("a.md"));
    Files.createDirectory(root.resolve("folder.md"));
    assertEquals(LiveFile.State.DRIFTED, look("link.md", Sha256.of("a")));
    assertEquals(LiveFile.State.DRIFTED, look("folder.md", Sha256.of("a")));
  }
}
