package dev.reeve;

import dev.reeve.engine.Opened;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Workspace;
import dev.reeve.sample.SampleActivity;
import dev.reeve.sample.SampleColleagues;
import dev.reeve.sample.SampleHistory;
import dev.reeve.sample.SampleWorkspace;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A throwaway sample in a folder of its own, with somebody at work in it as long as it is open.
 * Blocks for a few seconds. Source: {@code docs/reference/sample.md}.
 */
final class DesktopSample {
  private DesktopSample() {}

  /** Makes one in the system's temporary folder and works in it. */
  static DesktopSession open() {
    return open(SampleFolders.ofSystem());
  }

  /**
   * The same elsewhere. What was begun is ended when the rest cannot be; its folder is one that was
   * left then.
   */
  static DesktopSession open(SampleFolders folders) {
    Opened players = new Opened();
    Opened all = new Opened();
    all.add(players::close);
    try {
      SampleFolders.Held held = folders.make();
      players.add(held::close);
      Path folder = held.folder().resolve("harbour-office");
      SampleWorkspace.create(folder);
      SampleHistory.play(folder);
      players.add(SampleColleagues.start(folder)::close);
      DesktopSession session =
          DesktopSession.openSample(Workspace.open(folder, new DiskFileLayer()), players::close);
      all.add(session::close);
      players.add(SampleActivity.start(folder)::close);
      return session;
    } catch (IOException e) {
      all.closeAfter(e);
      throw EngineException.of(
              Kind.UNAVAILABLE,
              "SAMPLE_NOT_WRITTEN",
              "The sample workspace was not made: " + e.getMessage())
          .with("Nothing of yours was changed.", "Free some space in the temporary folder.")
          .causedBy(e);
    } catch (RuntimeException e) {
      all.closeAfter(e);
      throw e;
    }
  }
}
