package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replaces the registry file without trail or history, for tests of what lies around it. */
final class PlainCommit implements RegistryCommit {
  private final FileLayer files = new DiskFileLayer();
  private final Path file;

  PlainCommit(Path file) {
    this.file = file;
  }

  @Override
  public void recover() {}

  @Override
  public @Nullable Committed committed(String patchId) {
    return null;
  }

  @Override
  public void note(String type, String actor, Map<String, String> members) {}

  @Override
  public Outcome replace(Replacement replacement) {
    try {
      byte @Nullable [] live = Files.exists(file) ? Files.readAllBytes(file) : null;
      if (!Arrays.equals(live, replacement.before())) {
        return new Stale(live == null ? null : Sha256.of(live));
      }
      if (live != null && replacement.backup() != null) {
        replacement.backup().keep(live, String.valueOf(replacement.beforeHash()));
      }
      Path temporary = file.resolveSibling(".reeve-test-" + ProcessHandle.current().pid() + ".tmp");
      files.writeNew(temporary, replacement.after());
      files.moveReplace(temporary, file);
      return new Replaced("exec_000000000000");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
