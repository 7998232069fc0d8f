package dev.reeve.engine.change;

import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that can be done before the first byte of a user's file changes: the former bytes go
 * to the vault, the new ones beside their targets, both forced and read back.
 */
final class Staging {
  private static final Logger LOG = LoggerFactory.getLogger(Staging.class);

  private final ChangeTools tools;
  private final Workspace workspace;
  private final FileLayer files;
  private final Leftovers leftovers;
  private final String id;

  Staging(ChangeTools tools, String executionId) {
    this.tools = tools;
    this.workspace = tools.workspace();
    this.files = workspace.files();
    this.leftovers = new Leftovers(tools);
    this.id = executionId;
  }

  /** Keeps the former bytes and writes the index that undo reads. */
  void backUp(BackupIndex index, Deadline deadline) throws IOException {
    tools.vault().reference(id, tools.owners().current(), index.vaultHashes());
    for (BackupIndex.Entry entry : index.entries()) {
      deadline.check();
      String before = entry.beforeHash();
      if (before != null
          && entry.needsBackup()
          && !tools.vault().put(entry.path().under(workspace.root()), before)) {
        throw Failures.of("PRECONDITION_FAILED", entry.path() + " changed while it was backed up");
      }
    }
    index.write(workspace, tools.artifacts().folder(id));
  }

  /** Creates missing folders and writes every new content beside its target. */
  void stage(ChangeSet set, BackupIndex index, Preflight preflight, Deadline deadline)
      throws IOException {
    for (String folder : index.createdFolders()) {
      files.createDirectories(workspace.root().resolve(folder));
    }
    for (BackupIndex.Entry entry : index.entries()) {
      deadline.check();
      FileChange change = set.changes().get(entry.index() - 1);
      byte[] bytes = preflight.newBytes(change);
      if (bytes != null) {
        try {
          stage(entry, change, bytes);
        } catch (IOException e) {
          throw FullDisk.is(e) ? new IOException(entry.path() + ": " + e.getMessage(), e) : e;
        }
      }
    }
  }

  private void stage(BackupIndex.Entry entry, FileChange change, byte[] bytes) throws IOException {
    Path place = Places.check(workspace, entry.path());
    Path temporary = place.resolveSibling(entry.temporaryName(id));
    Path part = Leftovers.unfinished(temporary);
    files.writeNew(part, bytes);
    if (entry.beforeHash() != null) {
      files.copyAttributes(place, part);
    }
    String mode = change.newMode();
    if (mode != null) {
      files.setMode(part, Integer.parseInt(mode, 8));
    }
    if (!FileBytes.same(part, bytes)) {
      throw new IOException("What was written for " + entry.path() + " does not read back");
    }
    new Swap(files).create(part, temporary);
  }

  /**
   * Removes temporaries, unless they turn out to be somebody's, and, when they are empty, the
   * folders that were created.
   *
   * @return false when something could not be removed
   */
  boolean clean(BackupIndex index) {
    boolean clean = true;
    for (BackupIndex.Entry entry : index.entries()) {
      Path place = entry.path().under(workspace.root());
      Leftovers.Change change = Leftovers.Change.of(id, entry);
      clean &= remove(() -> leftovers.clear(change, place.resolveSibling(entry.temporaryName(id))));
      clean &= remove(() -> leftovers.clear(change, place.resolveSibling(entry.undoName(id))));
    }
    for (String folder : List.copyOf(index.createdFolders()).reversed()) {
      Path created = workspace.root().resolve(folder);
      clean &=
          !isEmptyFolder(created)
              || remove(
                  () -> {
                    files.delete(created);
                    return true;
                  });
    }
    return clean;
  }

  private static boolean isEmptyFolder(Path folder) {
    try (var entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (IOException absent) {
      return false;
    }
  }

  private boolean remove(Steps.Body<?> removal) {
    try {
      removal.run();
      return true;
    } catch (IOException e) {
      LOG.warn("{}: something is left to be removed", id, e);
      return false;
    }
  }
}
