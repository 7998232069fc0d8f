package dev.reeve.engine.change;

import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 1 MiB set aside in {@code .reeve/state/reserve}, given back to the volume when it is full, so
 * that journal, status and rollback can still be written. Safe on any thread. Source: {@code
 * docs/reference/executions.md}.
 */
public final class Reserve {
  private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);
  private static final int SIZE = 1 << 20;

  private final Workspace workspace;
  private final Path file;

  /** The reserve of a workspace; creates nothing yet. */
  public Reserve(Workspace workspace) {
    this.workspace = workspace;
    this.file = workspace.own("state", "reserve");
  }

  /** Sets the space aside when it is not; a volume too full for that is only noted. */
  public void ensure() {
    try {
      if (!FileBytes.exists(file)) {
        workspace.ownFiles().replace(file, new byte[SIZE]);
      }
    } catch (IOException e) {
      LOG.warn("No space could be set aside in {}: {}", file, e.toString());
    }
  }

  /**
   * Does something that must be written even on a full disk: when the disk is full while the
   * reserve is there, the reserve is given up and it is done again, so it must be repeatable.
   */
  <T> T spend(ProcessMutex.Section<T> action) throws IOException {
    try {
      return action.run();
    } catch (IOException first) {
      if (!FullDisk.is(first) || !FileBytes.exists(file)) {
        throw first;
      }
      LOG.warn("Giving up the reserve after: {}", first.toString());
      workspace.ownFiles().delete(file);
      return action.run();
    }
  }
}
