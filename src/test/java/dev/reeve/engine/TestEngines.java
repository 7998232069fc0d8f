package dev.reeve.engine;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;

/** Opens engines for tests of other packages. */
public final class TestEngines {
  private TestEngines() {}

  /** A live keeper by the given clock. */
  public static Engine keeper(Workspace workspace, EngineClock clock) {
    return Engine.open(workspace, Engine.Role.KEEPER, true, clock);
  }
}
