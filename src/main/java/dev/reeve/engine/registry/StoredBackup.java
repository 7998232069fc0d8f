package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A former state of the registry as it lies on the disk.
 *
 * @param name without the ending of a compressed one
 * @param digits the first of its hash, from its name
 */
record StoredBackup(String name, Path file, Instant time, String digits) {
  static final String PACKED = ".gz";

  boolean packed() {
    return file.getFileName().toString().endsWith(PACKED);
  }

  /** Whether it has the content that was kept; reads it. */
  boolean verifies() {
    byte[] bytes = bytesOrNull();
    return bytes != null && Sha256.of(bytes).startsWith(digits);
  }

  /** Its bytes, unpacked; null when they cannot be read. */
  byte @Nullable [] bytesOrNull() {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (!packed()) {
        return bytes;
      }
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return in.readAllBytes();
      }
    } catch (IOException e) {
      return null; // listed as not verified
    }
  }
}
