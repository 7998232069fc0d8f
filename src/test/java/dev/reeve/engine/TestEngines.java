package dev.reeve.engine;

import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Path;

/** Opens engines for tests of other packages. */
public final class TestEngines {
  private TestEngines() {}

  /** A live keeper of a folder that it adopts first. */
  public static Engine adopting(Path folder, EngineClock clock) {
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
    return keeper(Workspace.open(folder, new DiskFileLayer()), clock);
  }

  /** A live keeper by the given clock. */
  public static Engine keeper(Workspace workspace, EngineClock clock) {
    return Engine.open(workspace, Engine.Role.KEEPER, true, clock);
  }
}
