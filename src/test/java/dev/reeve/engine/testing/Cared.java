package dev.reeve.engine.testing;

import dev.reeve.engine.Adoption;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders in care for tests in real time. */
public final class Cared {
  private Cared() {}

  /** Adopts it; its files are taken to be at rest soon after they changed. */
  public static void adopt(Path folder) throws IOException {
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
    Files.writeString(
        folder.resolve(".reeve/config.toml"), "[watch]\ndebounce_ms = 50\nwindow_ms = 50\n");
  }
}
