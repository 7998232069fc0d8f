package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.SafePath;

/**
 * How a file is made to carry its id; the change room does it, because only that writes a user's
 * files. Each call is one atomic change with a backup, announced beforehand so that the watcher
 * knows it as Reeve's own. Calls block. Source: {@code docs/reference/ids.md}.
 */
public interface CarrierWriter {
  /** How a call ended when nothing went wrong. */
  enum Result {
    DONE,
    /** The file is not as it was read; nothing was changed. */
    STALE,
    /** Something has the new name; nothing was changed. */
    NAME_TAKEN
  }

  /**
   * Replaces the content.
   *
   * @param before the present content, with the hash {@code beforeHash}
   * @throws dev.reeve.engine.workspace.EngineException when it could not be done
   */
  Result replace(SafePath file, byte[] before, String beforeHash, byte[] after);

  /**
   * Renames to a free name; never replaces.
   *
   * @param hash SHA-256 of the present content
   * @throws dev.reeve.engine.workspace.EngineException when it could not be done
   */
  Result rename(SafePath from, SafePath to, String hash);
}
