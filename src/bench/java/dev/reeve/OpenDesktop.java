package dev.reeve;

import dev.reeve.console.EngineSession;
import dev.reeve.engine.Engine;
import dev.reeve.engine.workspace.Workspace;

/** Opens a workspace just as the console does, for the benches. */
public final class OpenDesktop {
  private OpenDesktop() {}

  /** A started session. */
  public static EngineSession open(Workspace workspace) {
    return DesktopSession.open(workspace);
  }

  /** The engine behind it. */
  public static Engine engine(EngineSession session) {
    return ((DesktopSession) session).engine();
  }
}
