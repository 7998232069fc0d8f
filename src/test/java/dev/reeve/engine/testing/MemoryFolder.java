package dev.reeve.engine.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Temporary folders in memory where the system has them: forcing costs nothing there. */
public final class MemoryFolder implements TempDirFactory {
  private static final Path MEMORY = Path.of("/dev/shm");

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
      throws java.io.IOException {
    return Files.isWritable(MEMORY)
        ? Files.createTempDirectory(MEMORY, "reeve-test-")
        : Files.createTempDirectory("reeve-test-");
  }
}
