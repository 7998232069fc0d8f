package dev.reeve.engine.change;

import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges by the OS lock of a session's own file, {@code .reeve/state/sessions/<id>.lock}: the
 * system frees it when the process dies, however it dies. A file that cannot be looked at counts as
 * alive.
 */
public final class SessionOwners implements Owners {
  private static final Logger LOG = LoggerFactory.getLogger(SessionOwners.class);

  private final FileLayer files;
  private final Path folder;
  private final String current;

  /**
   * @param current id of this process's session, whose file it holds locked
   */
  public SessionOwners(Workspace workspace, String current) {
    this.files = workspace.files();
    this.folder = workspace.own("state", "sessions");
    this.current = current;
  }

  @Override
  public String current() {
    return current;
  }

  @Override
  public synchronized boolean lives(String session) {
    Path file = folder.resolve(session + ".lock");
    if (session.equals(current)) {
      return true;
    }
    if (!FileBytes.exists(file)) {
      return false;
    }
    try (FileLayer.OsLock free = files.tryLock(file)) {
      return free == null;
    } catch (IOException e) {
      LOG.warn("Whether the session {} lives cannot be told", session, e);
      return true;
    }
  }
}
