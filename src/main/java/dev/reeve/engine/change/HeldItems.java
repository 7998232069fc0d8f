package dev.reeve.engine.change;

import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Files and folders that executions moved aside whole, in {@code held/<execution>/<number>} of the
 * vault.
 */
final class HeldItems {
  private final FileLayer files;
  private final Path folder;

  HeldItems(Workspace workspace) {
    this.files = workspace.files();
    this.folder = workspace.own("vault", "held");
  }

  /** Where an execution's item with this number lies or would lie when moved aside whole. */
  Path place(String executionId, int index) {
    return folder.resolve(executionId).resolve(Integer.toString(index));
  }

  /**
   * Moves a file or folder aside, whole, by rename on the same volume.
   *
   * @return false when it turned out to be another than expected; it is in its place again then
   */
  boolean add(Path item, String executionId, int index, Swap.Expected expected) throws IOException {
    Path to = place(executionId, index);
    files.createDirectories(FileBytes.folder(to));
    if (!new Swap(files).create(item, to, expected)) {
      return false;
    }
    files.forceDirectory(FileBytes.folder(to));
    return true;
  }

  /** Removes what an execution moved aside as single files; folders stay. */
  void dropFiles(String executionId) throws IOException {
    Path items = folder.resolve(executionId);
    boolean empty = true;
    for (Path item : FileBytes.entries(items)) {
      if (Files.isRegularFile(item, LinkOption.NOFOLLOW_LINKS)) {
        files.delete(item);
      } else {
        empty = false;
      }
    }
    if (empty) {
      files.delete(items);
    }
  }
}
