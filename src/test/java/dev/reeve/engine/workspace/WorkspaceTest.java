package dev.reeve.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
  @TempDir Path folder;

  @Test
  void openingLeavesNoTrace() throws Exception {
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    assertFalse(workspace.adopted());
    assertEquals(folder.toRealPath(), workspace.root());
    assertEquals(workspace.root().resolve("UNIFIED_SSOT_REGISTRY.json"), workspace.registryFile());
    try (var entries = Files.list(folder)) {
      assertEquals(List.of(), entries.toList());
    }
  }

  @Test
  void theRootIsResolvedOnce() throws Exception {
    Path real = Files.createDirectories(folder.resolve("real/.reeve/state"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
    Workspace workspace = Workspace.open(link, new DiskFileLayer());
    assertEquals(folder.toRealPath().resolve("real"), workspace.root());
    assertEquals(real.toRealPath().resolve("reeve.db"), workspace.own("state", "reeve.db"));
    assertTrue(workspace.adopted());
  }

  @Test
  void onlyAFolderIsAWorkspace() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    for (Path bad : List.of(file, folder.resolve("absent"))) {
      EngineException refused =
          assertThrows(EngineException.class, () -> Workspace.open(bad, new DiskFileLayer()));
      assertEquals("WORKSPACE_NOT_FOUND", refused.code());
    }
  }

  @Test
  void theVolumeItselfSaysWhetherCaseCounts() throws Exception {
    Path mixed = Files.createDirectory(folder.resolve("MixedCase"));
    boolean volumeIgnoresCase = Files.exists(folder.resolve("mixedcase"));
    assertEquals(volumeIgnoresCase, Workspace.open(mixed, new DiskFileLayer()).caseInsensitive());
  }
}
