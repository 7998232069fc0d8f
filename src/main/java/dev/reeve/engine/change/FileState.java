package dev.reeve.engine.change;

import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whose content a path has: that from before, that of the execution, or somebody else's. */
enum FileState {
  BEFORE,
  AFTER,
  OTHER;

  static FileState of(BackupIndex.Entry entry, Path root) throws IOException {
    Path place = entry.path().under(root);
    String here = hashOrNull(place);
    if (entry.to() == null) {
      return Objects.equals(here, entry.beforeHash())
          ? BEFORE
          : Objects.equals(here, entry.afterHash()) ? AFTER : OTHER;
    }
    Path target = entry.to().under(root);
    String there = hashOrNull(target);
    if (there == null && Objects.equals(here, entry.beforeHash())) {
      return BEFORE;
    }
    return here == null && Objects.equals(there, entry.afterHash()) ? AFTER : OTHER;
  }

  /**
   * SHA-256 of a regular file, null when nothing is there.
   *
   * @throws IOException when it cannot be read or is no regular file
   */
  static @Nullable String hashOrNull(Path place) throws IOException {
    if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(place + " is a folder");
    }
    try {
      return Sha256.of(place);
    } catch (NoSuchFileException absent) {
      return null;
    }
  }
}
