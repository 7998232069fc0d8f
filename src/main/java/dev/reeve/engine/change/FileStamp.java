package dev.reeve.engine.change;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What a rename leaves as it is and a write does not: whose the bytes at a place are, without
 * reading them.
 */
record FileStamp(long size, FileTime modified, @Nullable Object key) {

  /** Of the file now, null when there is none. */
  static @Nullable FileStamp of(Path file) throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return new FileStamp(found.size(), found.lastModifiedTime(), found.fileKey());
    } catch (NoSuchFileException absent) {
      return null;
    }
  }
}
