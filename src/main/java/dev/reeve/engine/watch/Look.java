package dev.reeve.engine.watch;

import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.Found;
import dev.reeve.engine.workspace.Unreadable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A look at one path of the workspace, without opening the file. */
@FunctionalInterface
interface Look {
  /** What is there; null when no regular file is. Links, pipes, sockets and devices are none. */
  @Nullable Found at(String path);

  /**
   * The disk.
   *
   * @param root the workspace root as its real path
   * @param caseInsensitive on such a volume a name in the wrong case finds nothing
   */
  static Look disk(Path root, boolean caseInsensitive) {
    return path -> {
      Path place = root.resolve(path);
      try {
        BasicFileAttributes found =
            Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isRegularFile() || (caseInsensitive && !sameCase(place))) {
          return null;
        }
        Object key = found.fileKey();
        return new FileFacts(
            path, found.size(), found.lastModifiedTime(), key == null ? null : key.toString());
      } catch (NoSuchFileException | NotDirectoryException absent) {
        return null;
      } catch (IOException e) {
        if (e instanceof java.nio.file.FileSystemException && !Files.exists(parent(place))) {
          return null; // a folder on the way became a file, or went
        }
        Unreadable.ErrorKind kind =
            e instanceof AccessDeniedException
                ? Unreadable.ErrorKind.PERMISSION_DENIED
                : Unreadable.ErrorKind.STAT_FAILED;
        return new Unreadable(path, false, kind, String.valueOf(e.getMessage()));
      }
    };
  }

  private static boolean sameCase(Path place) throws IOException {
    return String.valueOf(place.getFileName())
        .equals(String.valueOf(place.toRealPath(LinkOption.NOFOLLOW_LINKS).getFileName()));
  }

  private static Path parent(Path place) {
    Path parent = place.getParent();
    return parent == null ? place : parent;
  }
}
