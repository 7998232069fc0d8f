package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/**
 * Looks at one path and reads the file there, between two samples of what it looks like; a
 * difference discards the reading. Links are not followed. Blocks; safe on any thread.
 */
final class FileObserver {
  private final Workspace workspace;

  FileObserver(Workspace workspace) {
    this.workspace = workspace;
  }

  Observed observe(SafePath path) {
    Path place = path.under(workspace.root());
    try {
      BasicFileAttributes first = attributes(place);
      if (first.isDirectory()) {
        return new Observed.Folder();
      }
      if (!first.isRegularFile() || throughLink(path)) {
        return new Observed.Absent(false);
      }
      if (workspace.caseInsensitive() && !nameOnDisk(place).equals(path.name())) {
        return new Observed.Absent(true);
      }
      FileContent content = FileContent.read(place, () -> false);
      BasicFileAttributes last = attributes(place);
      FileFacts facts = facts(path, first);
      return facts.equals(facts(path, last)) && content.size() == first.size()
          ? new Observed.Present(path, facts, content)
          : new Observed.Unstable();
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return new Observed.Absent(false);
    } catch (IOException e) {
      return failed(path, place, e);
    }
  }

  private static BasicFileAttributes attributes(Path place) throws IOException {
    return Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static FileFacts facts(SafePath path, BasicFileAttributes found) {
    Object key = found.fileKey();
    return new FileFacts(
        path.text(), found.size(), found.lastModifiedTime(), key == null ? null : key.toString());
  }

  private boolean throughLink(SafePath path) throws IOException {
    Path folder = path.under(workspace.root()).getParent();
    return folder != null
        && !folder.equals(workspace.root())
        && !folder.toRealPath().equals(folder.toRealPath(LinkOption.NOFOLLOW_LINKS));
  }

  private static String nameOnDisk(Path place) throws IOException {
    return String.valueOf(place.toRealPath(LinkOption.NOFOLLOW_LINKS).getFileName());
  }

  private static Observed failed(SafePath path, Path place, IOException e) {
    Path folder = place.getParent();
    if (e instanceof FileSystemException && folder != null && !Files.isDirectory(folder)) {
      return new Observed.Absent(false); // a folder on the way became a file
    }
    String message = path + " could not be read: " + e.getMessage();
    if (e instanceof AccessDeniedException) {
      return new Observed.Failed("PERMISSION_DENIED_TRANSIENT", message);
    }
    String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    boolean locked = reason.contains("used by another process") || reason.contains("locked");
    return new Observed.Failed(locked ? "FILE_LOCKED" : "TEMP_IO_ERROR", message);
  }

  /** Whether a regular file answers to exactly this path now. */
  boolean present(SafePath path) {
    Path place = path.under(workspace.root());
    try {
      return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
          && (!workspace.caseInsensitive() || nameOnDisk(place).equals(path.name()));
    } catch (IOException e) {
      return true; // something is there
    }
  }

  /** Whether the watch root that holds the path is there; without it nothing counts as gone. */
  boolean rootPresent(SafePath path) {
    return workspace.config().watch().roots().stream()
        .filter(root -> DiskState.isUnder(path.text(), root))
        .allMatch(
            root ->
                Files.isDirectory(
                    root.equals(".") ? workspace.root() : workspace.root().resolve(root)));
  }
}
