package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Replaces the file with the same steps as the change room, its trail being a list. */
public final class DirectCommit implements RegistryCommit {
  private final FileLayer files;
  private final Path file;
  private final List<String> trail = new CopyOnWriteArrayList<>();
  private volatile Runnable beforeSwap = () -> {};

  public DirectCommit(FileLayer files, Path file) {
    this.files = files;
    this.file = file;
  }

  public List<String> trail() {
    return trail;
  }

  /** Runs once, just before the file is compared for the last time. */
  public void beforeSwap(Runnable action) {
    beforeSwap = action;
  }

  @Override
  public void recover() {}

  @Override
  public @Nullable Committed committed(String patchId) {
    return null;
  }

  @Override
  public void note(String type, String actor, Map<String, String> members) {
    trail.add(type + " " + actor + " " + members);
  }

  @Override
  public Outcome replace(Replacement r) {
    if (r.before() != null) {
      try {
        java.util.Objects.requireNonNull(r.backup()).keep(r.before(), r.beforeHash());
      } catch (IOException e) {
        throw failure("BACKUP_FAILED", e);
      }
    }
    trail.add("intent " + r.patchId() + " " + r.beforeHash() + " " + r.afterHash());
    Path temporary = file.resolveSibling(".reeve-test-1.tmp");
    try {
      files.delete(temporary);
      files.writeNew(temporary, r.after());
      Runnable action = beforeSwap;
      beforeSwap = () -> {};
      action.run();
      byte[] live = FileContent.orNull(file);
      if (!java.util.Arrays.equals(live, r.before())) {
        files.delete(temporary);
        trail.add("aborted " + r.patchId());
        return new Stale(live == null ? null : Sha256.of(live));
      }
      files.moveReplace(temporary, file);
      files.forceDirectory(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw failure("WRITE_FAILED", e);
    }
    trail.add("committed " + r.patchId());
    return new Replaced("exec_000000000000");
  }

  private static EngineException failure(String code, IOException e) {
    return EngineException.of(Kind.UNAVAILABLE, code, "not written: " + e).causedBy(e);
  }
}
